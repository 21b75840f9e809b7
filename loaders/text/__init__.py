"""Texts -> facts with the words they stand in: reading files, understanding genres.

A file becomes a `Text` (`reading`); a genre (`notices`) finds facts in it by small constructions
(`posts`, `people`, `sanctions`, `times`, `amounts`) over lexicons (`words`). Nothing here writes to
a store.
"""
