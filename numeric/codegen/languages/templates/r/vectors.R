# The vectors beside this file: a function's name, its arguments, and after a colon two bounds for
# each result. NaN is within NaN.
library("«module»")

numbers <- function(words) as.numeric(strsplit(words, " ", fixed = TRUE)[[1]])

right <- function(line) {
  parts <- regmatches(line, regexec("^([^ ]+) (.*) : (.*)$", line))[[1]]
  arguments <- as.list(numbers(parts[3]))
  found <- as.numeric(do.call(getExportedValue("«module»", parts[2]), arguments))
  bounds <- matrix(numbers(parts[4]), 2)
  within <- bounds[1, ] <= found & found <= bounds[2, ]
  length(found) == ncol(bounds) && all(ifelse(is.nan(bounds[1, ]), is.nan(found), within %in% TRUE))
}

lines <- readLines("vectors.txt")
wrong <- lines[!vapply(lines, right, NA)]
if (length(wrong) > 0 || length(lines) == 0) {
  stop(length(wrong), " of ", length(lines), " points are wrong: ", wrong[1])
}
cat(length(lines), "points are right\n")
