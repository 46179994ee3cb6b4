# Reads lines of a function's name and its arguments, prints the results; or takes the time.
functions <- new.env()
sys.source("R/«module».R", functions)

bench <- function(count) {
  points <- matrix(runif(«bench_arguments» * count, «bench_low», «bench_high»), count)
  seconds <- vapply(1:5, function(k) {
    start <- as.numeric(Sys.time())
    functions$«bench»(«arguments»)
    as.numeric(Sys.time()) - start
  }, 0)
  1e9 * min(seconds) / count
}

evaluate <- function(lines) {
  words <- strsplit(lines, " ", fixed = TRUE)
  called <- vapply(words, `[`, "", 1)
  runs <- rle(called)
  ends <- cumsum(runs$lengths)
  for (k in seq_along(ends)) {
    block <- words[seq(ends[k] - runs$lengths[k] + 1, ends[k])]
    arguments <- lapply(seq_along(block[[1]])[-1], function(j) {
      as.numeric(vapply(block, `[`, "", j))
    })
    result <- matrix(do.call(functions[[runs$values[k]]], arguments), length(block))
    digits <- matrix(sprintf("%a", result), nrow(result))
    writeLines(apply(digits, 1, paste, collapse = " "))
  }
}

asked <- commandArgs(trailingOnly = TRUE)
if (length(asked) == 2 && asked[1] == "bench") {
  cat(sprintf("%.3f\n", bench(as.numeric(asked[2]))))
} else {
  evaluate(readLines(file("stdin")))
}
