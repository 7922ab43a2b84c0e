"""The public edition, checked as it stands on the disk, to where readers find it."""
