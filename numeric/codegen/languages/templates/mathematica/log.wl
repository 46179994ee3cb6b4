(* Unlike Log, this has a value at 0. *)
logarithm[a_] := If[a === 0., -Infinity, Log[a]];
