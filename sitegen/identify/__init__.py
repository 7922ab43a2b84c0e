"""Identify: who and what an article names.  The authority file first, the built-in tables next, discovery last."""
