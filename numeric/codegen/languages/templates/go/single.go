«about»
func «name»(«names» «real») «result» {
	return float32(«double»(«widened»))
}

func «double»(«names» float64) «double_result» {
«body»
}
