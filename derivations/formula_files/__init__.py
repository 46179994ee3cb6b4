"""A file of one's own as an object: its formulas to be looked at, evaluated, written as code."""
