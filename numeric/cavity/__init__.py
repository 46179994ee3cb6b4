"""The full cavity model over planes and at points, in doubles, balls, fractions and any digits."""
