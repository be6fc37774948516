"""The Nu Html Checker passes good pages, finds planted faults, and is never silently not run."""

from pathlib import Path

import pytest

from support import nu_checker

GOOD = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title></head>
<body><h1>A page</h1><p>With a paragraph.</p></body>
</html>
"""
BAD = GOOD.replace("<p>With a paragraph.</p>", "<p>With <div>a box</div> in it.</p>")


def test_good_pages_pass_and_a_bad_one_is_told_with_its_place(tmp_path: Path) -> None:
    # More pages than a command line of that length would hold, and names beyond ASCII.
    good = [tmp_path / f"{number:03}-{'long' * 50}.html" for number in range(220)]
    for page in good:
        page.write_text(GOOD, "utf-8")
    bad = tmp_path / "上海 合作.html"
    bad.write_text(BAD, "utf-8")
    errors = nu_checker.check([*good, bad])
    assert len(errors) == 1
    assert errors[0].startswith(f"{bad}:4:")
    assert "“p” element in scope" in errors[0]


def test_advice_is_kept_apart_from_errors(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(GOOD.replace(' lang="en"', ""), "utf-8")
    (advice,) = nu_checker.findings([page])
    assert advice.kind == "warning"
    assert "lang" in advice.message


def test_a_page_that_is_not_there_is_an_error_and_not_a_pass(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.html"):
        nu_checker.check([tmp_path / "gone.html"])


def test_a_checker_that_checks_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nu_checker, "run_checker", lambda pages: [])
    with pytest.raises(RuntimeError, match="known to be bad"):
        nu_checker.check([])
