"""The cavity model, and how it becomes the machine."""
