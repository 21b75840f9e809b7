"""Questions as they come from outside: words to ids, filters, files."""
