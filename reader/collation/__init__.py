"""The copies of a story set against each other, passage by passage."""
