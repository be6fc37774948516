"""Questions to a search page, and the right answers: a count of words in the sources themselves.

Nothing here is newsgen's own: words are runs of letters and digits without accents and capitals.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

_ASK = """async (questions) => {
  const form = document.querySelector("form.search");
  const until = async (ready) => {
    while (!ready()) await new Promise((done) => setTimeout(done, 5));
  };
  const text = (element) => element.innerText.trim();
  await until(() => !form.hidden);  // it is shown once its script has been fetched
  const answers = [];
  for (const question of questions) {
    form.elements.q.value = question;
    form.requestSubmit();
    await until(() => !form.hasAttribute("aria-busy"));
    const [list] = document.querySelectorAll("ol.found");
    answers.push({
      told: document.querySelector("p.found").innerText,
      titles: [...list.querySelectorAll("h2")].map(text),
      names: [...document.querySelectorAll("div.known li")].map(text),
    });
  }
  return answers;
}"""


@dataclass(frozen=True)
class SourceText:
    """An article as its author wrote it. parts: title, summary, text and names, in words."""

    title: str
    parts: tuple[tuple[str, ...], ...]

    def holds(self, question: str) -> bool:
        """Whether it has all words of a question; those in quotes one after the other."""
        terms = re.findall(r'"[^"]*"|\S+', question)
        return all(self._holds(plain_words(term)) for term in terms)

    def _holds(self, words: tuple[str, ...]) -> bool:
        size = len(words)
        return any(
            part[at : at + size] == words
            for part in self.parts
            for at in range(len(part) - size + 1)
        )


def plain_words(text: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", html.unescape(text)).lower()
    plain = "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
    return tuple(re.findall(r"[^\W_]+", plain))


def answers(page: Page, questions: Iterable[str]) -> Iterable[Mapping[str, Any]]:
    """Return what a search page tells of each question, and the titles and names it shows."""
    return page.evaluate(_ASK, list(questions))  # type: ignore[no-any-return]


def wrong_answers(
    page: Page, questions: Iterable[Mapping[str, Any]], sources: Iterable[SourceText]
) -> list[str]:
    """Return the questions with another number, first article or order than the sources say.

    The page has to be the search page of an archive of these sources.
    """
    asked = list(questions)
    texts = list(sources)
    wrong = []
    given = answers(page, (question["ask"] for question in asked))
    for question, answer in zip(asked, given, strict=True):
        right = [text.title for text in texts if text.holds(question["ask"])]
        number = re.search(r"found(?:, at least)?: ([\d,]+)", answer["told"])
        count = int(number[1].replace(",", "")) if number else 0
        if "other forms of:" in answer["told"]:
            count = 0
        titles, names = answer["titles"], " ".join(answer["names"])
        expected = question.get("first", "")
        is_right = [title in right for title in titles]
        faults = {
            f"{count} instead of {len(right)}": count != len(right),
            f"first {titles[:1]}": expected and titles[:1] != [expected],
            "other forms come first": any(not one and two for one, two in pairwise(is_right)),
            f"names: {names}": question.get("name", "") not in names,
        }
        wrong += [f"{question['ask']}: {fault}" for fault, is_so in faults.items() if is_so]
    return wrong
