"""Relate: which seeds carry the same text.  Fingerprints find candidates, alignment of words gives the evidence."""
