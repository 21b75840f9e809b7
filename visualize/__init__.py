"""Pictures of what queries answer: plain values, drawn as HTML and SVG or handed on as files."""
