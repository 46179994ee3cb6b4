// Unlike f64::max, hands a NaN on.
fn larger(a: f64, b: f64) -> f64 {
    if a > b || a.is_nan() {
        a
    } else {
        b
    }
}
