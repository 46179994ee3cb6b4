// «name»Array fills result with «name», point by point.
// It panics if the slices differ in length.
func «name»Array(«slices») {
	sameLength(len(result), «lengths»)
	for i := range result {
		result[i] = «name»(«elements»)
	}
}
