«about»
#[cfg(feature = "std")]
#[must_use]
«scalar»
    «name»_with::<Std>(«names»)
}

/// [`fn@«name»`] point by point.
///
/// # Panics
///
/// If the slices differ in length.
#[cfg(feature = "std")]
«array»
«lengths»
    for (i, value) in result.iter_mut().enumerate() {
        *value = «name»(«elements»);
    }
}

/// As [`fn@«name»`], with the elementary functions of `M`.
#[must_use]
«generic»
«body»
}
