"""The programme of an invented company that the demo runs on: notes, people and consents, data only."""
