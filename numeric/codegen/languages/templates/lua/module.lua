«head»
local module = {}

«functions»
return module
