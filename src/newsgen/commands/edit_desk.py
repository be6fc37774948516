"""The desk of a preview: finds the files behind pages, and reads and writes their front matter."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from newsgen.archive.questions import ArchiveQuestions
from newsgen.commands.article_form import (
    NameCompletion,
    changed_front_matter,
    form_fields,
    new_problems,
)
from newsgen.commands.import_articles import import_articles
from newsgen.commands.import_result import ImportRequest
from newsgen.content.text import decode_text
from newsgen.importing.complete import EditorChoices
from newsgen.importing.document import FileInput
from newsgen.importing.leftovers import describe_leftovers
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.digest import digest
from newsgen.model.editor_address import editor_address
from newsgen.model.kind import KIND_BY_KEY
from newsgen.model.period import Period
from newsgen.model.problem import Location, Problem, errors_in
from newsgen.model.progress import ignore_progress
from newsgen.model.value import replace
from newsgen.pages.cards import article_address
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.editor_files import overwrite, read_existing

_DATE = re.compile(r"/(\d{4})/(?:(\d\d)/)?(?:(\d\d)/)?")
"""The date in the address of an article."""


class EditDesk:
    """Works on the files of one archive. request: as the preview builds it."""

    def __init__(self, request: BuildRequest) -> None:
        self._request = replace(request, workers=1)

    def source_of(self, address: str) -> dict[str, Any]:
        """Return the file behind an address, and how an editor program opens it.

        The file of a name is its authority file. A page of a list has none: the answer is empty.
        """
        with self._parsed() as parsed:
            location = _location_of_page(parsed.questions(), address)
            if location is None:
                return {}
            return {
                "path": location.path,
                "editor": self._editor_address(parsed.site.config, location),
                "has_form": location.path.startswith("articles/"),
            }

    def read_form(self, path: str) -> dict[str, Any]:
        """Return the keys of a file with their values and what may stand there."""
        data = self._read(path)
        text, problems = decode_text(data, path)
        if text is None:
            raise CommandError(str(problems[0]))
        with self._parsed() as parsed:
            questions, site = parsed.questions(), parsed.site
            article = questions.article(path)
            names = NameCompletion(questions, site.context.authorities, site.config.sections)
            return {
                "path": path,
                "address": article_address(article) if article else "",
                "editor": self._editor_address(site.config, Location(path, 1, 1)),
                "digest": digest(data.hex()),
                "fields": form_fields(text, path, names),
            }

    def save_form(self, path: str, digest_: str, values: dict[str, Any]) -> dict[str, Any]:
        """Write changed values into the file, unless it is another by now, or they are wrong."""
        data = self._read(path)
        if digest(data.hex()) != digest_:
            raise CommandError(f"{path} was changed meanwhile: load this page again")
        content = changed_front_matter(data, path, values)
        with self._parsed() as parsed:
            site = parsed.site
        problems = new_problems(data, content, path, site.context, site.config)
        if errors := errors_in(problems):
            raise CommandError("Not saved. " + " ".join(map(_sentence, errors)))
        overwrite(self._request.site / path, content)
        return {
            "digest": digest(content.hex()),
            "changed": sorted(values),
            "warnings": list(map(_sentence, problems)),
        }

    def import_text(self, text: str, options: dict[str, str]) -> dict[str, Any]:
        """Make an article of a text that was pasted, or say what is missing."""
        request = ImportRequest(
            self._request,
            (FileInput("", "the text"),),
            text.encode("utf-8", "replace"),
            EditorChoices(options.get("date", ""), options.get("source", "")),
            retrieved=_day(options.get("retrieved", "")),
            url=options.get("url", ""),
        )
        result = import_articles(request, ignore_progress, lambda _origin, _question: "")
        for refusal in result.refusals:
            message = refusal.message.replace("with --date", "under Date")
            raise CommandError(message.replace("with --source", "under Source"))
        for known in result.known_documents:
            raise CommandError(f"the archive has it: {known.path}, because {known.reason}")
        (article,) = result.articles[:1] or (None,)
        if article is None:
            raise CommandError(result.failure or "there is no text in it")
        names = (f"{kind}: {', '.join(each)}" for kind, each in article.names.items())
        left_out = describe_leftovers(article.draft.leftovers, is_short=True)
        lost = (f"lost: {loss.message}" for loss in article.draft.losses)
        notes = [*article.notes, *left_out, *lost, *names, *map(str, result.problems)]
        return {"path": article.path, "title": article.draft.title, "notes": notes}

    @contextmanager
    def _parsed(self) -> Iterator[ParsedSite]:
        with open_session(self._request, Stopwatch(), ignore_progress, persistent=False) as session:
            parsed = parse_site(self._request, scan_site(self._request.site), session)
            if not isinstance(parsed, ParsedSite):
                raise CommandError("the archive cannot be read: see what the preview says")
            yield parsed

    def _read(self, path: str) -> bytes:
        """Return the content of an article's file; raise CommandError for any other."""
        listing = scan_site(self._request.site).site_listing
        if not listing.has_file(path) or not path.startswith("articles/"):
            raise CommandError(f"{path} is no article of the archive")
        return read_existing(self._request.site, (path,))[path]

    def _editor_address(self, config: Config, location: Location) -> str:
        file = str((self._request.site / location.path).resolve())
        return editor_address(config.editor, file, location.line)


def _location_of_page(questions: ArchiveQuestions, address: str) -> Location | None:
    """Return where the article, the plain page or the name is written that a page is about."""
    for day in _first_days(address):
        for article in questions.articles(day):
            if article_address(article) == address:
                return Location(article.path, 1, 1)
    for page in questions.plain_pages():
        if page.address == address:
            return Location(page.path, 1, 1)
    kind, _, slug = address.strip("/").partition("/")
    term = questions.term_at(KIND_BY_KEY[kind], slug) if kind in KIND_BY_KEY else None
    return term.authority.location if term and term.authority else None


def _first_days(address: str) -> Iterator[Period]:
    """Yield the days on which an article stands that has an address: the first of its period."""
    if found := _DATE.search(address):
        year, month, day = found.groups()
        for parts in {(year, "01", "01"), (year, month or "01", "01"), (year, month, day)}:
            with suppress(TypeError, ValueError):
                yield Period(date(*map(int, parts)), "day")


def _sentence(problem: Problem) -> str:
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{problem.message}{hint} [{problem.code}]."


def _day(text: str) -> str:
    if text:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise CommandError(f'"{text}" is no day: write it as in 2022-09-14') from None
    return text
