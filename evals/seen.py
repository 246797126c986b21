"""Which labelled notes the shipped weights were fitted on: a figure of such a note shows that a system runs, no more.

    python -m evals.seen FOLDER ... > evals/cases/seen.txt

Notes fitted on that lie elsewhere are known by a fingerprint of their words (seen.txt); no word of them is kept here.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from evals.gold import Case, load_cases
from evals.marked import TRAINING, load_marked

_CASES = Path(__file__).parent / "cases"


def seen(cases: Sequence[Case]) -> list[str]:
    """Ids of the notes whose words, layout aside, were fitted on."""
    return [case.note.note_id for case in cases if fingerprint(case) in _fitted()]


def fingerprint(case: Case) -> str:
    """64 bits of a hash of the note's words in lower case."""
    words = " ".join(re.findall(r"\w+", case.note.body.lower()))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _fitted() -> frozenset[str]:
    ours = [*load_marked(TRAINING), *load_cases(_CASES / "probe")]
    return frozenset((_CASES / "seen.txt").read_text(encoding="utf-8").split()) | {fingerprint(one) for one in ours}


def main() -> None:
    """Command line."""
    cases = [case for folder in sys.argv[1:] for case in load_cases(Path(folder))]
    sys.stdout.write("".join(f"{one}\n" for one in sorted(map(fingerprint, cases))))


if __name__ == "__main__":
    main()
