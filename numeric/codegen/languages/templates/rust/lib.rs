«head»
//!
//! Without the feature `std`, each function is there under its name with `_with` at the end:
//! it takes the exponential, the logarithm and the square root from a type of yours, see [`Math`].
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "std")]
extern crate std;

/// The elementary functions.
pub trait Math {
    /// The exponential.
    fn exp(x: f64) -> f64;
    /// The natural logarithm.
    fn ln(x: f64) -> f64;
    /// The square root, correctly rounded.
    fn sqrt(x: f64) -> f64;
«methods»}

/// The elementary functions of the standard library.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug)]
pub struct Std;

#[cfg(feature = "std")]
impl Math for Std {
    fn exp(x: f64) -> f64 {
        x.exp()
    }

    fn ln(x: f64) -> f64 {
        x.ln()
    }

    fn sqrt(x: f64) -> f64 {
        x.sqrt()
    }
«std_methods»}

«helpers»«functions»
