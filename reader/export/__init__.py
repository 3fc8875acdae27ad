"""A collation in the forms that other programs read."""
