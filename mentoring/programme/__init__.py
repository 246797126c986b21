"""What a programme needs around its sessions, as rules without a store: pairs, goals, rhythm, surveys, figures.

Nothing here reads a clock or a database. What may be told of several people is worked out in `figures`, and only there.
"""
