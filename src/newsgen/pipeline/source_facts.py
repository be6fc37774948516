"""What is kept of a source: whether a build shows it, and its keys in the indexes of sources."""

from collections.abc import Iterator
from datetime import datetime

from newsgen.archive.future_dates import dates_of_article
from newsgen.archive.visibility import (
    address_claim,
    claim_rank,
    rival_problem,
    times_of_change,
    visibility,
)
from newsgen.content.markdown.link_targets import FILE_PREFIX
from newsgen.content.parse_file import ParsedFile
from newsgen.model.address_rules import fold_path
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Problem
from newsgen.model.value import Value
from newsgen.pipeline.source_families import family_keys
from newsgen.runtime import codec
from newsgen.store.source_rows import SourceKey, join_key, time_key

UNREADABLE_CODES = frozenset(("N101", "N102", "N109", "N112", "N114", "N118"))
"""Problems that keep a file from being read at all."""


class BuildTime(Value, frozen=True):
    """What decides which articles are shown. drafts: whether those that are not published are."""

    now: datetime
    drafts: bool


class SourceFacts(Value, frozen=True):
    """What is kept of a source. reason: why it is left out; empty if a build shows it."""

    reason: str
    keys: tuple[SourceKey, ...]


def facts_of_article(
    file: ParsedFile, article: Article, time: BuildTime, language: str, first: Article | None
) -> SourceFacts:
    """Return what is kept of an article.

    Args:
        file: As it was parsed.
        article: Its article, with what names of files tell of it.
        time: That of the build.
        language: That of the archive.
        first: The article that has the address which this one claims, if it is another.
    """
    keys = [*_keys_of_file(file), *_keys_of_article(article, time.now)]
    path = article.path.encode()
    _, reason = visibility(article, time.now, drafts=time.drafts)
    problems = [date.problem() for date in dates_of_article(article) if date.comes > time.now]
    if not reason:
        is_foreign, _ = claim_rank(article, language)
        rank = str(int(is_foreign)), article.path
        keys.append(("claims", join_key(*address_claim(article), *rank), 1))
        if first:
            rival = rival_problem(article, first)
            problems.append(rival)
            reason = f"{rival.message} [{rival.code}]"
            keys.append(("lost sources", path, 1))
    return SourceFacts(reason, (*keys, *_told_keys(path, problems, reason)))


def facts_of_other(file: ParsedFile) -> SourceFacts:
    """Return what is kept of a plain page, or of a file that became neither article nor page."""
    path, keys = file.path.encode(), tuple(_keys_of_file(file))
    if file.page:
        return SourceFacts("", keys)
    reason = _omission_reason(file)
    return SourceFacts(reason, (*keys, ("lost sources", path, 1), *_told_keys(path, [], reason)))


def claim_of_key(key: bytes) -> bytes:
    """Return what begins the keys of all articles with the claim of a key."""
    return b"\0".join((*key.split(b"\0")[:3], b""))


def _told_keys(path: bytes, problems: list[Problem], reason: str) -> Iterator[SourceKey]:
    if problems:
        yield "problems of others", path, codec.encode(problems)
    if reason:
        yield "omissions", path, reason


def _keys_of_article(article: Article, now: datetime) -> Iterator[SourceKey]:
    for key, tag in family_keys(article.path):
        yield "families", key, tag
    dates = (date.comes for date in dates_of_article(article))
    for time in dict.fromkeys((*times_of_change(article), *dates)):
        if time > now:
            yield "times", time_key(time, article.path), 1


def _keys_of_file(file: ParsedFile) -> Iterator[SourceKey]:
    """Yield what a source says, whatever the time is."""
    key = file.path.encode()
    references = _references(file)
    targets = (one.target for one in references if one.target.startswith(FILE_PREFIX))
    for used in dict.fromkeys(fold_path(target.removeprefix(FILE_PREFIX)) for target in targets):
        yield "file uses", join_key(used, file.path), 1
    if file.problems:
        yield "own problems", key, codec.encode(file.problems)
    if file.orphan_references:
        yield "orphan references", key, codec.encode(file.orphan_references)


def _references(file: ParsedFile) -> tuple[Reference, ...]:
    shown: Article | PlainPage | None = file.article or file.page
    own = shown.references if shown else ()
    return (*own, *file.orphan_references, *file.withheld_references)


def _omission_reason(file: ParsedFile) -> str:
    """Return why a file is left out: the problem that keeps it from being an article or a page."""
    unreadable = (item for item in file.problems if item.code in UNREADABLE_CODES)
    reason = file.obstacle or next(unreadable, file.problems[0])
    return f"{reason.message} [{reason.code}]"
