"""Read: the archive's folder to values.  The only stage that opens the archive's files."""
