(*
«head»
   Evaluated in our tests by Mathics, but not run by Wolfram's kernel.
*)
BeginPackage["«title»`"];

«usages»

Begin["`Private`"];

real[a_] := NumericQ[a] || MatchQ[a, Indeterminate | DirectedInfinity[1] | DirectedInfinity[-1]];

«helpers»
«functions»
End[];
EndPackage[];
