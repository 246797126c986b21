"""Who may let what be kept, read and shown: the consent gate and the rules of visibility. Pure functions."""

from mentoring.consent.gate import ConsentGate

__all__ = ["ConsentGate"]
