"""Searching real texts in six languages in one archive: each is found by its own words."""

import re
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from support.paths import ROOT
from support.questions import answers
from support.reader import HEADERS, serve_folder
from support.sites import Site

FOLDER = ROOT / "tests" / "search"


def test_questions_in_six_languages_find_the_articles_that_hold_the_words(
    tmp_path: Path, browser: Browser
) -> None:
    site = Site(tmp_path, "title: The Declared File\n")
    for language, texts in yaml.safe_load((FOLDER / "declaration.yml").read_text("utf-8")).items():
        for number, text in enumerate(texts, 1):
            name = f"{language.lower()}-{number}"
            site.article(name, text, title=f"{language} {number}", language=language, slug=name)
    site.build(base_url="").ok()
    asked = yaml.safe_load((FOLDER / "questions.yml").read_text("utf-8"))["declaration"]
    with serve_folder(site.out, HEADERS) as address, browser.new_page() as page:
        page.goto(f"{address}search/")
        given = answers(page, (question["ask"] for question in asked))
    wrong = []
    for question, answer in zip(asked, given, strict=True):
        right = question["articles"]
        first = answer["titles"][: len(right)]
        if sorted(first) != sorted(right) or not re.search(
            rf"found: {len(right)}\b", answer["told"]
        ):
            wrong.append(f"{question['ask']}: {answer['told']}; {first}")
    assert wrong == []
