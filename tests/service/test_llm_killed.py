"""A run that is killed outright: what was answered is not asked again, and the home is whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from service.settings import Settings
from tests.llm.scripted import Body, Turn, scripted
from tests.service.test_llm_run import shortening

pytestmark = pytest.mark.long
UPWELL = Path(sys.executable).with_name("upwell")
ANSWERED = 4


def test_a_killed_run_resumes_without_asking_an_answered_question_again(
    scratch_home: Settings, copy_of: Callable[[Settings], Settings]
) -> None:
    home = copy_of(scratch_home)

    def hang_after_some(body: Body, number: int) -> Turn:
        return Turn(shortening(body).text, delay=0 if number < ANSWERED else 60)

    with scripted(hang_after_some) as server:
        with _extracting(home, server.url) as process:
            while len(server.seen) <= ANSWERED:
                assert process.poll() is None
                time.sleep(0.05)
            time.sleep(1.0)  # for the last answers to reach the store
            process.send_signal(signal.SIGKILL)
        hung = {question(body) for body in server.seen[ANSWERED:]}
        server.script = shortening
        with _extracting(home, server.url) as process:
            told = json.loads(process.communicate()[0])
    assert told["failures"] == []
    assert told["usage"]["cached"] >= ANSWERED
    twice = {asked for asked, times in Counter(map(question, server.seen)).items() if times > 1}
    assert twice <= hung


def question(body: Body) -> str:
    return json.dumps(body["messages"], sort_keys=True)


def _extracting(home: Settings, url: str) -> subprocess.Popen[str]:
    named = {"UPWELL_HOME": str(home.home), "UPWELL_KEY_DIR": str(home.key_dir), "UPWELL_TODAY": str(home.today)}
    model = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "local", "UPWELL_MODEL": "tiny"}
    return subprocess.Popen(
        [str(UPWELL), "extract", "--engine", "llm", "--json"],
        env={**os.environ, **named, **model}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
