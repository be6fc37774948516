"""Complete drafts → files of articles: their paths, ids, links to each other and attachments."""

import posixpath
import re
from collections.abc import Callable, Container, Mapping
from datetime import tzinfo
from html import unescape
from urllib.parse import unquote

from newsgen.content.dates import parse_partial_moment
from newsgen.content.front_matter.write_front_matter import write_front_matter
from newsgen.content.markdown.anchors import fragment_id
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.link_targets import LinkTarget, resolve_target
from newsgen.content.new_article import article_id, article_path, title_slug
from newsgen.content.yaml.yaml_data import YamlValue
from newsgen.importing.attached_files import AttachedFiles, PlacedFile, file_name
from newsgen.importing.draft import DRAFT_LINK, Attachment, Draft, DraftPicture
from newsgen.importing.known_archive import KnownArchive
from newsgen.importing.markdown_links import exchange_links, replace_outside_code
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.wrong_aliases import without_wrong_aliases
from newsgen.model.article import Moment
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.model.slug import invalid_slug_reason
from newsgen.model.value import Value, replace

_ADDRESS = re.compile(r"<https?://[^<>\s`]+>")


class PlacedArticle(Value, frozen=True):
    """An article's file, not yet written.

    Attributes:
        path: In the archive.
        draft: With what was lost of it on the way.
        values: Its front matter, by key; empty ones are left out of the file.
        text: What stands below it.
        files: Those that it brings along and that the archive lacks.
    """

    path: str
    draft: Draft
    values: Mapping[str, YamlValue]
    text: str
    files: tuple[PlacedFile, ...] = ()

    @property
    def content(self) -> str:
        """The whole file."""
        return f"---\n{write_front_matter(self.values)}---\n\n{self.text}\n"


class Placement:
    """Gives drafts their places, and writes their texts when all places are known.

    Args:
        publish: Whether articles are published; else they are drafts.
        with_pictures: Whether pictures that are not the site's own are brought along.
        is_there: As for `AttachedFiles`.

    Attributes:
        files: Those that articles bring along.
    """

    def __init__(
        self,
        archive: KnownArchive,
        *,
        publish: bool,
        with_pictures: bool,
        is_there: Callable[[str, Attachment], bool] = lambda _path, _attachment: False,
    ) -> None:
        self._archive = archive
        self._publish = publish
        self._path_by_key: dict[str, str] = {}
        self._path_by_id: dict[str, str] = {}
        self.files = AttachedFiles(archive.paths, with_pictures=with_pictures, is_there=is_there)

    def reserve(self, draft: Draft) -> tuple[str, str, tuple[str, ...]]:
        """Return the path and id of a draft, which has a date, and notes; nobody else gets them."""
        period = _period(draft.date, self._archive.zone)
        slug = draft.slug
        notes = []
        if not slug or invalid_slug_reason(slug):
            if slug:
                notes.append(
                    f'slug: "{slug}" {invalid_slug_reason(slug)}; it is made from the title'
                )
            slug = title_slug(draft.title, self._archive.config.slugs)
        language = draft.language.lower()
        if language and (draft.translation_of or self._is_taken(article_path(period, slug))):
            slug = f"{slug.removesuffix(f'-{language}')}-{language}"
        number, path = 1, article_path(period, slug)
        while self._is_taken(path):
            number += 1
            path = article_path(period, f"{slug}-{number}")
        if number > 1:
            slug = f"{slug}-{number}"
            notes.append("another article has its day and title, so a number was added")
        aliases = tuple(alias for alias in draft.aliases if not self._archive.path_of_alias(alias))
        for alias in set(draft.aliases).difference(aliases):
            other = self._archive.path_of_alias(alias)
            notes.append(f"the old address {alias} is that of {other}, too; it leads there")
        self._archive.add(path, draft.source_url, aliases, draft.source)
        for key in draft.keys:
            self._path_by_key.setdefault(key, path)
        identifier = draft.id or article_id(period, slug)
        self._path_by_id.setdefault(identifier.casefold(), path)
        return path, identifier, tuple(notes)

    def add_known(self, draft: Draft, path: str) -> None:
        """Let links to a draft lead to an article that the archive has already."""
        for key in draft.keys:
            self._path_by_key.setdefault(key, path)

    def _is_taken(self, path: str) -> bool:
        return path.casefold() in self._archive.paths or self._archive.has_address(path)

    def place(
        self, draft: Draft, path: str, identifier: str, shown_names: Container[str] = ()
    ) -> PlacedArticle:
        """Return the file of a draft. All drafts that it may link to have their places by now.

        Args:
            identifier: The permanent id.
            shown_names: The names of files beside the article that it shows already.
        """
        files: dict[str, PlacedFile] = {}
        losses = LossCounter()
        exchange = _Exchange(self, draft, path, shown_names, files, losses)
        text = exchange_links(draft.text, exchange)
        text = replace_outside_code(_ADDRESS, text, _as_code_if_wrong)
        images = tuple(
            _picture_value(image, src)
            for image in draft.images
            if (src := exchange(image.src, True)) is not None
        )
        draft = without_wrong_aliases(
            draft, path, self._path_by_id, self._archive.page_addresses, losses
        )
        values = self._values(draft, path, identifier, images)
        draft = replace(draft, losses=(*draft.losses, *losses.losses()))
        return PlacedArticle(path, draft, values, text.strip(), tuple(files.values()))

    def path_of_key(self, key: str) -> str:
        """Return the path of the draft with a key; empty if there is none."""
        return self._path_by_key.get(key, "")

    def _values(
        self, draft: Draft, path: str, identifier: str, images: tuple[Mapping[str, str], ...]
    ) -> dict[str, YamlValue]:
        """Return the front matter of a draft."""
        own = "/" + identifier.strip("/")
        aliases = tuple(
            alias
            for alias in dict.fromkeys(draft.aliases)
            if self._archive.path_of_alias(alias) == path and alias.strip("/") != own.strip("/")
        )
        original = self._path_by_key.get(draft.translation_of, "").removeprefix("articles/")
        is_draft = draft.is_draft or not self._publish
        return {
            "title": draft.title,
            "source": draft.source,
            "date": draft.date,
            "id": identifier,
            "authors": draft.authors,
            "section": draft.section,
            "series": draft.series,
            "tags": draft.tags,
            "entities": {kind: names for kind, names in draft.entities.items() if names},
            "summary": draft.summary,
            "language": draft.language,
            "updated": draft.updated,
            "image": images[0] if images else "",
            "images": images[1:],
            "source_url": draft.source_url,
            "archived_url": draft.archived_url,
            "dateline": draft.dateline,
            "rights": draft.rights,
            "retrieved": draft.retrieved,
            "embargo": draft.embargo,
            "expires": draft.expires,
            "translation_of": original,
            "aliases": aliases,
            "status": "draft" if is_draft else "",
        }


