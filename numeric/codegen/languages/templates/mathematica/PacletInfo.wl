PacletObject[<|
  "Name" -> "«module»",
  "Version" -> "«version»",
  "License" -> "0BSD",
  "Description" -> "Steady-state entanglement beyond thermal limits, in closed form",
  "Extensions" -> {{"Kernel", "Root" -> "Kernel", "Context" -> "«module»`"}}
|>]
