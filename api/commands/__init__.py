"""The commands, by what one wants: asking, loading, showing, keeping."""
