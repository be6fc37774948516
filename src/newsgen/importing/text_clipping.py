"""Plain texts as copied from a page: a title, perhaps who wrote it and when, and the text."""

import re

from newsgen.importing.date_line import read_date_line
from newsgen.importing.decode import decode_foreign_text
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Loss, Reading, Refusal
from newsgen.importing.leftovers import without_leftovers
from newsgen.importing.plain_to_markdown import markdown_of_text
from newsgen.model.value import replace

_MAX_TITLE = 250
"""Characters of the longest line that may be a title."""

_HEAD_LINES = 8
"""Lines with words below the title that may say what the text is."""

_LABELS = {
    "source_url": "url link address adresse lien enlace ссылка 链接 網址 网址 retrieved.from",
    "source": "source quelle fuente источник 来源 來源 publication newspaper",
    "authors": "by author authors byline von autor par auteur por автор авторы 作者 记者 記者",
    "date": "date published posted datum veröffentlicht publié.le publicado fecha дата 日期 时间",
    "retrieved": "retrieved accessed abgerufen consulté.le consultado",
    "title": "title headline titel titre título заголовок 标题 標題",
}
_KEY_BY_LABEL = {label: key for key, words in _LABELS.items() for label in words.split()}
_LABEL = re.compile(rf"(?P<label>{'|'.join(_KEY_BY_LABEL)})\s?[:：]\s*(?P<value>.+)", re.I)
_BYLINE = re.compile(
    r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|BY)\s+(?P<names>[A-ZÀ-Þ][^:;!?]{2,80}(?<!\w\w\.))"
)
_URL = re.compile(r"<?(https?://\S+?)>?")
_AND = re.compile(r"\s*(?:,|;| and | und | et | y | и |、)\s*")


def read_text_clipping(
    document: Document, content: bytes, settings: ImportSettings
) -> tuple[Reading, ...]:
    """Return the draft of a text. Dates in words are left to who knows when it was read."""
    decoded = decode_foreign_text(content)
    losses = (Loss(decoded.note),) if decoded.note else ()
    lines = decoded.text.split("\n")
    head, start = _read_head(lines, settings.language)
    text, leftovers = without_leftovers(markdown_of_text("\n".join(lines[start:])))
    if not text:
        what = "there is a title and no text" if head.title else "there is no text in it"
        return (Refusal(document.origin, f"{what}: put the text of the article below its title"),)
    title, bar, source = head.title.rpartition(" | ")
    if not bar:
        title, source = head.title, ""
    return (
        replace(
            head,
            origin=document.origin,
            title=" ".join(title.split()),
            source=head.source or source.strip(),
            text=text,
            source_url=settings.url or head.source_url,
            retrieved=settings.retrieved or head.retrieved,
            leftovers=leftovers,
            losses=losses,
        ),
    )


def _read_head(lines: list[str], language: str) -> tuple[Draft, int]:
    """Return what the lines above the text say, and the number of the first line of the text."""
    draft = Draft("")
    count = 0
    for number, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        updated = _with_line(draft, words, language)
        if updated is None and not draft.title and len(words) <= _MAX_TITLE:
            updated = replace(draft, title=words)
        if updated is None or count > _HEAD_LINES:
            return draft, number
        draft, count = updated, count + 1
    return draft, len(lines)


def _with_line(draft: Draft, line: str, language: str) -> Draft | None:
    """Return a draft with what a line above its text says; None for a line that says nothing."""
    if url := _URL.fullmatch(line):
        return replace(draft, source_url=url[1])
    if len(line) > _MAX_TITLE:
        return None
    if match := _LABEL.fullmatch(line):
        return _with_label(draft, _key(match["label"]), match["value"].strip(), language)
    if not draft.title:
        return None
    if match := _BYLINE.fullmatch(line):
        return replace(draft, authors=_names(match["names"]))
    if day := read_date_line(line, language):
        return replace(draft, date=day, date_evidence=f'the line "{line}" above the text')
    return None


def _key(label: str) -> str:
    return _KEY_BY_LABEL[re.sub(r"\s", ".", label.casefold())]


def _with_label(draft: Draft, key: str, value: str, language: str) -> Draft | None:
    if key == "source_url":
        url = _URL.fullmatch(value)
        return replace(draft, source_url=url[1]) if url else None
    if key == "authors":
        return replace(draft, authors=_names(value))
    if key == "source":
        return replace(draft, source=value)
    if key == "title":
        return replace(draft, title=value)
    day = read_date_line(value, language)
    if key == "retrieved":
        return replace(draft, retrieved=day[:10]) if day else None
    evidence = f'the line with the date "{value}" above the text'
    return replace(draft, date=day, date_evidence=evidence) if day else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, _AND.split(text)))))
