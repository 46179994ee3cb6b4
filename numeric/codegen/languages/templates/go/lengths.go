func sameLength(lengths ...int) {
	for _, length := range lengths {
		if length != lengths[0] {
			panic("slices differ in length")
		}
	}
}
