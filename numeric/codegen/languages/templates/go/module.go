«head»

// Package «module» has the results of the paper in closed form.
package «module»
«imports»
«code»
