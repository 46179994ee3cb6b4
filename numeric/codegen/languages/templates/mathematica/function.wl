(*
«about»
*)
SetAttributes[«name», Listable];
«name»[«names»] := Quiet[
  Module[
    {«locals»},
«body»    «returned»
  ],
  {Infinity::indet, General::munfl}
];
