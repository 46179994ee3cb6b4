// Written out, as math.Min would favour an infinity over a NaN.
func smaller(a, b float64) float64 {
	if a < b || a != a {
		return a
	}
	return b
}
