"""The words around articles: all of them in each language of the theme, a site's own first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, join_words
from newsgen.render.catalogue import catalogue_names, check_catalogues, load_catalogue
from newsgen.render.search_path import TemplateSearchPath
from newsgen.runtime.theme import default_theme
from support.sites import Site

THEME = TemplateSearchPath(default_theme().templates)
LANGUAGES = ("ar", "es", "ru", "zh-Hans", "zh-Hant")

Message = tuple[str, ...]
"""A message, or its singular and its plural."""


OF_KINDS = ("parts/words.html", "parts/known.html", "entities.html", "feeds.html")
"""Templates with messages that are made of the table of kinds."""


def theme_messages() -> Iterator[Message]:
    """All messages that templates of the theme ask for; each has to be a text in quotes."""
    for name in THEME.template_names(THEME.theme):
        tree = Environment(autoescape=True).parse((THEME.theme / name).read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                words = [each.value for each in call.args if isinstance(each, nodes.Const)]
                if not (name in OF_KINDS and len(call.args) == 1 and not words):
                    assert len(words) == len(call.args), (name, call.lineno)
                    yield tuple(words)
    for kind in Kind:
        yield (kind.facts.plural,)
        yield from (
            (date.label,) for date in (kind.facts.lifespan.began, kind.facts.lifespan.ended)
        )
    singular = [kind.entity.singular for kind in Kind if kind.entity]
    yield from ((word,) for word in singular)
    yield (join_words(TYPED_ENTITY_KINDS).capitalize(),)
    names = ", ".join(singular).lower()
    yield (f"Each {names}, tag, source and author has a feed too: its page leads to it.",)


def translated(language: str) -> Catalog:
    with (THEME.theme / "languages" / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_of_the_theme_has_all_messages_and_no_others(language: str) -> None:
    known = {
        (each.id if isinstance(each.id, tuple) else (each.id,)): each.string
        for each in translated(language)
        if each.id
    }
    assert set(known) == set(theme_messages())
    assert [message for message, string in known.items() if not all(string)] == []


def test_no_catalogue_of_the_theme_has_anything_wrong() -> None:
    assert list(check_catalogues(THEME)) == []
    files = sorted(file.stem for file in (THEME.theme / "languages").iterdir())
    assert tuple(files) == LANGUAGES


@pytest.mark.parametrize(
    "language, files",
    [
        ("ru", "ru-Cyrl ru"),
        ("en-GB", "en-GB en-Latn en"),
        ("zh", "zh-Hans zh"),
        ("zh-TW", "zh-TW zh-Hant zh"),
        ("zh-hant-hk", "zh-Hant-HK zh-Hant zh"),
        ("sr-Latn", "sr-Latn sr"),
        ("qqq", "qqq"),
    ],
)
def test_the_nearest_catalogue_is_looked_for_first(language: str, files: str) -> None:
    found = [
        name.removeprefix("languages/").removesuffix(".po") for name in catalogue_names(language)
    ]
    assert found == files.split()


@pytest.mark.parametrize(
    "language, count, said",
    [
        ("ru", 1, "%(n)s статья"),
        ("ru", 3, "%(n)s статьи"),
        ("ru", 11, "%(n)s статей"),
        ("es", 1, "%(n)s artículo"),
        ("zh-HK", 2, "%(n)s 篇文章"),
        ("ar", 5, "%(n)s مقالات"),
        ("de", 2, "%(n)s articles"),
    ],
)
def test_a_number_has_the_form_its_language_asks_for(language: str, count: int, said: str) -> None:
    words = load_catalogue(THEME, language)
    assert words.ngettext("%(n)s article", "%(n)s articles", count) == said


@pytest.mark.parametrize(
    "language, word",
    [("ru", "Метки"), ("zh-TW", "標籤"), ("ar-EG", "الوسوم"), ("es-MX", "Etiquetas")],
)
def test_pages_speak_the_language_of_the_archive(tmp_path: Path, language: str, word: str) -> None:
    site = Site(tmp_path, f"title: The Test File\nlanguage: {language}\n").article(tags=["SCO"])
    site.build().ok().assert_shows("/tags/", word)


OWN = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Tags"
msgstr "WORD"
"""


def own(word: str) -> str:
    return OWN.replace("WORD", word)


def test_a_sites_messages_come_before_those_of_the_theme(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlanguage: es\n").article(tags=["SCO"])
    site.write("templates/languages/es.po", own("Temas")).build().ok()
    site.assert_shows("/tags/", "Temas")
    assert "Etiquetas" not in site.page("/tags/")
    assert "Fuentes" in site.page("/tags/")


def test_a_site_can_add_a_language(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlanguage: de-AT\n").article(tags=["SCO"])
    site.write("templates/languages/de.po", own("Stichwörter")).build().ok()
    site.assert_shows("/tags/", "Stichwörter")


def test_english_words_can_be_others(tmp_path: Path) -> None:
    site = Site(tmp_path).article(tags=["SCO"])
    site.write("templates/languages/en.po", own("Topics")).build().ok().assert_shows(
        "/tags/", "Topics"
    )


def test_a_changed_catalogue_draws_all_pages_again_and_another_none(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlanguage: es\n").article(tags=["SCO"])
    site.write("templates/languages/es.po", own("Temas")).build().ok()
    site.write("templates/languages/de.po", own("Stichwörter")).build().ok().assert_rebuilt()
    site.write("templates/languages/es.po", own("Asuntos")).build(explain=True).ok()
    site.assert_shows("/tags/", "Asuntos")
    assert set(site.reasons().values()) == {"messages languages/es.po"}


def test_an_encoding_that_nobody_knows_is_a_problem(tmp_path: Path) -> None:
    header = "Content-Type: text/plain; charset=nonsense"
    text = f'msgid ""\nmsgstr "{header}\\n"\n\nmsgid "Tags"\nmsgstr "Stichwörter"\n'
    site = Site(tmp_path, "title: The Test File\nlanguage: de\n").article(tags=["SCO"])
    site.write("templates/languages/de.po", text).build().assert_refused("N504")


def test_no_line_is_in_two_languages_where_a_language_has_no_words(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nlanguage: it\n").article(updated="2022-09-14")
    assert "Updated 14 September 2022" in site.build().ok().text("/2022/09/13/a/")
    words = (
        own("Argomenti")
        .replace('"Tags"', '"Updated %(when)s"')
        .replace("Argomenti", "Modificato il %(when)s")
    )
    site.write("templates/languages/it.po", words).build().ok()
    assert "Modificato il 14 settembre 2022" in site.text("/2022/09/13/a/")
