"""A run as JUnit XML: a test case a threshold, so that any build server shows and gates it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as Xml

from evals.record import Run
from evals.report.text import cells, seen_remark


def junit(run: Run) -> str:
    """One `testsuite` a suite; a missed threshold is a failure, what could not be scored is skipped."""
    root = Xml.Element("testsuites", name="upwell")
    for suite in run.suites:
        root.append(_suite(suite))
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(suite: Mapping[str, Any]) -> Xml.Element:
    gated = [one for one in suite["metrics"] if one["threshold"] is not None]
    known = {one["name"] for one in gated}
    others = [one for one in suite["unscored"] if one["what"] not in known]
    failures = sum(one["pass"] is False for one in gated)
    skipped = sum(one["pass"] is None for one in gated) + len(others)
    element = Xml.Element(
        "testsuite", name=suite["suite"], tests=str(len(gated) + len(others)),
        failures=str(failures), errors="0", skipped=str(skipped), time=str(suite["seconds"]),
    )  # fmt: skip
    if remark := seen_remark(suite):
        Xml.SubElement(Xml.SubElement(element, "properties"), "property", name="seen", value=remark)
    for one in gated:
        _case(element, suite["suite"], one)
    for one in others:
        case = Xml.SubElement(element, "testcase", classname=suite["suite"], name=one["what"])
        Xml.SubElement(case, "skipped", message=one["reason"])
    return element


def _case(element: Xml.Element, suite: str, metric: Mapping[str, Any]) -> None:
    case = Xml.SubElement(element, "testcase", classname=suite, name=metric["name"])
    _, value, spread, n, threshold, *_ = cells(metric)
    if metric["pass"] is False:
        Xml.SubElement(case, "failure", message=f"{value} (95 %: {spread}, n = {n}), demanded {threshold}")
    if metric["pass"] is None:
        Xml.SubElement(case, "skipped", message="could not be scored on these cases")
