"""Where the article of a page is: each paragraph speaks for the elements around it.

The weights are those of Mozilla's Readability, which browsers use for their reading view.
"""

import re

from newsgen.importing.markup.tree import BLOCKS, HtmlElement, elements, words_of

_GOOD = re.compile(
    r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story"
)
_BAD = re.compile(
    r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead"
    r"|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping"
    r"|tags|widget"
)
_FIRST = {
    **dict.fromkeys(("div",), 5),
    **dict.fromkeys(("pre", "td", "blockquote"), 3),
    **dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form"), -3),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "th"), -5),
}
_PARAGRAPHS = ("p", "td", "pre", "section", "h2", "h3", "h4", "h5", "h6", "div")
COMMAS = re.compile("[,،﹐︐︑⹁⸴⸲，、]")
_SHORTEST = 25
_LEVELS = 5
_CANDIDATES = 5
_ALIKE = 0.75
"""How much of the best score other elements have that speak for an element around them."""
_FEWEST_ALIKE = 3


def class_weight(element: HtmlElement) -> int:
    """Return how much the names that a page gives an element speak for it."""
    weight = 0
    for name in (element.get("class") or "", element.get("id") or ""):
        if name:
            weight -= 25 if _BAD.search(name.casefold()) else 0
            weight += 25 if _GOOD.search(name.casefold()) else 0
    return weight


def link_density(element: HtmlElement) -> float:
    """Return which part of the text of an element is in links; those to places count less."""
    length = len(words_of(element))
    if not length:
        return 0.0
    total = 0.0
    for link in elements(element, "a"):
        factor = 0.3 if (link.get("href") or "").startswith("#") else 1.0
        total += len(words_of(link)) * factor
    return total / length


class ArticleScores:
    """The scores of the elements of a page."""

    def __init__(self, body: HtmlElement) -> None:
        self._body = body
        self.scores: dict[HtmlElement, float] = {}
        for paragraph in elements(body, *_PARAGRAPHS):
            if paragraph.tag == "div" and _has_block(paragraph):
                continue
            self._count(paragraph)
        for element in list(self.scores):
            self.scores[element] *= 1 - link_density(element)

    def best(self) -> HtmlElement:
        """Return the element that holds the article, perhaps with others beside it."""
        ranks = sorted(self.scores, key=lambda each: -self.scores[each])[:_CANDIDATES]
        if not ranks:
            return self._body
        best = self._common(ranks)
        return self._climb(best)

    def siblings(self, best: HtmlElement) -> list[HtmlElement]:
        """Return an element and those beside it that belong to the same article, in order."""
        parent = best.getparent()
        if parent is None or best.tag == "body":
            return [best]
        threshold = max(10.0, self.scores.get(best, 0) * 0.2)
        same = best.get("class") or ""
        chosen = []
        for sibling in parent:
            bonus = self.scores.get(best, 0) * 0.2 if same and sibling.get("class") == same else 0
            if sibling is best or (
                sibling in self.scores and self.scores[sibling] + bonus >= threshold
            ):
                chosen.append(sibling)
            elif sibling.tag == "p":
                words, density = words_of(sibling), link_density(sibling)
                is_long = len(words) > 80 and density < 0.25
                is_sentence = 0 < len(words) < 80 and density == 0 and re.search(r"\.( |$)", words)
                if is_long or is_sentence:
                    chosen.append(sibling)
        return chosen

    def _count(self, paragraph: HtmlElement) -> None:
        words = words_of(paragraph)
        if len(words) < _SHORTEST:
            return
        frame = paragraph.getparent()
        while frame is not None and frame.tag == "div" and _holds_only(frame, paragraph):
            paragraph, frame = frame, frame.getparent()
        score = 2 + len(COMMAS.findall(words)) + min(len(words) // 100, 3)
        for level, above in enumerate(paragraph.iterancestors()):
            if level >= _LEVELS or above.tag == "html":
                return
            if above not in self.scores:
                first = _FIRST.get(str(above.tag), 0)
                self.scores[above] = first + class_weight(above)
            self.scores[above] += score / (1 if level == 0 else 2 if level == 1 else level * 3)

    def _common(self, ranks: list[HtmlElement]) -> HtmlElement:
        """Return the element around several that are about as good; else the best."""
        best = ranks[0]
        alike = [
            set(each.iterancestors())
            for each in ranks[1:]
            if self.scores[each] >= _ALIKE * self.scores[best]
        ]
        if len(alike) >= _FEWEST_ALIKE:
            for above in best.iterancestors():
                if above.tag == "body":
                    break
                if sum(above in each for each in alike) >= _FEWEST_ALIKE:
                    return above
        return best

    def _climb(self, best: HtmlElement) -> HtmlElement:
        """Return an element above that scores more, or of which this is the only child."""
        last = self.scores.get(best, 0.0)
        threshold = last / 3
        for above in best.iterancestors():
            if above.tag == "body":
                break
            if above not in self.scores:
                continue
            if self.scores[above] < threshold:
                break
            if self.scores[above] > last:
                best = above
                break
            last = self.scores[above]
        parent = best.getparent()
        while parent is not None and parent.tag not in ("body", "html") and len(parent) == 1:
            best, parent = parent, parent.getparent()
        return best


def _holds_only(frame: HtmlElement, paragraph: HtmlElement) -> bool:
    texts = (frame.text or "") + (paragraph.tail or "")
    return len(frame) == 1 and not texts.strip() and link_density(frame) < 0.25


def _has_block(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS and child.tag != "br" for child in element.iterdescendants())
