package main

import (
	"fmt"

	routines "«module»"
)

func main() {
	fmt.Println(routines.«call»)
}
