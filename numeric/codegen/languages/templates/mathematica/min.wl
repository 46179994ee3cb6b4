(* Unlike Min, this hands an Indeterminate on. *)
smaller[a_, b_] := If[a === Indeterminate || TrueQ[a < b], a, b];
