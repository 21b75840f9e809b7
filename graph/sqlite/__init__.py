"""The parts of the store in a SQLite file, which `graph.sqlite_store` puts together."""
