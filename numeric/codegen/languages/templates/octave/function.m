function «signature»
«about»

«head»

«body»
end
«helpers»
