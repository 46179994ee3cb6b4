PacletObject[<|
  "Name" -> "«title»",
  "Version" -> "«version»",
  "License" -> "0BSD",
  "Description" -> "«source_sentence»",
  "Extensions" -> {{"Kernel", "Root" -> "Kernel", "Context" -> "«title»`"}}
|>]
