(* Unlike Max, this hands an Indeterminate on. *)
larger[a_, b_] := If[a === Indeterminate || TrueQ[a > b], a, b];
