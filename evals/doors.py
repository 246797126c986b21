"""Every door of a home: addresses of the API and commands, each looked at as an exit or named as carrying no text.

A test holds this against the API's own document and the command line's own list, so that a new door cannot be
forgotten. Addresses that read need no entry: each is asked by everybody in `WHO` with what `Things` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.render.forms import FORMATS

Things = Mapping[str, Any]
"""Parameter or field -> a thing of the home that may stand there, as its item_id."""

READS_BY_POST: Mapping[str, list[dict[str, Any]]] = {
    "/api/search": [{"query": "rota", "k": 100}],
    "/api/search/patterns": [{"query": "rota", "k": 100}],
    "/api/search/export": [{"query": "rota", "k": 100, "form": form} for form in ("csv", "md")],
    "/api/ask": [{"question": "What makes people keep a rota?"}],
    "/api/silence": [{"goals": [{"program": "{program}", "goal": "People write their rota themselves"}]}],
    "/api/consent/receipt": [{"person": "{person}"}],
    "/api/consent/foresee": [{"person": "{person}"}],
    "/api/notes/hidden": [{"note_id": "{note_id}"}],
    "/api/notes/look": [{"pair": "{pair}", "session_date": "{day}", "body": "People keep a rota they wrote."}],
    "/api/programme/report": [{"quarter": "{quarter}", "format": form} for form in ("txt", "html")],
    "/api/setup/file": [{"program": "{program}", "name": "notice", "format": form} for form in ("md", "html")],
    "/api/match": [{"program": "{program}", "people": "{people}"}],
    "/api/pairs/goals/near": [{"program": "{program}", "pair": "{pair}"}],
    "/api/pairs/prep": [{"program": "{program}", "pair": "{pair}"}],
    "/api/pairs/prep/print": [{"program": "{program}", "pair": "{pair}"}],
    "/api/learning/{item_id}/card": [{"format": form} for form in ("md", "html")],
    "/api/stories/{story_id}/card": [{"format": form} for form in ("md", "html")],
    "/api/digest/download": [{"week": "{week}", "format": form} for form in FORMATS],
}
"""POSTs that change nothing, and with which bodies."""
WRITES: Mapping[str, list[dict[str, Any]]] = {
    "/api/items/{item_id}/mark": [{"kind": "comment", "text": "Worth a talk."}],
    "/api/items/{item_id}/decision": [{"decision": "defer"}],
    "/api/review/bulk": [{"ids": ["{item_id}"], "decision": "defer"}],
    "/api/review/undo": [{}],
    "/api/preview/{item_id}": [{"choice": "hold"}, {"choice": "release", "level": "organisation"}],
    "/api/evals/items/{item_id}/mark": [{"verdict": "right"}],
    "/api/searches": [{"name": "Rota", "query": "rota"}],
    "/api/searches/forget": [{"id": "s0123456789abcdef"}],
    "/api/consent/grant": [{"person": "{person}", "purposes": ["quote"]}],
    "/api/delegations": [{"person": "{executive}", "delegate": "{person}"}],
    "/api/import": [{"files": [{"name": "rota.md", "content": "UGVvcGxlIGtlZXAgYSByb3RhIHRoZXkgd3JvdGUuCg=="}]}],
    "/api/notes/write": [{"pair": "{pair}", "session_date": "{day}", "body": "People keep a rota they wrote."}],
    "/api/programme/met": [{"program": "{program}", "pair": "{pair}", "day": "{met}", "held": True}],
    "/api/programme/pulse": [{"program": "{program}", "pair": "{pair}", "day": "{met}", "worth": 4, "open": 4}],
    "/api/programme/surveys": [{"rows": []}],
    "/api/programme/survey": [
        {"program": "{program}", "pair": "{pair}", "scores": {"trust": 4}, "comment": "People keep a rota."}
    ],
    "/api/programme/table": [
        {
            "kind": "goals",
            "file": {
                "name": "goals.csv",
                "content": "cHJvZ3JhbSxwYWlyLGdvYWwKTixuLTEsUG9sbHMK",
            },
        }
    ],
    "/api/pairs/charter": [{"program": "{program}", "pair": "{pair}", "project": "A rota that people keep"}],
    "/api/pairs/goals": [{"program": "{program}", "pair": "{pair}", "text": "People write their rota"}],
    "/api/pairs/goals/import": [
        {"goals": [{"program": "{program}", "pair": "{pair}", "text": "Thanks are said in public"}]}
    ],
    "/api/pairs/goals/tie": [
        {"program": "{program}", "pair": "{pair}", "goal_id": "{goal_id}", "item_id": "{item_id}"}
    ],
    "/api/learning/{item_id}/used": [{}],
    "/api/stories": [{"action_id": "{done}"}],
    "/api/stories/{story_id}/words": [{"did": "A rota that people wrote themselves.", "effect": "Fewer swaps."}],
    "/api/stories/{story_id}/approve": [{}],
    "/api/items/{item_id}/thanks": [{"words": "We keep a rota since."}],
    "/api/setup/start": [{"program": "{program}", "purposes": ["store", "extract"]}],
    "/api/setup/text": [{"program": "{program}", "name": "ground-rules", "body": "# Rules\n\nWe keep a rota."}],
    "/api/match/accept": [{"program": "{program}", "people": "{people_too}"}],
    "/api/match/begin": [{"program": "{program}", "pair": "{matched}"}],
    "/api/runs/{work_run}/retry": [{}],
    "/api/notes/hidden/ask": [{"note_id": "{note_id}", "places": ["{place}"]}],
    "/api/notes/hidden/settle": [{"note_id": "{note_id}", "places": ["{place}"], "show": False}],
}
"""POSTs that change something, asked before the addresses that read."""
ENDINGS: Mapping[str, list[dict[str, Any]]] = {
    "/api/consent/withdraw-named": [{"name": "Nobody Anywhere", "aliases": []}],
    "/api/pairs/goals/drop": [{"program": "{program}", "pair": "{pair}", "goal_id": "{goal_id}"}],
    "/api/items/{item_id}/thanks/back": [{}],
    "/api/stories/{story_id}/back": [{}],
    "/api/programme/survey/back": [{"program": "{program}", "pair": "{pair}", "wave": "mid"}],
    "/api/match/drop": [{"program": "{program}", "pair": "{matched}"}],
    "/api/runs/{work_run}/cancel": [{}],
    "/api/notes/delete": [{"note_id": "{note_id}"}],
    "/api/consent/withdraw": [{"person": "{executive}", "purposes": ["model"]}],
}
"""POSTs that erase, asked last."""
SILENT: Mapping[str, str] = {
    "POST /api/mail": "answers yes or no",
    "POST /api/tokens": "answers a token that was drawn, its scopes and its day",
    "POST /api/tokens/{token_id}/revoke": "answers a token's id and yes",
}
"""Addresses that carry no text, and why."""
THINGS = (
    "program", "pair", "person", "executive", "note_id", "item_id", "week", "day", "place", "before", "after", "run",
    "work_run", "goal_id", "met", "quarter", "done", "story_id", "people", "matched",
    "people_too", "matched_too",
)  # fmt: skip
"""What parameters and placeholders may be called; evals/knocking.py finds one of each."""

_ROTA = ("rota",)
COMMANDS: Mapping[str, list[tuple[str, ...]]] = {
    "doctor": [()],
    "redact": [("{file}",), ("{file}", "--plain")],
    "ingest": [("{file}",), ("{file}", "--dry-run"), ("{file}", "--json")],
    "extract": [("--note", "{note_id}"), ("--queue", "--note", "{note_id}", "--json")],
    "worker": [("--once",), ("--once", "--json")],
    "runs": [(), ("--json",)],
    "runs cancel": [("{work_run}",)],
    "runs retry": [("{work_run}",)],
    "search": [_ROTA, ("rota", "--json"), ("rota", "--format", "csv"), ("rota", "--format", "md"),
               ("rota", "--patterns"), ("rota", "--keep", "Rota")],
    "facets": [(), ("--json",)],
    "ask": [("What makes people keep a rota?",), ("What makes people keep a rota?", "--engine", "llm", "--json")],
    "before": [("{insight}",), ("{insight}", "--json")],
    "silence": [("{goals}",), ("{goals}", "--json")],
    "digest": [*(("--week", "{week}", "--format", form) for form in FORMATS), ("--week", "{week}", "--post"),
               ("--week", "{week}", "--for", "{person}", "--format", "eml"), ("--week", "{week}", "--out", "{out}")],
    "audit verify": [()],
    "config show": [(), ("--origin",)],
    "people import": [("{roster}",)],
    "people list": [(), ("--json",)],
    "people delegate": [("{executive}", "{person}")],
    "people delegations": [(), ("--json",)],
    "people stop-mail": [("{executive}",)],
    "consent import": [("{consents}",)],
    "consent status": [(), ("--json",)],
    "consent grant": [("{person}", "--purpose", "quote")],
    "consent receipt": [("{person}",), ("{person}", "--json")],
    "consent withdraw-named": [("Nobody Anywhere",)],
    "consent withdraw": [("{executive}", "--purpose", "model"), ("{executive}", "--purpose", "model", "--json")],
    "programme show": [(), ("--json",)],
    "programme report": [("{quarter}",), ("{quarter}", "--format", "html"), ("{quarter}", "--format", "json")],
    "programme held": [("{pair}", "{met}", "--program", "{program}")],
    "programme pulse": [("{pair}", "{met}", "--program", "{program}", "--worth", "4", "--open", "4")],
    "programme outcomes import": [("{goals}",)],
    "programme prep": [("{pair}", "--program", "{program}"), ("{pair}", "--program", "{program}", "--json")],
    "programme surveys import": [("{goals}",)],
    "programme surveys answer": [("{pair}", "--program", "{program}", "--trust", "4", "--comment", "A rota.")],
    "programme surveys back": [("{pair}", "mid", "--program", "{program}")],
    "programme start": [("--answers", "{answers}")],
    "programme texts list": [(), ("--json",)],
    "programme texts show": [("notice", "--program", "{program}"),
                             ("consent", "--program", "{program}", "--format", "html")],
    "programme texts write": [("{texts}", "--program", "{program}")],
    "programme texts edit": [("ground-rules", "--program", "{program}", "--file", "{rules}")],
    "match": [("{people_file}", "--program", "{program}"), ("{people_file}", "--program", "{program}", "--accept")],
    "programme accepted": [(), ("--json",)],
    "programme begin": [("{matched_too}", "--program", "{program}")],
    "programme drop": [("{matched_too}", "--program", "{program}")],
    "backup": [("{backup}",)],
    "programme pairs": [(), ("--json",)],
    "programme charter": [("{pair}", "--program", "{program}", "--project", "A rota that people keep")],
    "programme goals set": [("{pair}", "People write their rota", "--program", "{program}")],
    "programme goals import": [("{goals}",)],
    "programme goals near": [("{pair}", "--program", "{program}")],
    "programme goals tie": [("{pair}", "{goal_id}", "{insight}", "--program", "{program}")],
    "programme goals drop": [("{pair}", "{goal_id}", "--program", "{program}")],
    "thanks list": [(), ("--json",)],
    "thanks say": [("{insight}", "We keep a rota since.")],
    "thanks became": [(), ("--json",)],
    "thanks back": [("{insight}",)],
    "learning list": [(), ("--kind", "tool", "--json")],
    "learning show": [("{insight}",), ("{insight}", "--json")],
    "learning used": [("{insight}",)],
    "learning card": [("{insight}",), ("{insight}", "--format", "html")],
    "stories list": [(), ("--json",)],
    "stories draft": [("{done}",)],
    "stories word": [("{story_id}", "--did", "A rota that people wrote themselves.", "--effect", "Fewer swaps.")],
    "stories approve": [("{story_id}",)],
    "stories card": [("{story_id}",), ("{story_id}", "--format", "html")],
    "stories back": [("{story_id}",)],
    "preview list": [(), ("--json",)],
    "preview release": [("{insight}",)],
    "preview hold": [("{insight}",)],
    "preview veto": [("{insight}",)],
    "preview soften": [("{insight}", "People keep a rota that they wrote.")],
    "redaction queue": [(), ("--json",)],
    "redaction hidden": [("{note_id}",), ("{note_id}", "--json")],
    "redaction ask": [("{note_id}", "{place}")],
    "redaction keep": [("{note_id}", "{place}")],
    "searches list": [()],
    "searches run": [("{search}",)],
    "searches forget": [("{search}",)],
    "export notes": [(), ("--json",)],
    "export insights": [(), ("--csv",), ("--level", "all", "--json"), ("--level", "organisation",)],
    "export actions": [(), ("--csv",), ("--level", "all", "--json"), ("--level", "organisation",)],
    "export patterns": [(), ("--csv",), ("--json",)],
    "evals items": [(), ("--json",)],
    "evals mark": [("{insight}", "right")],
    "evals marks": [(), ("--json",)],
    "token list": [()],
    "retention": [(), ("--dry-run",), ("--json",)],
    "retention apply": [("--json",)],
}  # fmt: skip
"""Commands and the arguments they are given; each is run as the operator and as everybody in `WHO`."""
SILENT_COMMANDS: Mapping[str, str] = {
    "demo": "shows the packaged example, in a home of its own",
    "up": "starts the API and the desk, which are asked address by address",
    "restore": "takes a backup into an empty home and says counts; the backup itself is looked at",
    "link": "prints a sign-in link that was drawn",
    "redaction show": "a mentor's own word that hidden words are nobody's: they are readable from then on",
    "people send-mail": "takes back a wish to get no mail; answers yes or no",
    "token create": "prints a token that was drawn",
    "token revoke": "says a token's id",
    "evals run": "figures of suites, whose own tests see that no word of a note stands in them",
    "evals list": "suites and their thresholds",
    "evals compare": "figures of two runs",
    "evals report": "a run's figures in another form",
    "evals validate": "hashes of labelled notes",
    "evals history": "figures of earlier runs",
}
"""Commands that carry no text of this home, and why."""
MAY_STAY_SHUT: frozenset[str] = frozenset({
    "runs cancel", "runs retry", "POST /api/runs/{work_run}/retry", "programme surveys import", "searches run",
    "POST /api/match/begin", "programme begin", "programme outcomes import", "POST /api/stories/{story_id}/back",
    "POST /api/pairs/goals/drop", "POST /api/programme/survey/back",
})  # fmt: skip
"""Doors that open only to what a run of canaries does not bring about, as a run of extraction that failed, or whose
command on the command line has taken the same thing away before."""
