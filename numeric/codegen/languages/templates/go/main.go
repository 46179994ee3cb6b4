// The command check reads lines of a function's name and its arguments and prints the results;
// or it takes the time.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"time"

	routines "«module»"
)

func evaluate(name string, x []«real») []«real» {
	switch name {
«cases»
	}
	return nil
}

func bench(count int) float64 {
	var x [«bench_arguments»][]«real»
	for k := range x {
		x[k] = make([]«real», count)
		for i := range x[k] {
			x[k][i] = «real»(«bench_width»*rand.Float64()«bench_shift»)
		}
	}
	result := make([]«element», count)
	best := time.Hour
	for k := 0; k < 5; k++ {
		start := time.Now()
		«bench»
		if taken := time.Since(start); taken < best {
			best = taken
		}
	}
	return float64(best.Nanoseconds()) / float64(count)
}

func double(word string) float64 {
	x, err := strconv.ParseFloat(word, 64)
	if err != nil {
		panic(err)
	}
	return x
}

func number(word string) «real» {
	return «real»(double(word))
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "bench" {
		fmt.Printf("%.3f\n", bench(int(number(os.Args[2]))))
		return
	}
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) == 0 {
			continue
		}
		var x []«real»
		for _, word := range words[1:] {
			x = append(x, number(word))
		}
		var results []string
		for _, value := range evaluate(words[0], x) {
			results = append(results, strconv.FormatFloat(float64(value), 'x', -1, 64))
		}
		fmt.Fprintln(output, strings.Join(results, " "))
	}
}
