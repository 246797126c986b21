"""A hundred thousand tiny files, in a folder and in an archive: refused at once, in little time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from service.intake.archive import MOST_MEMBERS
from service.intake.files import MOST_FILES

MANY = 100_000
MEASURED = """
import json, resource, sys, time
from pathlib import Path
from mentoring.errors import BadInput
from service.intake.files import collect
from service.intake.gathering import read_all
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.process_time()
collected = collect([Path(sys.argv[1])])
problems = [*collected.refused, *(one.problem for one in read_all(collected.files) if one.problem)]
used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "code": [one.code for one in problems], "files": len(collected.files),
    "seconds": time.process_time() - began + used[1].ru_utime + used[1].ru_stime,
    "megabytes": (used[0].ru_maxrss - before + used[1].ru_maxrss) / 1024,
}))
"""


def measured(path: Path) -> dict[str, object]:
    run = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True)
    told: dict[str, object] = json.loads(run.stdout)
    sys.stdout.write(f"{path.name}: {told}\n")
    return told


@pytest.mark.long
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_hundred_thousand_tiny_files_are_refused_within_the_limits(kind: str, tmp_path: Path) -> None:
    assert MANY > MOST_FILES > MOST_MEMBERS
    path = tmp_path / ("all.zip" if kind == "zip" else "all")
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(MANY):
                archive.writestr(f"{number}.md", "x")
    else:
        for folder in range(100):
            (path / str(folder)).mkdir(parents=True)
            for number in range(MANY // 100):
                (path / str(folder) / f"{number}.md").write_bytes(b"x")
    told = measured(path)
    assert told["code"] == ["bomb" if kind == "zip" else "size"]
    assert float(str(told["seconds"])) < 2
    assert float(str(told["megabytes"])) < 300
