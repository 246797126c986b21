"""The HTTP way in: one origin, one port, everything the desk can do."""
