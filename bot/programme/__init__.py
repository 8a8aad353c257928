"""The domain: what a programme is and what can be asked of it.

Pure and synchronous: no I/O, no clock (`now` is always an argument), nothing of Discord.
"""
