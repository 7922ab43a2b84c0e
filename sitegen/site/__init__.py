"""Compose: which pages there are, and everything that each of them will show."""
