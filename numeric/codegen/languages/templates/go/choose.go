func choose(a, b, u, v float64) float64 {
	if a > b {
		return u
	}
	return v
}
