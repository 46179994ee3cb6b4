«about»
func «name»(«names» «real») «result» {
	return float32(«double»(«widened»))
}

func «double»(«names» float64) «double_result» {
«body»
}

// «name»Array fills result with «name», point by point.
// It panics if the slices differ in length.
func «name»Array(«slices») {
	sameLength(len(result), «lengths»)
	for i := range result {
		result[i] = «name»(«elements»)
	}
}
