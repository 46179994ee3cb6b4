"""Numbers between fractions: what their signs are shown by where the algebra alone sees none."""
