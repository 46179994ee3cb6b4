"""What stands before and behind the chapters: citation, title, works, and the map."""
