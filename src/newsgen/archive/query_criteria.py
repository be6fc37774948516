"""Splits a query for articles into its criteria: `key:value` words, and words of titles.

Takes the arguments of a command line, from which the shell has taken the quotation marks, or whole
queries in one argument, which have them still: `source:"Oakford Gazette" -tag:SCO bridge`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from newsgen.archive.article_traits import BodyReader
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.command_error import CommandError
from newsgen.model.search_letters import fold
from newsgen.model.value import Value

_QUOTES = str.maketrans(dict.fromkeys("“”„«»″＂", '"'))
_CRITERION = re.compile(
    r"""(?P<minus>-?)(?:(?P<key>[A-Za-z][A-Za-z_]*):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]*))"""
)
_KEY = re.compile(r"(?:^|(?<=\s))-?[A-Za-z][A-Za-z_]*:")

_ONE_WORD_KEYS = ("date", "is", "missing", "lang", "language")
"""The keys whose values are single words."""


class Criterion(Value, frozen=True):
    """One criterion: what an article has to have or, if `is_negative`, must not have.

    Attributes:
        key: Before the colon, in small letters; empty for words of the title.
        value: What is looked for, without quotation marks.
        text: The criterion as it was typed.
    """

    key: str
    value: str
    is_negative: bool
    text: str


class QueryScope(Value, frozen=True):
    """What a query is asked of: all articles, the names of authority files, and the time.

    body: reads the text of an article, for what only texts tell.
    """

    articles: Collection[Article]
    authorities: Authorities
    now: datetime
    body: BodyReader


def split_query(arguments: Iterable[str]) -> Iterator[Criterion]:
    """Yield the criteria of a query. Raises CommandError where a quotation mark has no partner.

    An argument that begins with its only key is one criterion, as a shell leaves it of
    `source:"Oakford Gazette"`.
    """
    for argument in arguments:
        text = argument.translate(_QUOTES).strip()
        if text.count('"') % 2:
            raise CommandError(
                f"{argument}: a quotation mark is not closed; put one after the name"
            )
        keys = _KEY.findall(text)
        is_one_criterion = len(keys) == 1 and text.startswith(keys[0]) and '"' not in text
        if is_one_criterion and keys[0].strip("-:").lower() not in _ONE_WORD_KEYS:
            yield _criterion(text, keys[0], text.removeprefix(keys[0]))
            continue
        for match in _CRITERION.finditer(text):
            if match[0] and match[0] != "-":
                key = f"{match['minus']}{match['key'] or ''}:"
                yield _criterion(match[0], key, match["phrase"] or match["word"] or "")


def _criterion(text: str, key: str, value: str) -> Criterion:
    name = key.removeprefix("-").removesuffix(":").lower()
    return Criterion(name, " ".join(value.split()), key.startswith("-"), text)


def folded_words(text: str) -> str:
    """Return the words of a text as they are compared: small letters, without accents and signs."""
    return " ".join(filter(None, map(fold, text.split())))
