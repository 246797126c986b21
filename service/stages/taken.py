"""What became of what was handed in: the contract's answer to `ingest`, and what else its giver wants to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentoring.records import Refusal
from service.intake.gathering import Piece
from service.intake.sessions import Resolved


@dataclass
class Taken:
    """What became of each piece of each file."""

    accepted: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    needs: list[dict[str, Any]] = field(default_factory=list)
    """Pieces that lack one answer; each stands in `refused` too."""
    notes: list[dict[str, Any]] = field(default_factory=list)
    """Where each accepted or unchanged note came from."""
    quarantined: set[int] = field(default_factory=set)
    """Positions in `refused`: people the register does not know; no text of theirs is kept."""
    replaced: list[str] = field(default_factory=list)
    """Of the accepted ones, those that took the place of an earlier version."""
    ignored: int = 0
    waiting: int = 0
    """Sessions in this home's quarantine."""
    dry: bool = False
    left: int = 0
    """Sessions that were not looked at: enough were taken for once."""

    def counts(self) -> dict[str, int]:
        """For the audit: how many, never which."""
        return {"accepted": len(self.accepted), "refused": len(self.refused), "unchanged": len(self.unchanged)}

    def refuse(self, refusal: Refusal, *, quarantined: bool = False) -> None:
        """Put a piece on the list of refused ones."""
        if quarantined:
            self.quarantined.add(len(self.refused))
        self.refused.append(refusal)

    def need(self, piece: Piece, missing: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
        """Put a piece on the list of those that lack an answer."""
        listed = {key: list(values) for key, values in choices.items()}
        self.needs.append({"file": piece.file, "part": piece.found.part, "missing": list(missing), "choices": listed})

    def tell(self, piece: Piece, note_id: str, resolved: Resolved) -> None:
        """Say which note a piece is."""
        said = {key: resolved.fields[key] for key in ("program", "pair", "session_date")}
        self.notes.append(
            {"note_id": note_id, "file": piece.file, "part": piece.found.part, **said, "how": dict(resolved.how)}
        )

    def as_json(self) -> dict[str, Any]:
        """The contract's answer to `ingest`, with what else its giver wants to know."""
        refused = [
            {"file": one.file, "note_id": one.note_id, "code": one.code, "reason": one.reason} for one in self.refused
        ]
        for at in self.quarantined:
            refused[at]["quarantined"] = True  # type: ignore[assignment]  # one more kind of value
        return {
            "accepted": self.accepted, "refused": refused, "unchanged": self.unchanged, "needs": self.needs,
            "notes": self.notes, "replaced": self.replaced, "waiting": self.waiting, "ignored": self.ignored,
            "dry_run": self.dry,
        }  # fmt: skip
