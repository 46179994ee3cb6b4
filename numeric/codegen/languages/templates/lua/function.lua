«about»
function module.«name»(«names»)
«body»
end

«about_array»
function module.«name»_array(«names», result)
  result = result or {}
  for i = 1, #«first» do
«step»
  end
  return result
end
