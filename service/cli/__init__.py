"""The command line: says what a command asks for and shows the answer. Starts fast: nothing heavy is imported here."""

from service.cli.main import main

__all__ = ["main"]
