"""Stored conversations: in SQLite, or in PostgreSQL where several server processes share them."""
