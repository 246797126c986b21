"""Canned answers of the pages that a lead, a mentor and everybody has besides digest, review and search."""

from __future__ import annotations

from typing import Any

TRACKED = {
    "id": "a000000000001", "task": "Open the next town hall with a mistake.", "owner": "mentee", "due": "2026-10-20",
    "assigned": False, "status": "open", "step": "accepted", "done_words": None,
    "effect_words": None, "age": 14, "program": "North", "session_date": "2026-10-12",
    "decision": None, "column": "late", "executive": "n-001", "report": None, "may_change": True,
    "version": "v-1",
}  # fmt: skip
BOARD = {
    "actions": [TRACKED, TRACKED | {"id": "a000000000002", "column": "done", "status": "done", "step": "done",
                                    "executive": "n-002"}],
    "kept": 1, "judged": 2, "done_besides": 0,
    "executives": [{"executive": name, "late": 1, "due": 0, "open": 0, "done": 1, "oldest": 14, "typical": 14}
                   for name in ("n-001", "n-002")],
    "programs": [{"program": "North", "late": 1, "due": 0, "open": 0, "done": 1, "oldest": 14, "typical": 14}],
    "steps": {"accepted": 1, "done": 1},
}  # fmt: skip
EMPTY_BOARD = {"actions": [], "kept": 0, "judged": 0, "done_besides": 0, "executives": [], "programs": [], "steps": {}}
REGISTER = [
    {"program": "North", "pair": "north-1", "role": "mentor", "person_ref": "p1", "person_id": "n-001", "state": state,
     "purposes": ["store"], "given": "2026-09-01", "expires": None, "withdrawn": None, "release": None, "notice": "v1"}
    for state in ("given", "withdrawn")
]  # fmt: skip
MINE = {
    "places": [{"program": "North", "pair": "north-1", "role": "mentor", "state": "given", "purposes": ["store"],
                "given": "2026-09-01", "expires": None, "release": None, "notice": "v1"}],
    "sessions": [{"note_id": "n1", "program": "North", "pair": "north-1", "session_date": "2026-10-12"}],
}  # fmt: skip
NOTES = [{"note_id": "n1", "session_date": "2026-10-12", "stage": "extracted", "asked": 1}]
GOING = {"notes": 3, "notes_kept_unread": 0, "insights": 7, "actions": 2, "digests": 1, "programme": 0, "files": 0,
         "handed_out": ["digest-pdf 2026-10-20: download"], "backups": 1}  # fmt: skip
EVENT = {"seq": 2, "at": "2026-10-26T08:00:00", "event": "decide", "by": "person", "details": {"decision": "approve"}}


HIDDEN = {
    "place": 117, "type": "PERSON", "kind": "a colleague", "before": "We spoke about ", "after": " and the wiki.",
    "word": None, "standing": None, "may_show": False,
}  # fmt: skip
QUEUED = {"note_id": "n1", "program": "North", "pair": "north-1", "session_date": "2026-10-12", "doubtful": 1,
          "asked": 0, "kept": 0}  # fmt: skip


TRENDS = {
    "patterns": [{"title": "Digital fluency: AI tools are used in secret", "theme": "digital-fluency",
                  "points": [{"day": "2026-10-12", "band": "3-5"}, {"day": "2026-10-19", "band": "6-10"}]}],
    "follow_through": [{"month": "2026-10", "done": 3, "judged": 4}],
    "standing": [{"standing": "late", "actions": 1}, {"standing": "done", "actions": 3}],
    "consents": [{"day": "2026-10-18", "people": 8}, {"day": "2026-10-25", "people": 7}],
}  # fmt: skip


RHYTHM = {"held": ["2026-10-12"], "called_off": 1, "expected": 3, "missed": 2, "due": "2026-10-20", "waiting": True,
          "reminder": "It is about two weeks since you last met."}  # fmt: skip
ANSWERED = {"sessions": 1, "pulses": {"mentor": 1, "mentee": 0},
            "surveys": {"initial": ["mentor"], "mid": [], "post": []}}  # fmt: skip
