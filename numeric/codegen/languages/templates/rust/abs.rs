// Without the standard library there is no f64::abs.
fn abs(x: f64) -> f64 {
    f64::from_bits(x.to_bits() << 1 >> 1)
}
