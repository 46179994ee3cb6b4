«head»

// Package «module» has the «source_contents».
package «module»
«imports»
«code»
