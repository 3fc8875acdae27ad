"""The use cases: all that the screen and the command line call."""
