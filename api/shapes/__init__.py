"""Answers as they leave the house, as JSON and for the terminal."""
