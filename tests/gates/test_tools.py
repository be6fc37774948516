"""Each tool of `make lint` turns red at a planted fault. A gate that never fires guards nothing."""

import pytest

from support.field import Field

SIGN = '"""A planted module."""\n\n'


@pytest.mark.parametrize(
    "path, code, rule",
    [
        ("model/planted.py", "import time\n\nNOW = time.time()\n", "TID251"),
        (
            "model/planted.py",
            "import datetime as d\n\nNOW = d.datetime.now(d.UTC)\n",
            "TID251",
        ),
        ("pages/planted.py", "from datetime import date\n\nDAY = date.today()\n", "TID251"),
        ("pages/planted.py", "import random\n\nN = random.random()\n", "TID251"),
        ("content/planted.py", 'import os\n\nHOME = os.environ["HOME"]\n', "TID251"),
        ("runtime/planted.py", 'from os import scandir\n\nHERE = scandir(".")\n', "TID251"),
        ("runtime/planted.py", "import pickle\n\nX = pickle.dumps(1)\n", "TID251"),
        ("archive/planted.py", 'print("survey done")\n', "T201"),
        ("archive/planted.py", "import os\n", "F401"),
        ("archive/planted.py", "def survey() -> None:\n    return\n", "D103"),
    ],
)
def test_ruff_names_the_rule_that_is_broken(field: Field, path: str, code: str, rule: str) -> None:
    planted = field.plant(path, SIGN + code)
    status, said = field.run("ruff", "check", "--no-cache", "--output-format=concise", planted)
    assert (status, rule in said) == (1, True), said


def test_ruff_finds_a_file_out_of_form(field: Field) -> None:
    planted = field.plant("model/planted.py", "x   =  { 'a':1 }\n")
    status, said = field.run("ruff", "format", "--check", "--no-cache", planted)
    assert (status, "would be reformatted" in said) == (1, True), said


def test_mypy_finds_what_has_no_type(field: Field) -> None:
    code = "from typing import Any\n\n\ndef f(x: Any) -> int:\n    return x\n"
    any_returned = field.plant("any_returned.py", SIGN + code)
    untyped = field.plant("untyped.py", SIGN + "def f(x):\n    return x\n")
    options = ("--strict", "--follow-imports=silent")
    status, report = field.run("mypy", *options, any_returned, untyped)
    assert status == 1
    complaints = {line.split(":")[0]: line for line in report.splitlines() if "error:" in line}
    assert complaints.keys() == {any_returned, untyped}, report
    assert "[no-any-return]" in complaints[any_returned]
    assert "[no-untyped-def]" in complaints[untyped]


@pytest.mark.parametrize(
    "files, complaint",
    [
        (
            {"model/planted.py": "import newsgen.runtime.planted\n", "runtime/planted.py": ""},
            "newsgen.model.planted -> newsgen.runtime.planted",
        ),
        (
            {"archive/planted.py": "import newsgen.pages.planted\n", "pages/planted.py": ""},
            "newsgen.archive.planted -> newsgen.pages.planted",
        ),
        (
            {"pages/planted.py": "import newsgen.runtime.clock\n"},
            "newsgen.pages.planted -> newsgen.runtime.clock",
        ),
        (
            {"model/a.py": "import newsgen.model.b\n", "model/b.py": "import newsgen.model.a\n"},
            "Inside a folder nothing imports in a circle BROKEN",
        ),
        ({"attic/planted.py": ""}, "newsgen.attic"),
    ],
    ids=["impure-below", "upward", "impure", "circle", "unlisted-folder"],
)
def test_import_linter_keeps_the_rooms_apart(
    field: Field, files: dict[str, str], complaint: str
) -> None:
    for path, text in files.items():
        field.plant(path, text)
    status, said = field.run("lint-imports", "--no-cache")
    assert (status, complaint in said) == (1, True), said
