"""The nouns of the domain: frozen, without behaviour that reaches outside.

Ids, times and today's date are passed in; nothing here reads a clock, a file or the environment.
"""

from mentoring.records.consent import PURPOSES, Consent, Entity, Purpose, Release, Terms
from mentoring.records.items import (
    DIRECTIONS,
    OWNERS,
    THEMES,
    ActionDraft,
    ActionItem,
    Direction,
    Drafts,
    Evidence,
    Insight,
    InsightDraft,
    Level,
    Owner,
    Pattern,
    SetAside,
    State,
    Theme,
)
from mentoring.records.marks import ASPECTS, ASPECTS_OF, Aspect, Verdict
from mentoring.records.notes import FORMATS, ConsentedNote, Note, Refusal
from mentoring.records.people import ROLES, Caller, Person, Role
from mentoring.records.redacted import (
    WITHHELD,
    WITHHELD_REASONS,
    RedactedSpan,
    RedactedText,
    Vault,
    WithheldPassage,
)

__all__ = [
    "ASPECTS",
    "ASPECTS_OF",
    "DIRECTIONS",
    "FORMATS",
    "OWNERS",
    "PURPOSES",
    "ROLES",
    "THEMES",
    "WITHHELD",
    "WITHHELD_REASONS",
    "ActionDraft",
    "ActionItem",
    "Aspect",
    "Caller",
    "Consent",
    "ConsentedNote",
    "Direction",
    "Drafts",
    "Entity",
    "Evidence",
    "Insight",
    "InsightDraft",
    "Level",
    "Note",
    "Owner",
    "Pattern",
    "Person",
    "Purpose",
    "RedactedSpan",
    "RedactedText",
    "Refusal",
    "Release",
    "Role",
    "SetAside",
    "State",
    "Terms",
    "Theme",
    "Vault",
    "Verdict",
    "WithheldPassage",
]
