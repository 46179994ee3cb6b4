"""Values by cases: where each case holds, and which of their conditions are the same."""
