"""Files and texts into attestations, with a report and a reject list."""
