"""Questions to a view: pure functions, written once for every store."""
