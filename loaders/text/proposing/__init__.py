"""What texts tell -> proposals: kinds of facts, how files are read into them, how they are decided.

A kind of fact (`kinds.py`) has fields that a person reads and corrects, and one function that makes
statements of them; reading (`notices.py`, `resumes.py`, `articles.py`) only fills in fields.
"""
