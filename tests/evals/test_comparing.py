"""Two runs: only what both could score counts, and what flipped is told in words of the redacted text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals import traces
from evals.compare import compare_runs
from evals.models import engine_of, kept_from
from evals.record import Run
from evals.report.side_by_side import beside
from evals.report.text import changes
from evals.results import Bar, Kind, Measured, Row
from evals.runner import direction
from evals.suite import Demand
from extractor.pipeline import Extraction
from mentoring.errors import BadInput, Misconfigured
from mentoring.llm import Gateway, GatewayConfig
from service.settings import Settings, load
from tests.evals.labelled import cases, perfect, write_folder

DAY = date(2026, 6, 30)


def a_run(hits: dict[str, float], gave_up: tuple[str, ...] = (), engine: str = "builtin") -> Run:
    each = dict.fromkeys(("t1", "t2", "t3"), "same")
    metric = {
        "name": "found", "kind": "rate", "direction": "at least", "threshold": 0.5, "value": 0.5, "n": 2, "low": 0.1,
        "high": 0.9, "pass": True, "baseline": None, "says": "",
    }  # fmt: skip
    suite: dict[str, Any] = {
        "suite": "quality", "notes": 3, "seconds": 1, "seen": [], "system": {"engine": engine}, "metrics": [metric],
        "cases": {"sha256": "abc", "each": each}, "usage": None,
        "unscored": [{"what": one, "reason": "gave up", "required": True} for one in gave_up],
    }  # fmt: skip
    return Run([suite], [("quality", "found", Row(case, one, 1)) for case, one in hits.items()])


def test_a_case_that_one_run_could_not_score_counts_for_neither() -> None:
    found = compare_runs(a_run({"t1": 1, "t2": 0, "t3": 1}), a_run({"t1": 1, "t2": 1}, gave_up=("t3",)))
    (one,) = found["metrics"]
    assert (one["n"], one["before"], one["after"], one["worse"]) == (2, 0.5, 1, [])
    assert found["unscored"] == [{"suite": "quality", "case": "t3", "in": "after"}]
    assert "t3 counts for neither: unscored in the second run" in changes(found)


def lost(number: int) -> list[traces.Trace]:
    """Traces of two runs' second, which finds nothing in one note."""
    found = perfect()
    found[number] = replace(found[number], extraction=Extraction((), (), ()))
    return traces.traces_of(found)


def test_what_flipped_is_told_in_words_of_the_redacted_text() -> None:
    turns = traces.turns(traces.traces_of(perfect()), lost(0), {"t1", "t2"})
    assert {(one["case"], one["kind"], one["what"]) for one in turns} == {
        ("t1", "insight", "lost"),
        ("t1", "action", "lost"),
    }
    assert turns[1]["words"] == ["People report a near miss when the form takes one minute and no name."]
    assert traces.turns(traces.traces_of(perfect()), lost(0), {"t2"}) == []


def test_no_trace_holds_a_name_or_a_confidence() -> None:
    said = str([*traces.traces_of(perfect()), *lost(0), *lost(1)])
    assert not any(span.text in said for case in cases() for span in case.pii)
    assert not any(passage.text in said for case in cases() for passage in case.withheld)


def test_traces_are_kept_beside_a_run_and_read_back(tmp_path: Path) -> None:
    assert traces.read(tmp_path) is None
    traces.write(tmp_path, lost(0))
    assert traces.read(tmp_path) == lost(0)
    (tmp_path / traces.FILE).write_text("{", encoding="utf-8")
    with pytest.raises(BadInput):
        traces.read(tmp_path)


def test_engines_stand_side_by_side_and_the_first_is_judged() -> None:
    text = beside([a_run({"t1": 1}), a_run({"t1": 0}, ("t2",), engine="llm")])
    assert text.splitlines()[1].split() == ["metric", "threshold", "builtin", "llm"]
    assert "unscored, llm: t2: gave up" in text


def _settings(tmp_path: Path, **fields: Any) -> Settings:
    return load(home=tmp_path, key_dir=tmp_path).model_copy(update={"model": None, "openai_base_url": None, **fields})


def test_a_model_is_asked_only_where_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured), engine_of("llm", _settings(tmp_path)):
        pass
    with engine_of("llm", _settings(tmp_path, model="m", openai_base_url="http://127.0.0.1:9/v1")) as asked:
        assert asked.engine.name == "llm"
        assert asked.usage()["requests"] == 0
    with engine_of("naive", _settings(tmp_path)) as asked:
        assert asked.usage() is None


@pytest.mark.parametrize(
    ("url", "model", "kept"),
    [
        pytest.param("http://127.0.0.1:9/v1", None, [], id="on-this-machine"),
        pytest.param("https://outside.example/v1", None, ["t1", "t2"], id="elsewhere-nobody-asked"),
        pytest.param("https://outside.example/v1", False, ["t1", "t2"], id="elsewhere-refused"),
        pytest.param("https://outside.example/v1", True, [], id="elsewhere-with-both-consents"),
    ],
)
def test_a_model_elsewhere_reads_only_what_both_let_it(
    tmp_path: Path, url: str, model: bool | None, kept: list[str]
) -> None:
    folder = write_folder(tmp_path / "cases")
    if model is not None:
        entries = [
            {"person": person, "role": role, "pair": f"pair-t{n}", "program": "p", "given": "2026-01-01",
             "store": True, "extract": True, "model": model}
            for n in (1, 2) for person, role in (("Ada Brandt", "mentor"), ("Piet Mulder", "mentee"))
        ]  # fmt: skip
        (folder / "consents.json").write_text(json.dumps(entries), encoding="utf-8")
    gateway = Gateway(GatewayConfig("m", url))
    assert [one.what for one in kept_from(gateway, cases(), folder, DAY)] == kept
    gateway.close()


@pytest.mark.parametrize(
    ("name", "kind", "better"),
    [
        ("found", "rate", "at least"),
        ("found/kind/short", "rate", "at least"),
        ("found/fault/long", "rate", "at most"),
        ("leaks: drafts", "rate", "at most"),
        ("milliseconds a search", "mean", "at most"),
        ("canaries/exit/logs", "count", "at most"),
        ("ask: answered", "rate", "at least"),
    ],
)
def test_which_way_is_better_is_known_of_parts_and_of_what_nobody_demands(name: str, kind: Kind, better: str) -> None:
    demands = {
        "found": Demand(Bar(least=0.5)),
        "leaks: exports": Demand(Bar(most=0)),
        "ask: false answers": Demand(Bar(most=0.05)),
        "ask: cited": Demand(Bar(least=1)),
    }
    assert direction(Measured(name, 0.5, 2, kind=kind), demands) == better
