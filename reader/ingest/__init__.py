"""Bytes to articles; no database."""
