"""Domain values to rows and spans: pure, and free of widgets."""
