"""Digest documents of our own writing, for tests and for pictures."""

from __future__ import annotations

from typing import Any


def insight(number: int, statement: str, words: list[str], **changes: Any) -> dict[str, Any]:
    return {
        "id": f"i{number:012x}",
        "note_id": f"n{number:012x}",
        "pair": "north-1",
        "program": "North",
        "session_date": "2026-10-20",
        "statement": statement,
        "theme": "ways-of-working",
        "direction": "junior_to_senior",
        "confidence": 0.82,
        "evidence": [{"text": text, "start": 0, "end": len(text)} for text in words],
        "state": "previewed",
        "level": "programme",
        "engine": "builtin",
        "original": None,
        "decision": None,
        **changes,
    }


def action(number: int, task: str, words: list[str], **changes: Any) -> dict[str, Any]:
    return {
        "id": f"a{number:012x}",
        "note_id": f"n{number:012x}",
        "pair": "north-1",
        "program": "North",
        "session_date": "2026-10-20",
        "task": task,
        "owner": "mentee",
        "due": "2026-10-30",
        "status": "open",
        "evidence": [{"text": text, "start": 0, "end": len(text)} for text in words],
        "state": "previewed",
        "level": "programme",
        "original": None,
        "assigned": False,
        "done_words": None,
        "decision": None,
        **changes,
    }


def full() -> dict[str, Any]:
    """A week with everything a digest can hold."""
    return {
        "week": "2026-W43",
        "first_day": "2026-10-19",
        "last_day": "2026-10-25",
        "for": "p-1",
        "insights": [
            insight(
                1,
                "New starters look for answers in short screen recordings before they open the handbook.",
                [
                    "[MENTOR] said that nobody in her intake has opened the handbook; they film their screens.",
                    "Three minutes of video beats thirty pages.",
                ],
                theme="digital-fluency",
                decision="approve",
            ),
            insight(
                2,
                "Decisions made in the corridor never reach people who work from other sites.",
                ["By the time the minutes come, [LOCATION_1] has already built the wrong thing."],
                confidence=0.64,
            ),
            insight(
                3,
                "Saying what you do not know first makes it safe for a room to disagree.",
                ["[MENTEE] told how admitting the gap in the forecast opened the only honest hour of the quarter."],
                theme="leadership-and-communication",
                direction="senior_to_junior",
            ),
            insight(
                4,
                "Captions on every call help far more people than those who ask for them.",
                [],
                theme="culture-and-inclusion",
                direction="mutual",
                confidence=0.44,
                level="organisation",
                state="released",
            ),
            insight(
                5,
                "Younger buyers read the repair policy before the price.",
                ["She checks whether it can be mended, then what it costs."],
                theme="market-and-trends",
            ),
        ],
        "actions": [
            action(
                1,
                "Open the next town hall with one thing the board got wrong.",
                ["[MENTEE] will open the next town hall with a mistake of the board's own."],
            ),
            action(
                2,
                "Send the recording template to every site lead.",
                ["I'll send the template round by Wednesday."],
                owner="mentor",
                due="2026-10-28",
                status="done",
                decision="approve",
            ),
            action(
                3,
                "Try a decision log for the pricing team.",
                ["We should try a decision log for pricing."],
                owner="unassigned",
                due=None,
            ),
        ],
        "patterns": [
            {
                "id": "t1",
                "title": "People learn from short recordings, not from documents.",
                "theme": "digital-fluency",
                "support_band": "3-5",
                "insights": ["i000000000001"],
            },
            {
                "id": "t2",
                "title": "Sites away from the main office hear of decisions late.",
                "theme": "ways-of-working",
                "support_band": "6-10",
                "insights": ["i000000000002"],
            },
        ],
        "follow_up": {
            "done": 2,
            "late": 1,
            "missed": 1,
            "open": 3,
            "items": [
                {
                    "id": "a1",
                    "task": "Shadow a support shift for half a day.",
                    "owner": "mentee",
                    "due": "2026-10-16",
                    "status": "done",
                },
                {
                    "id": "a2",
                    "task": "Turn captions on by default for all-hands calls.",
                    "owner": "both",
                    "due": "2026-10-14",
                    "status": "done",
                },
                {
                    "id": "a3",
                    "task": "Share the onboarding survey with site leads.",
                    "owner": "mentor",
                    "due": "2026-10-12",
                    "status": "late",
                },
                {
                    "id": "a4",
                    "task": "Ask purchasing for the list of repairable parts.",
                    "owner": "other",
                    "due": None,
                    "status": "missed",
                },
            ],
        },
        "held_back": "something",
        "more": {"insights": 4, "actions": 0},
        "unknown": [
            "Two pairs did not meet this week.",
            "No note says whether the recording template was used outside onboarding.",
        ],
    }


def quiet() -> dict[str, Any]:
    """A week without anything new."""
    return {
        **full(),
        "insights": [],
        "actions": [],
        "patterns": [],
        "more": {"insights": 0, "actions": 0},
        "unknown": [],
    }
