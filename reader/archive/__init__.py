"""Everything kept, in one SQLite file: articles as published, what is derived, what was done."""
