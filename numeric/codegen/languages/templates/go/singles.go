«about»
func «name»(«names» «real») (result «result») {
	values := «double»(«widened»)
	for i, value := range values {
		result[i] = float32(value)
	}
	return
}

func «double»(«names» float64) «double_result» {
«body»
}
