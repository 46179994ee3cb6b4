// Written out, as math.Max would favour an infinity over a NaN.
func larger(a, b float64) float64 {
	if a > b || a != a {
		return a
	}
	return b
}
