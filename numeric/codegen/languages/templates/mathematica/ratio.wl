(* Unlike the operator, this has a direction where b is 0. *)
quotient[a_, b_] := If[b === 0., If[TrueQ[a > 0], Infinity, Indeterminate], a / b];
