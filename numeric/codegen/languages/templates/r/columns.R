# How many points there are when arguments are recycled.
recycled <- function(...) {
  count <- lengths(list(...))
  if (min(count) == 0) 0 else max(count)
}

# One row a point, one named column a result.
columns <- function(..., count) {
  results <- list(...)
  values <- unlist(lapply(results, rep_len, length.out = count))
  matrix(values, count, length(results), dimnames = list(NULL, names(results)))
}
