"""The floor Upwell stands on: records, consent, redaction, grounding, the model gateway, the store."""
