"""Seconds and memory to match 2,000 people, and the fit beside greedy and chance: `make bench-match`.

    python -m evals.bench_match [PEOPLE]

Half are mentors, half mentees, in a company of 12 departments, 6 sites and a reporting tree of fan-out 8, each with
two or three offers, wishes and interests in words of her own (most phrases occur once). Seconds are those of the
request with the file read and the model loaded cold, and the processor's own, as others may use the machine; memory is
the process's peak.
"""

from __future__ import annotations

import csv
import io
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TOPICS = (
    "short videos", "social media", "generative AI", "spreadsheets", "data dashboards", "accessibility",
    "sustainability", "public speaking", "negotiation", "strategy", "budgeting", "career planning",
    "inclusive language", "customer research", "agile planning", "remote teamwork", "programming", "cyber security",
    "storytelling", "design thinking",
)  # fmt: skip
TWISTS = (
    "for beginners", "in daily work", "with a small team", "across countries", "for the board", "on a phone",
    "in a plant", "with customers", "under pressure", "in sales", "in a crisis", "for newcomers", "with suppliers",
    "in meetings",
)  # fmt: skip
LANGUAGES = ("en", "en;de", "de", "fr;en", "es;en")
SITES = (("Ulm", "Europe/Berlin"), ("Lyon", "Europe/Paris"), ("Leeds", "Europe/London"), ("Porto", "Europe/Lisbon"),
         ("Boston", "America/New_York"), ("Pune", "Asia/Kolkata"))  # fmt: skip
HEAD = ("id", "side", "offers", "wishes", "interests", "languages", "time_zone", "reports_to", "site", "department",
        "earlier_partners")  # fmt: skip


def people(count: int, seed: int = 7) -> bytes:
    """A made-up people file; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a made-up company, no secret
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(HEAD)
    for number in range(count):
        site, zone = dice.choice(SITES)
        said = [";".join(_phrase(dice, number) for _ in range(dice.randint(2, 3))) for _ in range(3)]
        side = "mentee" if number < count // 2 else "mentor"
        boss = f"p{(number - 1) // 8}" if number else ""
        earlier = f"p{dice.randrange(count // 2)}" if side == "mentor" else ""
        table.writerow((f"p{number}", side, *said, dice.choice(LANGUAGES), zone, boss, site,
                        f"department {dice.randrange(12)}", earlier))  # fmt: skip
    return out.getvalue().encode()


def _phrase(dice: random.Random, number: int) -> str:
    base = f"{dice.choice(TOPICS)} {dice.choice(TWISTS)}"
    return base if dice.random() < 0.5 else f"{base}, level {number % 40}"


def main() -> int:
    """Print the figures; 1 if a proposed pair breaks a rule."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    from service.callers import OPERATOR
    from service.intake.joiners import read_joiners
    from service.matching_requests import Match
    from service.matching_workflows import match
    from service.progress import silent
    from service.settings import load
    from service.wiring import opened

    with tempfile.TemporaryDirectory(prefix="upwell-bench-match-") as folder:
        (Path(folder) / "home").mkdir()
        raw = people(count)
        with opened(load(home=Path(folder) / "home", key_dir=Path(folder) / "keys")) as app:
            begun, spent = time.perf_counter(), time.process_time()
            made = match(app, OPERATOR, Match("Bench", read_joiners(raw, "people.csv")), silent)
            seconds, own = time.perf_counter() - begun, time.process_time() - spent
    sys.stdout.write(f"{count} people: {seconds:.1f} s, {own:.1f} s of the processor, {_peak():.0f} MB at most\n")
    _print(made)
    return 1 if made["compared"]["proposed"]["broken"] else 0


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print(made: dict[str, Any]) -> None:
    for name, one in made["compared"].items():
        sys.stdout.write(
            f"  {name:9} {one['pairs']:6g} pairs   mean fit {one['fit']:.3f}   "
            f"wishes met {100 * one['wishes_met']:3.0f} %   pairs that break a rule {one['broken']:g}\n"
        )


if __name__ == "__main__":
    raise SystemExit(main())
