"""Holding what is said to the words of the note: anchoring, verification, the output guard."""
