"""The commands, one module for each group; discovered, and a name that starts with `_` is private.

A cog translates an interaction into a question and the answer into a card, and does nothing else: no SQL, no sources,
no other cogs. What two cogs share lives in `bot`.
"""
