"""The lecture written down: one document model, and a writer for each format."""
