"""Text as published, cut into blocks, segments and tokens; normalised for matching only."""
