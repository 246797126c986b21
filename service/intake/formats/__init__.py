"""A reader for each format people send: bytes in, what was found out. They run in the limited child alone."""