CHANGE = {"question": "trust", "side": None, "n": 6, "mean": 1.33, "low": 0.37, "high": 2.3}
TOGETHER = {"programs": ["North"], "share": 0.5, "low": 0.2, "high": 0.8}
PROGRAMME = {
    "today": "2026-10-26", "k": 3,
    "pairs": [{"program": "North", "pair": "north-1", "mentee": "n-001", "rhythm": RHYTHM, "answered": ANSWERED,
               "goals": {"achieved": 1}, "talk": True}],
    "goals": [TOGETHER | {"pairs": 3, "goals": 4, "by_status": {"achieved": 2, "missed": 2}}],
    "rhythm": [TOGETHER | {"pairs": 3, "held": 7, "expected": 10, "kept": 5}],
    "surveys": [{"programs": ["North"], "first": "initial", "then": "post", "waiting": 1,
                 "changes": [CHANGE, CHANGE | {"side": "mentor", "n": 3}, CHANGE | {"side": "mentee", "n": 3}]}],
    "comments": [{"wave": "post", "n": 3, "words": ["We talk more openly.", "ok", "<b>good</b>"]}],
    "ledger": [{"programs": ["North"], "flowed": {"junior_to_senior": 4, "senior_to_junior": 0, "mutual": 2}}],
    "actions": [TOGETHER | {"actions": 6, "late": 1, "due": 1, "open": 1, "done": 3, "effect_seen": 2, "judged": 4}],
    "outcomes": [{"program": "North", "measure": "stayed", "day": "2026-10-01", "n": 24, "share": 0.917, "others": 60,
                  "others_share": 0.8, "difference": 0.117, "low": -0.07, "high": 0.24}],
    "across": [TOGETHER | {"pairs": 6, "across": 4, "flowed": {"junior_to_senior": 5}}],
    "blockers": [{"programs": ["North"], "pairs": 6,
                  "kinds": [{"kind": "fear", "at_least": 3, "share": 0.5, "low": 0.19, "high": 0.81}]}],
}  # fmt: skip
PREP = {
    "program": "North", "pair": "north-1",
    "questions": [{"kind": "late action", "question": "What got in the way of this?",
                   "about": "Send <b>two</b> examples", "why": "from your action of 3 May 2026, its day is over"}],
}  # fmt: skip
GOAL = {"id": "o0123456789ab", "text": "Captions by default", "baseline": "0 %", "target": "100 %", "measure": "",
        "status": "in progress", "set_on": "2026-09-01", "items": []}  # fmt: skip
PAIR = {
    "program": "North", "pair": "north-1", "as": "lead", "mentor": "n-001", "mentee": "n-002", "earlier": [],
    "charter": {"project": "Videos", "ground_rules": "", "rationale": "One films daily.", "starts": "2026-09-01",
                "ends": None, "every_days": 14},
    "goals": [GOAL], "rhythm": RHYTHM, "answered": ANSWERED, "mine": [],
    "survey": {"open": None, "questions": {}, "mine": []},
    "ledger": {"taught": ["Captions help."], "learned": [], "together": []},
}  # fmt: skip
TAKEN = {"id": "i000000000001", "kind": "insight", "program": "North", "session_date": "2026-10-12",
         "text": "Captions help everybody.", "step": "accepted"}  # fmt: skip
THANKS = {
    "to_say": [TAKEN | {"credit": None}],
    "said": [TAKEN | {"id": "i000000000002", "credit": "Nora North", "words": "We use it."}],
}
BECAME = TAKEN | {"step": "effect seen", "effect_words": "Fewer questions.", "used": None,
                  "thanks": [{"by": "executive", "words": "<b>Great</b>", "day": "2026-10-20"}]}  # fmt: skip
