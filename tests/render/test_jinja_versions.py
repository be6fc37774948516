"""The stock environment, used with other versions of Jinja, gives the same pages and problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
import pytest

from newsgen.pages.chrome_view import Chrome
from newsgen.pages.page import Page
from newsgen.pages.views import RedirectView
from newsgen.render import Renderer, TemplateProblem
from newsgen.render.jinja_codegen import TESTED_JINJA_VERSIONS
from newsgen.runtime.theme import default_theme
from support.output import contents
from support.sample import build_sample

VERSIONS = (TESTED_JINJA_VERSIONS[-1], "99.0")
MACROS = "{% macro m(x, y=1) %}{{ x }}{{ y }}\n{{ page.nothing }}{% endmacro %}"
FAULTS = (
    "\n{{ page.nothing }}",
    "{{ nothing }}",
    "{{ nothing.more }}",
    "{{ page.address.more }}",
    "\n\n{{ asset('none.css') }}",
    "{{ t('%(n)s a', '%(n)s b') }}",
    "{{ link() }}",
    "{{ 1 // 0 }}",
    "{{ page.address|nothing }}",
    "{{ page.address }",
    "{% extends page.address %}",
    "\n{% include 'nothing.html' %}",
    '{% from "parts/m.html" import m with context %}\n{{ m(1) }}',
    '{% from "parts/m.html" import n with context %}\n{{ n() }}',
    '{% from "parts/m.html" import m with context %}\n{{ m(1, 2, 3) }}',
)
"""Templates that are wrong, each in another way."""


@contextmanager
def jinja_version(version: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2, "__version__", version)
        yield


def test_the_version_at_hand_is_tested() -> None:
    assert jinja2.__version__ in TESTED_JINJA_VERSIONS


def test_all_pages_of_the_sample_are_the_same(tmp_path: Path) -> None:
    trees: list[dict[str, str]] = []
    for version in VERSIONS:
        (tmp_path / version).mkdir()
        with jinja_version(version):
            out, result = build_sample(tmp_path / version, "https://example.org/")
        assert result.status == "ok"
        trees.append({path: data for path, data in contents(out).items() if path.endswith(".html")})
    assert len(trees[0]) > 50
    assert trees[0] == trees[1]


@pytest.mark.parametrize("source", FAULTS)
def test_what_is_wrong_in_a_template_is_said_in_the_same_words(tmp_path: Path, source: str) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "m.html").write_text(MACROS, "utf-8")
    (tmp_path / "redirect.html").write_text(source, "utf-8")
    messages = []
    for version in VERSIONS:
        with jinja_version(version):
            messages.append(problems(tmp_path))
    assert messages[0] == messages[1]
    assert any(messages[0])


def problems(templates: Path) -> list[str]:
    """What a check and a page say of the site's templates."""
    chrome = Chrome("The File", "", "", "en", "ltr", (), None)
    renderer = Renderer(chrome, default_theme().templates, templates)
    found = [str(problem) for problem in renderer.check()]
    try:
        renderer.render(Page("/old/", "redirect.html", RedirectView("/old/", "/new/")))
    except TemplateProblem as error:
        found.append(str(error.problem))
    return found
