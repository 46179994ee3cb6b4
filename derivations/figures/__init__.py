"""The figures: their data, and how they are drawn."""
