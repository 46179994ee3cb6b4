"""What the paper claims and what the lecture derives on the way, one file for each topic."""
