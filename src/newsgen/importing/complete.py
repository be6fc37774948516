"""A draft, and what the archive knows → a draft whose values are the archive's own words.

Nothing is taken for granted: each decision that a document does not make by itself is a note.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from newsgen.content.dates import parse_partial_moment
from newsgen.content.language_tags import language_tag
from newsgen.content.names import NameFinder
from newsgen.content.text import FORBIDDEN_CHARACTERS, one_line
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.event_days import find_event_days
from newsgen.importing.foreign_dates import UNREAD_DATE
from newsgen.importing.known_archive import KnownArchive
from newsgen.importing.text_title import without_repeated_title
from newsgen.model.article import Moment
from newsgen.model.authority import Authority
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, join_words
from newsgen.model.slug import identity
from newsgen.model.value import Value, replace

_DASHES = re.compile(r"\s+[-–—|·•:]\s+|:\s+")
_MARKS = re.compile(
    r"(?P<mark>\*\*|__|`)(?=\S)(?P<words>[^*_`]+)(?P=mark)|\[(?P<label>[^\[\]]+)\]\([^()\s]+\)"
)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")

Ask = Callable[[str, str], str]
"""Asks the editor a question about a document, named first; the answer may be empty."""


class EditorChoices(Value, frozen=True):
    """What the editor said for all documents of an import; empty where nothing was said.

    today: A date after it is still to come.
    """

    day: str = ""
    source: str = ""
    today: date = date.max


class CompleteDraft(Value, frozen=True):
    """A draft that can be written, with sentences about what was decided."""

    draft: Draft
    notes: tuple[str, ...]


class Completion:
    """Completes drafts for one archive."""

    def __init__(self, archive: KnownArchive, choices: EditorChoices, ask: Ask) -> None:
        self._archive = archive
        self._choices = choices
        self._ask = ask
        self._finder = NameFinder(archive.authorities)

    def complete(self, draft: Draft) -> CompleteDraft | Refusal:
        """Return a draft with all that an article needs, or why it cannot become one."""
        notes: list[str] = []
        draft = _one_line_values(draft)
        draft = self._with_source(draft, notes)
        if not draft.source:
            draft = replace(draft, source=one_line(self._ask(draft.origin, "Its source")))
        if not draft.title:
            draft = replace(draft, title=one_line(self._ask(draft.origin, "Its title")))
        if not draft.title:
            return Refusal(draft.origin, "it has no title: put one above the text")
        if not draft.source:
            message = f'nothing says where "{draft.title}" is from: name it with --source'
            return Refusal(draft.origin, message)
        dated = self._with_date(draft, notes)
        if isinstance(dated, Refusal):
            return dated
        draft = replace(
            dated,
            text=without_repeated_title(dated.text, dated.title),
            authors=self._names(Kind.AUTHOR, dated.authors, notes),
            language=self._language(dated.language, notes),
            entities={
                kind.value: self._names(kind, dated.entities.get(kind.value, ()), notes)
                for kind in TYPED_ENTITY_KINDS
            },
        )
        return CompleteDraft(self._with_tags(self._with_section(draft), notes), tuple(notes))

    def _with_source(self, draft: Draft, notes: list[str]) -> Draft:
        """Return a draft whose source is spelt as the archive spells it, if it knows it."""
        if self._choices.source:
            return replace(draft, source=self._source_name(self._choices.source))
        draft = self._split_title(draft, notes)
        if draft.source:
            entry = self._find_source(draft.source)
            if entry:
                return replace(draft, source=entry.name)
            parts = _DASHES.split(draft.source)
            for part in (parts[0], parts[-1]) if len(parts) > 1 else ():
                if entry := self._find_source(part):
                    notes.append(f'source: "{draft.source}" is {entry.name}')
                    return replace(draft, source=entry.name)
        if name := self._archive.source_of_host(draft.source_url):
            if draft.source and draft.source != name:
                notes.append(f'source: "{draft.source}" is {name}, as for other pages of its host')
            elif not draft.source:
                notes.append(f"source: {name}, as for other pages of its host")
            return replace(draft, source=name)
        return draft

    def _split_title(self, draft: Draft, notes: list[str]) -> Draft:
        """Return a draft without the name of its source in the title, as in `Title - Source`."""
        for match in _DASHES.finditer(draft.title):
            before, after = draft.title[: match.start()], draft.title[match.end() :]
            for title, name in ((before, after), (after, before)):
                is_same = draft.source and identity(name) == identity(draft.source)
                if title and (is_same or self._find_source(name)):
                    notes.append(f'title: "{name}" was taken off it, because it is the source')
                    return replace(draft, title=title, source=draft.source or name)
        return draft

    def _find_source(self, text: str) -> Authority | None:
        return self._archive.authorities.find(Kind.SOURCE, text)

    def _source_name(self, text: str) -> str:
        entry = self._find_source(text)
        return entry.name if entry else one_line(text)

    def _with_date(self, draft: Draft, notes: list[str]) -> Draft | Refusal:
        """Return a draft with a date, and note what says so; a refusal if nothing does."""
        event_note = self._event_note(draft)
        if self._choices.day:
            draft = replace(draft, date=self._choices.day, date_evidence="what you said")
        elif not draft.date and (match := _URL_DAY.search(draft.source_url)):
            draft = replace(draft, date="-".join(match.groups()), date_evidence="its address")
        if not draft.date:
            draft = self._with_event_date(draft)
        if not draft.date:
            answer = self._ask(draft.origin, "Its date (YYYY-MM-DD)").strip()
            draft = replace(draft, date=answer, date_evidence="what you said")
        if not draft.date:
            losses = (each for each in draft.losses if each.message.endswith(UNREAD_DATE))
            if unread := next(losses, None):
                message = f"{unread.message}: mend it there, or name the day with --date"
                return Refusal(draft.origin, message, unread.line)
            message = f'nothing says when "{draft.title}" was published: name the day with --date'
            return Refusal(draft.origin, message)
        moment = parse_partial_moment(draft.date, self._archive.zone)
        if not isinstance(moment, Moment):
            return Refusal(draft.origin, f"its date: {moment[0]}; name it with --date")
        notes.append(f"date: {draft.date}, from {draft.date_evidence}")
        notes += filter(None, (event_note,))
        if moment.day > self._choices.today:
            notes.append(f"date: {draft.date} is still to come; see whether it is right")
        if moment.day.year < 1700:
            notes.append(f"date: {draft.date} is long ago; see whether it is right")
        return draft

    def _event_note(self, draft: Draft) -> str:
        """Return what days the text names by weekday and number, in a sentence."""
        retrieved = _day(draft.retrieved)
        if not retrieved:
            return ""
        days = list(find_event_days(f"{draft.title}\n{draft.text}", retrieved))
        parts = [
            f'"{each.words}" is {each.day}{self._events(each.day)}' for each in days if each.day
        ]
        parts += [
            f'"{each.words}" is no day near {retrieved}'
            for each in days
            if not each.day and not each.words[-1].isdigit()
        ]
        return f"days in the text: {'; '.join(parts)} (read on {retrieved})" if parts else ""

    def _events(self, day: date) -> str:
        """Return the events of authority files that were on a day, in words that follow it."""
        events = [
            entry.name
            for entry in self._archive.authorities.entries
            if entry.kind is Kind.EVENT and entry.began and entry.began.span == "day"
            if entry.began.first <= day <= (entry.ended or entry.began).last
        ]
        return f", the day of {join_words(events, 'and')}" if events else ""

    def _with_event_date(self, draft: Draft) -> Draft:
        """Return a draft dated by what its text says of days, beside the day it was read."""
        retrieved = _day(draft.retrieved)
        if not retrieved:
            return draft
        days = find_event_days(f"{draft.title}\n{draft.text}", retrieved)
        event = next((each for each in days if each.day), None)
        if event is None or event.day is None:
            return draft
        if event.day <= retrieved:
            evidence = f'"{event.words}" in its text, beside the day it was read'
            return replace(draft, date=event.day.isoformat(), date_evidence=evidence)
        evidence = f'the day it was read, because "{event.words}" in its text was still to come'
        return replace(draft, date=retrieved.isoformat(), date_evidence=evidence)

    def _names(self, kind: Kind, texts: Iterable[str], notes: list[str]) -> tuple[str, ...]:
        """Return names as the archive spells them, each once."""
        by_identity: dict[str, str] = {}
        for text in texts:
            entry = self._archive.authorities.find(kind, text)
            name = entry.name if entry else one_line(text)
            other = "" if entry or not name else self._archive.spelling_of(kind, name)
            if other and identity(other) != identity(name):
                notes.append(f'{kind.value}: "{name}" is spelt "{other}", as in another article')
                name = other
            if name:
                by_identity.setdefault(identity(name), name)
        return tuple(by_identity.values())

    def _language(self, text: str, notes: list[str]) -> str:
        """Return the tag of a language; empty for the archive's own."""
        tag = language_tag(text) if text else ""
        if text and not tag:
            notes.append(f'language: "{text}" is no language; the archive\'s counts')
        return "" if tag == self._archive.config.language else tag or ""

    def _with_section(self, draft: Draft) -> Draft:
        """Return a draft whose section the archive has; another becomes a tag.

        A document of another site may have several categories: the first that is a section counts.
        """
        sections = {identity(section): section for section in self._archive.config.sections}
        if not draft.section or not sections:
            return draft
        names = (draft.section, *draft.tags)
        same = next((name for name in names if identity(name) in sections), "")
        tags = tuple(name for name in names if not same or identity(name) != identity(same))
        return replace(draft, section=sections.get(identity(same), ""), tags=tags)

    def _with_tags(self, draft: Draft, notes: list[str]) -> Draft:
        """Return a draft with tags as the archive spells them; without any, those it names."""
        tags = self._names(Kind.TAG, draft.tags, notes)
        tags = tuple(self._archive.tags.get(identity(tag), tag) for tag in tags)
        if not tags and (tags := self._tags_in_text(draft)):
            notes.append(f"tags: {', '.join(tags)}, which the archive has and the text names")
        return replace(draft, tags=tags)

    def _tags_in_text(self, draft: Draft) -> tuple[str, ...]:
        """Return the names in a text that the archive uses as tags, in the order of the text."""
        if not self._archive.tags:
            return ()
        entries = self._archive.authorities.entries
        languages = ("", self._archive.config.language)
        tags: dict[str, None] = {}
        for mention in self._finder.find_mentions(f"{draft.title}\n\n{draft.text}"):
            for spelling in entries[mention.entry_number].spellings:
                tag = self._archive.tags.get(identity(spelling.text))
                if tag and spelling.language in languages:
                    tags[tag] = None
        return tuple(tags)


def _one_line_values(draft: Draft) -> Draft:
    """Return a draft whose short texts are in one line, without what no page can show."""

    def clean(text: str) -> str:
        return one_line(FORBIDDEN_CHARACTERS.sub("", text))

    return replace(
        draft,
        title=clean(_without_marks(draft.title)),
        source=clean(draft.source),
        summary=clean(_without_marks(draft.summary)),
        section=clean(draft.section),
        series=clean(draft.series),
        tags=tuple(filter(None, map(clean, draft.tags))),
        authors=tuple(filter(None, map(clean, draft.authors))),
        text=FORBIDDEN_CHARACTERS.sub("", draft.text),
    )


def _without_marks(text: str) -> str:
    """Return a text that is shown as it is typed, without marks of emphasis, code and links."""
    return _MARKS.sub(lambda match: match["words"] or match["label"], text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
