"""
    «name»(«names»)

«about»
"""
function «name»(«typed»)
    «names» = promote(«names», 0.0)
«body»«returned»
end
