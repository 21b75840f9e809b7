"""Duties as data: the rules in this folder, one YAML file each, and how they are read.

A rule says who owes what to whom, when it falls due, which record fulfils it, and where it is
written. Users add their own files; `rule.py` is the language, `reading.py` explains mistakes.
"""
