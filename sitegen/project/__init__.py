"""What a person does with an archive besides building it: make one, add texts, take annotations over."""
