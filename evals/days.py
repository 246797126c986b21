"""The grammar of days against what readers marked: the day of each promise, read from its marked words alone.

python -m evals.days                 the training notes
python -m evals.days --cases FOLDER  with the labelled notes of FOLDER
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from evals.fit_notes import note_of
from evals.gold import load_cases
from evals.marked import TRAINING, load_marked
from extractor.dates import due


def outcome(found: date | None, marked: date | None) -> str:
    """right, missed (none found), or wrong: another day, or one where none is marked."""
    if found == marked:
        return "right"
    return "missed" if found is None else "wrong"


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, help="a folder of labelled notes beside the training notes")
    options = arguments.parse_args()
    cases = [*load_marked(TRAINING), *(load_cases(options.cases) if options.cases else ())]
    counted = Counter(
        outcome(due(one.item.words, case.note.session_date), one.item.due)
        for case in cases
        for one in note_of(case).actions
    )
    sys.stdout.write(", ".join(f"{counted[kind]} {kind}" for kind in ("right", "missed", "wrong")) + "\n")


if __name__ == "__main__":
    main()