STORY = {
    "id": "t000000000001", "program": "North", "pair": None, "learned": "Captions help everybody.",
    "did": "Captions are on in <b>every</b> meeting.", "shown": "", "effect": "Half as many questions.", "by": None,
    "approved": [], "as": None, "version": None, "told": True,
}  # fmt: skip
STORIES = {
    "to_tell": [{"id": "a000000000001", "task": "Try short polls.", "step": "done", "program": "North",
                 "pair": "north-1", "session_date": "2026-10-12"}],
    "mine": [STORY | {"id": "t000000000002", "pair": "north-1", "approved": ["mentee"], "as": "mentor", "told": False,
                      "version": "v-7"}],
    "told": [STORY],
}  # fmt: skip
LEARNING = {
    "id": "i000000000001", "statement": "Captions help <i>everybody</i>.", "kind": "tool", "theme": "digital-fluency",
    "program": "North", "session_date": "2026-10-12", "credit": None, "used": None, "mine": False, "k": 3,
}  # fmt: skip
LEARNING_CARD = LEARNING | {
    "direction": "junior_to_senior", "support_band": "3-5", "pattern": "Captions for all", "words": ["It helped."],
    "named": ["Captions"],
    "done": [{"task": "Captions on.", "step": "effect seen", "effect_words": "Fewer questions."}],
}  # fmt: skip

RULES = {"name": "ground-rules", "title": "Ground rules", "version": 1, "label": "v1 2026-09-01", "edited": True,
         "sha256": "0" * 64, "body": "# Ground rules\n\n1. **On time.** <b>Always</b>.\n2. Phones away."}  # fmt: skip
SET_UP: list[dict[str, Any]] = [
    {"program": "North", "starts": "2026-09-01", "ends": None, "every_days": 14, "k": 3,
     "purposes": ["store", "extract"], "texts": [RULES]},
]  # fmt: skip
ACCEPTED = {"program": "North", "pair": "north-2", "mentor": "n-003", "mentee": "n-004", "since": "2026-10-20",
            "rationale": "The mentor offers films.", "until": "2027-01-18", "agreed": ["mentor"]}  # fmt: skip
WAY = {"pairs": 1, "fit": 0.61, "wishes_met": 0.5, "broken": 0}
PROPOSED = {
    "program": "North", "hours": 3, "people": 3, "clocks": False,
    "pairs": [{"mentor": "m1", "mentee": "e1", "fit": 0.61, "wishes": 2, "met": 1, "fixed": False,
               "reasons": ["The mentor offers <b>films</b>.", "Both speak English."],
               "alternatives": [{"mentor": "m2", "fit": 0.4, "met": 0, "now_with": None, "swap": True}]}],
    "unmatched": [{"person": "m2", "side": "mentor", "reason": "Too few are on the other side."}],
    "compared": {"proposed": WAY, "greedy": WAY, "random": WAY | {"broken": 0.4}},
}  # fmt: skip


def hidden(**changes: Any) -> dict[str, Any]:
    """What is hidden in the one note."""
    about = {"note_id": "n1", "pair": "north-1", "session_date": "2026-10-12", "mine": "word" in changes}
    return {**about, "hidden": [HIDDEN | changes]}


def desk_answers(_: Any) -> dict[str, Any]:
    return {
        "/api/actions": BOARD,
        "/api/trends": TRENDS,
        "/api/programme": PROGRAMME,
        "/api/thanks": THANKS,
        "/api/became": [BECAME],
        "/api/stories": STORIES,
        "/api/learning": [LEARNING, LEARNING | {"id": "i000000000002", "used": "3 or more", "mine": True}],
        "/api/learning/i000000000001": LEARNING_CARD,
        "/api/pairs": [PAIR],
        "/api/match": [ACCEPTED],
        "/api/setup": SET_UP,
        "/api/held": {"held_back": "something", "by_rule": {}},
        "/api/intake": {"taken": [], "refused": [{"code": "consent", "reason": "no consent", "at": "2026-10-20"}]},
        "/api/audit": {"rows": 2, "faults": [], "kinds": {"decide": 2}, "events": [EVENT], "further_back": False},
        "/api/consent/register": REGISTER,
        "/api/redaction": [QUEUED],
        "/api/mail": {"wanted": None},
        "/api/consent/mine": MINE,
        "/api/notes/mine": [{"program": "North", "pair": "north-1", "notes": NOTES}],
    }
