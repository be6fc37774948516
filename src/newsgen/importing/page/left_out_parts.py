"""What of a page is no part of its article: every block with words, by its kind and first words."""

from collections.abc import Iterator

from newsgen.importing.draft import Leftover
from newsgen.importing.leftover_kinds import kind_by_names, kind_by_words
from newsgen.importing.leftovers import first_words
from newsgen.importing.markup.tree import (
    BLOCKS,
    HtmlElement,
    classes_of,
    elements,
    lines_of,
    words_of,
)
from newsgen.importing.page.article_cuts import is_unseen
from newsgen.importing.page.article_scores import link_density

_UNSEEN = frozenset(("template", "noscript", "head", "title", "svg"))
_FORM = frozenset(("form", "fieldset", "button", "select", "textarea", "input", "label"))
_SENTENCE = 80
"""Characters of a paragraph that is likely to hold sentences."""

_MOST_LINKED = 0.25
_MADE_OF_LINKS = 0.5
_SHORT = 200
"""Characters of a block that is told as one, though its names say nothing."""


def find_left_out_parts(
    body: HtmlElement, article: frozenset[HtmlElement], title: str
) -> tuple[Leftover, ...]:
    """Return the blocks with words of a page that its article lacks, in their order.

    Args:
        body: The body of the page.
        article: Those of its elements that are in the article.
        title: The headline, which is told by itself.
    """
    parts = _LeftOutParts(body, article).parts()
    unique = {(part.kind, part.text): part for part in reversed(list(parts))}
    same = "".join(filter(str.isalnum, title)).casefold()
    return tuple(
        part
        for part in reversed(unique.values())
        if "".join(filter(str.isalnum, part.text)).casefold() not in ("", same)
    )


class _LeftOutParts:
    def __init__(self, body: HtmlElement, article: frozenset[HtmlElement]) -> None:
        self._body = body
        self._article = article
        self._order = {element: number for number, element in enumerate(body.iter())}
        places = [self._order[element] for element in article if _own_text(element)]
        self._first, self._last = min(places, default=0), max(places, default=0)
        self._holders = {above for element in article for above in element.iterancestors()}
        self._paragraphs = {
            element
            for element in elements(body)
            if element.tag in BLOCKS and element not in article and _is_paragraph(element)
        }
        self._with_paragraphs = {
            above for element in self._paragraphs for above in (element, *element.iterancestors())
        }

    def parts(self) -> Iterator[Leftover]:
        return self._parts(self._body, "")

    def _parts(self, element: HtmlElement, kind: str) -> Iterator[Leftover]:
        """Yield the parts of an element that were left out. kind: that of what is around it."""
        if element.tag in _UNSEEN:
            return
        is_kept = element in self._article
        if is_kept or element in self._holders:
            kind = ""
        else:
            kind = _kind_of(element) or kind
            if self._is_one(element, kind):
                yield from self._block(element, kind)
                return
        if not is_kept:
            yield from self._part(element, kind, [_own_text(element)])
        for child in element:
            yield from self._parts(child, kind)

    def _is_one(self, element: HtmlElement, kind: str) -> bool:
        """Return whether an element without a part of the article is told as one block."""
        if element in self._paragraphs or not any(
            child.tag in BLOCKS for child in element.iterdescendants()
        ):
            return True
        if kind:
            return True
        if element in self._with_paragraphs:
            return False
        return len(words_of(element)) < _SHORT or _is_made_of_links(element)

    def _block(self, element: HtmlElement, kind: str) -> Iterator[Leftover]:
        """Yield a block, and each paragraph in it: it may have been meant for the article."""
        yield from self._part(element, kind, lines_of(element))
        for paragraph in elements(element) if element in self._with_paragraphs else ():
            if paragraph in self._paragraphs:
                yield from self._part(paragraph, kind, lines_of(paragraph))

    def _part(self, element: HtmlElement, kind: str, lines: list[str]) -> Iterator[Leftover]:
        text = " ".join(lines)
        if not text.strip():
            return
        kind = kind or kind_by_words(lines[0])
        if not kind:
            kind = "navigation" if _is_made_of_links(element) else "other"
        is_within = self._first < self._order[element] < self._last
        is_within = is_within or element.getparent() in self._article
        is_like_text = kind == "other" and element in self._paragraphs
        yield Leftover(kind, first_words(text), is_near=is_within or is_like_text)


def _own_text(element: HtmlElement) -> str:
    """Return the text of an element that is not that of elements in it."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(" ".join(texts).split())


def _kind_of(element: HtmlElement) -> str:
    kind = kind_by_names(str(element.tag), element.get("role") or "", classes_of(element))
    if not kind and is_unseen(element):
        kind = "hidden"
    return kind or ("form" if element.tag in _FORM else "")


def _is_paragraph(element: HtmlElement) -> bool:
    if any(child.tag in BLOCKS for child in element.iterdescendants()):
        return False
    return len(words_of(element)) >= _SENTENCE and link_density(element) < _MOST_LINKED


def _is_made_of_links(element: HtmlElement) -> bool:
    return link_density(element) > _MADE_OF_LINKS
