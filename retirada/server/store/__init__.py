"""The conversations' database: what is stored, read, kept and erased. SQLite or PostgreSQL."""
