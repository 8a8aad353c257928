"""The rules by which questions are read, as tables: one module per language, written by hand, free to be widened.

`patterns` says how a table is written; `reading` says what the effects do.
"""
