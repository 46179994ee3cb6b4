«about»
func «name»(«names» «real») «result» {
«body»
}
