# u where the condition holds, and v elsewhere, also where it is NA; ifelse would hand on the NA.
where <- function(condition, u, v) {
  result <- condition + u + v
  chosen <- which(rep_len(condition, length(result)))
  result[] <- rep_len(v, length(result))
  result[chosen] <- rep_len(u, length(result))[chosen]
  result
}
