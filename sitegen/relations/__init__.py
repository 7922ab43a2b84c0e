"""Which seeds carry the same text: fingerprints find candidates, alignment of words gives the evidence."""
