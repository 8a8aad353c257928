"""Programme Bot: answers questions about a conference's programme on Discord, and posts it."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("programme-bot")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0+unknown"
