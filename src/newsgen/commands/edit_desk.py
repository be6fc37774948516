"""The desk of a preview: finds the files behind pages, and reads and writes their front matter."""

from datetime import date
from typing import Any

from newsgen.archive.archive import Archive
from newsgen.commands.article_form import changed_front_matter, form_fields
from newsgen.commands.import_articles import import_articles
from newsgen.commands.import_result import ImportRequest
from newsgen.content.text import decode_text
from newsgen.importing.complete import EditorChoices
from newsgen.importing.document import FileInput
from newsgen.model.command_error import CommandError
from newsgen.model.digest import digest
from newsgen.model.editor_address import editor_address
from newsgen.model.progress import ignore_progress
from newsgen.model.value import replace
from newsgen.pages.cards import article_address
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.run_with_retries import open_session
from newsgen.pipeline.scan import scan_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.editor_files import overwrite, read_existing


class EditDesk:
    """Works on the files of one archive. request: as the preview builds it."""

    def __init__(self, request: BuildRequest) -> None:
        self._request = replace(request, workers=1)

    def source_of(self, address: str) -> dict[str, Any]:
        """Return the file behind an address, and how an editor program opens it."""
        parsed = self._parse()
        path = next((path for path, page in _pages(parsed.archive) if page == address), "")
        if not path:
            raise CommandError("this page has no file of its own: it lists articles")
        file = str((self._request.site / path).resolve())
        return {
            "path": path,
            "editor": editor_address(parsed.site.config.editor, file),
            "has_form": path.startswith("articles/"),
        }

    def read_form(self, path: str) -> dict[str, Any]:
        """Return the keys of a file with their values and what may stand there."""
        parsed = self._parse()
        data = self._read(path)
        text, problems = decode_text(data, path)
        if text is None:
            raise CommandError(str(problems[0]))
        fields = form_fields(text, path, parsed.archive, parsed.site.config)
        return {"path": path, "digest": digest(data.hex()), "fields": fields}

    def save_form(self, path: str, digest_: str, values: dict[str, Any]) -> dict[str, Any]:
        """Write changed values into the file, unless it is another by now."""
        data = self._read(path)
        if digest(data.hex()) != digest_:
            raise CommandError(f"{path} was changed meanwhile: load this page again")
        content = changed_front_matter(data, path, values)
        overwrite(self._request.site / path, content)
        return {"digest": digest(content.hex()), "changed": sorted(values)}

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
            raise CommandError(refusal.message)
        for known in result.known_documents:
            raise CommandError(f"the archive has it: {known.path}, because {known.reason}")
        (article,) = result.articles[:1] or (None,)
        if article is None:
            raise CommandError(result.failure or "there is no text in it")
        names = (f"{kind}: {', '.join(each)}" for kind, each in article.names.items())
        left_out = (f"left out: {line}" for line in article.draft.leftovers)
        lost = (f"lost: {loss.message}" for loss in article.draft.losses)
        notes = [*article.notes, *left_out, *lost, *names, *map(str, result.problems)]
        return {"path": article.path, "title": article.draft.title, "notes": notes}

    def _parse(self) -> ParsedSite:
        with open_session(self._request, Stopwatch(), ignore_progress, persistent=False) as session:
            parsed = parse_site(self._request, scan_site(self._request.site), session)
        if not isinstance(parsed, ParsedSite):
            raise CommandError("the archive cannot be read: see what the preview says")
        return parsed

    def _read(self, path: str) -> bytes:
        """Return the content of an article's file; raise CommandError for any other."""
        known_paths = scan_site(self._request.site).site_listing.files
        if path not in known_paths or not path.startswith("articles/"):
            raise CommandError(f"{path} is no article of the archive")
        return read_existing(self._request.site, (path,))[path]


def _pages(archive: Archive) -> list[tuple[str, str]]:
    """Return the path and the address of every article and plain page."""
    pages = [(path, article_address(each)) for path, each in archive.articles_by_path.items()]
    return pages + [(page.path, page.address) for page in archive.plain_pages]


def _day(text: str) -> str:
    if text:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise CommandError(f'"{text}" is no day: write it as in 2022-09-14') from None
    return text
