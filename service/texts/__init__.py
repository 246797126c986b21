"""Texts that a programme begins with, versioned: a better wording is a new file with the next number."""
