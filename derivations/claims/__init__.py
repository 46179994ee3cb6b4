"""Claims of your own: files of them, checked in workers, reported to a terminal or to CI."""
