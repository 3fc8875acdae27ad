"""The command line; the screen is imported only where it is opened."""
