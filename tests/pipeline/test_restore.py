"""What .github/workflows/publish.yml counts on: `.newsgen/` and `public/` are restored together.

A fresh checkout with both, all of whose files have new times, draws only what changed.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsgen.content.markdown.convert import convert_markdown
from newsgen.store import parse_memo
from support.laws import assert_as_clean, conditions
from support.paths import ROOT
from support.sites import SHARED, Site

WORKFLOWS = (".github/workflows/publish.yml", "src/newsgen/commands/starter/publish.yml")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An archive as it is in the repository, built into its public/."""
    site = Site(tmp_path, "title: The Test File\nlistings: {newest: 2, year: 3}\nsearch: false\n")
    site.out = site.folder / "public"
    for number in range(6):
        site.article(f"a{number}", f"Text {number}.", date=f"2022-09-{10 + number}", tags=["SCO"])
    return site.build().ok()


def check_out_afresh(site: Site, *restored: str) -> None:
    """A clone of the repository, and of what is not in it only what is restored."""
    kept = site.folder.rename(site.folder.with_name("kept"))
    ignored = shutil.ignore_patterns(".newsgen", "public")
    shutil.copytree(kept, site.folder, ignore=ignored, copy_function=shutil.copyfile)
    for name in restored:
        shutil.copytree(kept / name, site.folder / name, copy_function=shutil.copyfile)


@pytest.mark.parametrize("settled", [True, False])
def test_a_fresh_checkout_with_both_draws_nothing(site: Site, settled: bool) -> None:
    with conditions(trusted_stamps=settled):
        check_out_afresh(site, ".newsgen", "public")
        site.build(explain=True).assert_rebuilt()
        assert not site.outcome.up_to_date
        assert_as_clean(site)


@pytest.mark.parametrize("settled", [True, False])
def test_a_fresh_checkout_with_both_indexes_nothing(site: Site, settled: bool) -> None:
    with conditions(trusted_stamps=settled):
        site.edit("newsgen.yml", "search: false", "search: true").build().ok()
        check_out_afresh(site, ".newsgen", "public")
        site.build(explain=True).assert_rebuilt()
        assert_as_clean(site)


@pytest.mark.parametrize("settled", [True, False])
def test_a_fresh_checkout_with_both_draws_only_what_changed(site: Site, settled: bool) -> None:
    with conditions(trusted_stamps=settled):
        check_out_afresh(site, ".newsgen", "public")
        site.edit("articles/a1.md", "title: a1", "title: New").build(explain=True)
        related = [f"/2022/09/{10 + each}/a{each}/" for each in (0, 2, 3, 4, 5)]
        site.assert_rebuilt(
            *related,
            "/2022/09/11/",
            "/2022/09/11/a1/",
            "/sources/desk/2022/09/",
            "/tags/sco/2022/09/",
        )
        assert_as_clean(site)


def test_a_fresh_checkout_with_the_pages_alone_draws_only_what_changed(site: Site) -> None:
    check_out_afresh(site, "public")
    site.edit("articles/a1.md", "Text 1.", "Another.").build(explain=True).ok()
    assert "/2022/09/11/a1/" in site.reasons()
    site.assert_untouched("/", "/2022/09/12/a2/", "/tags/")


def test_a_fresh_checkout_with_the_cache_alone_draws_all_and_reads_nothing_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_out_afresh(site, ".newsgen")
    assert converted(site, monkeypatch) == []
    assert site.outcome.rendered_count == site.outcome.file_count


def test_a_fresh_checkout_converts_only_the_texts_that_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_out_afresh(site, ".newsgen", "public")
    site.edit("articles/a1.md", "title: a1", "title: Another")
    site.edit("articles/a2.md", "Text 2.", "Another text.")
    assert converted(site, monkeypatch) == ["Another text.\n"]


def converted(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose Markdown a build had to convert."""
    texts: list[str] = []

    def noted(text: str, *rest: Any) -> Any:
        texts.append(text)
        return convert_markdown(text, *rest)

    monkeypatch.setattr(parse_memo, "convert_markdown", noted)
    site.build().ok()
    return texts


@pytest.mark.parametrize("first", [1, 2])
def test_what_workers_worked_out_is_remembered(
    site: Site, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    """Stamps so fresh are not trusted, so all is read again; but nothing is converted again."""
    site.build(clean=True, workers=first, tuning=SHARED).ok()
    assert converted(site, monkeypatch) == []
    assert (site.outcome.up_to_date, site.outcome.rendered_count) == (False, 0)


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_the_workflow_restores_and_saves_both_together(workflow: str) -> None:
    steps = yaml.load((ROOT / workflow).read_text("utf-8"), yaml.BaseLoader)["jobs"]["build"][
        "steps"
    ]
    names = [str(step.get("uses") or step.get("run")) for step in steps]
    restore, build, save = (
        next(at for at, name in enumerate(names) if wanted in name)
        for wanted in ("actions/cache/restore", "newsgen build", "actions/cache/save")
    )
    assert restore < build < save
    given, kept = steps[restore]["with"], steps[save]["with"]
    assert given["path"].split() == kept["path"].split() == [".newsgen", "public"]
    assert given["key"] == kept["key"]  # a new one each time, or nothing would be saved,
    assert "github.run_id" in given["key"]
    assert given["key"].startswith(given["restore-keys"])  # and the newest before it is found


@pytest.mark.parametrize("workflow", WORKFLOWS)
@pytest.mark.parametrize(
    "code, passes, output", [(0, True, ""), (5, True, "incomplete=yes\n"), (1, False, "")]
)
def test_the_workflow_goes_on_after_a_build_that_set_articles_aside(
    tmp_path: Path, workflow: str, code: int, passes: bool, output: str
) -> None:
    jobs = yaml.load((ROOT / workflow).read_text("utf-8"), yaml.BaseLoader)["jobs"]
    step = next(each for each in jobs["build"]["steps"] if each.get("id") == "build")
    assert step["env"]["KEEP_GOING"].startswith("${{ github.event_name == 'schedule' && ")
    program = tmp_path / "newsgen"
    program.write_text(f'#!/bin/sh\necho "$@" >> asked\nexit {code}\n', "utf-8")
    program.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "KEEP_GOING": "--keep-going",
        "BASE_URL": "https://example.org/",
    }
    script = step["run"].replace(".venv/bin/", "")
    done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=False)
    assert (done.returncode == 0) == passes
    asked = (tmp_path / "asked").read_text("utf-8")
    assert asked == "build --verify --keep-going --base-url https://example.org/\n"
    written = tmp_path / "output"
    assert (written.read_text("utf-8") if written.exists() else "") == output
    # Whatever was published, the run fails at its end, so that somebody hears of it.
    assert jobs["build"]["outputs"]["incomplete"] == "${{ steps.build.outputs.incomplete }}"
    last = jobs["deploy"]["steps"][-1]
    assert (last["if"], "exit 5" in last["run"]) == ("needs.build.outputs.incomplete", True)
