"""A fictional prefecture, as the files that investigators really keep. All people
and places are invented.

`python -m examples.prefecture [FOLDER] [--seed N]` writes the files; the same seed, the same files.
"""
