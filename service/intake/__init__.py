"""From files as people send them to notes: parsing only, nothing is stored here."""
