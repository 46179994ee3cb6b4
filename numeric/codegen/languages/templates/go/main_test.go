package main

import (
	"os"
	"strings"
	"testing"
)

// TestVectors checks every line of a file: a function's name, its arguments, and after a colon two
// bounds for each result. NaN is within NaN.
func TestVectors(t *testing.T) {
	content, err := os.ReadFile("../../vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	for k, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		point, ends, _ := strings.Cut(line, " : ")
		words, bounds := strings.Fields(point), strings.Fields(ends)
		var x []«real»
		for _, word := range words[1:] {
			x = append(x, number(word))
		}
		found := evaluate(words[0], x)
		if len(found) == 0 || len(bounds) != 2*len(found) {
			t.Fatalf("line %d: %d results, %d bounds", k+1, len(found), len(bounds))
		}
		for i, result := range found {
			value, low, high := float64(result), double(bounds[2*i]), double(bounds[2*i+1])
			if !(low <= value && value <= high) && !(low != low && value != value) {
				t.Errorf("line %d is wrong: %v", k+1, value)
			}
		}
	}
}
