"""What the paper says of numbers and figures: supported at points, not proved."""
