"""Identify: who and what an article names.

The authority file first, the built-in lists next, then the tagger.
"""
