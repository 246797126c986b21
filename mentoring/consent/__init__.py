"""Who may let what be kept, read and shown: the consent gate and the rules of visibility. Pure functions."""

from mentoring.consent.gate import ConsentGate
from mentoring.consent.patterns import ShownPattern, VisiblePatterns, visible_patterns
from mentoring.consent.support import Published
from mentoring.consent.visibility import Reader, Rules, Shown, Standing, Visible, visible

__all__ = [
    "ConsentGate",
    "Published",
    "Reader",
    "Rules",
    "Shown",
    "ShownPattern",
    "Standing",
    "Visible",
    "VisiblePatterns",
    "visible",
    "visible_patterns",
]
