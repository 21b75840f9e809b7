"""Which duties exist between heads, what was held, and what is missing."""
