"""What each outlet put in, cut and changed, and how that is known."""