class _Exchange:
    """Exchanges the destinations of one draft."""

    def __init__(
        self,
        placement: Placement,
        draft: Draft,
        path: str,
        shown_names: Container[str],
        files: dict[str, PlacedFile],
        losses: LossCounter,
    ) -> None:
        self._placement = placement
        self._path = path
        self._shown_names = shown_names
        self._files = files
        self._losses = losses
        self._attachments = {each.reference: each for each in draft.attachments}
        self._old_addresses = draft.old_addresses
        self._anchors = _anchors(draft.text) if "](#" in draft.text else frozenset()

    def __call__(self, old: str, is_picture: bool) -> str | None:
        if old.startswith("#"):
            return old if fragment_id(unquote(old[1:])) in self._anchors else None
        if old.startswith(DRAFT_LINK):
            key, mark, fragment = unquote(old.removeprefix(DRAFT_LINK)).partition("#")
            target = self._placement.path_of_key(key)
            if not target and key in self._old_addresses:
                return f"{self._old_addresses[key]}{mark}{fragment}"
            if not target:
                self._losses.add(f"the link to {key} leads to nothing that was imported", key)
                return None
            folder = posixpath.dirname(self._path)
            return f"{posixpath.relpath(target, folder)}{mark}{fragment}"
        attachment = self._attachments.get(old)
        if attachment is None:
            if reason := _wrong_address(old):
                self._losses.add(f"the address {old} leads nowhere: it {reason}", old)
                return None
            return old
        path = self._placement.files.path_of(self._path, attachment)
        if self._placement.files.is_new(path):
            self._files[path] = PlacedFile(path, attachment)
        if path:
            return posixpath.basename(path)
        if (name := file_name(attachment.name)) in self._shown_names:
            return name
        if attachment.url:
            return attachment.url
        what = "picture" if is_picture else "file"
        name = attachment.name
        self._losses.add(f"the {what} {name} was left out: --pictures brings it along", name)
        return None


def _wrong_address(address: str) -> str:
    """Return why a whole address leads nowhere; empty if it may lead somewhere."""
    if not address.startswith(("http://", "https://")):
        return ""
    target = resolve_target(address, Location("", 1, 1))
    return "" if isinstance(target, LinkTarget) else target.message.partition("nowhere: it ")[2]


def _as_code_if_wrong(match: re.Match[str]) -> str:
    address = match[0][1:-1]
    return f"`{address}`" if _wrong_address(address) else match[0]


def _anchors(markdown: str) -> frozenset[str]:
    """Return the places of a text that its links can lead to."""
    body = convert_markdown(markdown, Location("", 1, 1), "/")
    return frozenset(map(unescape, re.findall(r'\bid="([^"]+)"', body.html)))


def _picture_value(picture: DraftPicture, src: str) -> dict[str, str]:
    return {
        "src": src,
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
    }


def _period(text: str, zone: tzinfo) -> Period:
    moment = parse_partial_moment(text, zone)
    if not isinstance(moment, Moment):
        raise ValueError(text)
    return moment.calendar_date
