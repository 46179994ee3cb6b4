"""Inequalities that are seen from enclosures: intervals, Taylor coefficients, and proof trees."""
