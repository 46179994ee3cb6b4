"""What a certificate says, in sentences and formulas."""
