"""Which articles are copies of one text."""
