// Unlike f64::min, hands a NaN on.
fn smaller(a: f64, b: f64) -> f64 {
    if a < b || a.is_nan() {
        a
    } else {
        b
    }
}
