"""Takes out of a page, and of its article, what is no part of the article."""

import re

from newsgen.importing.markup.tree import (
    HEADINGS,
    HtmlElement,
    classes_of,
    drop,
    elements,
    words_of,
)
from newsgen.importing.page.article_scores import COMMAS, class_weight, link_density

_UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr"
    r"|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor"
    r"|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote|newsletter|cookie|paywall"
)
_LIKELY = re.compile(r"and|article|body|column|content|main|shadow")
_ROLES = frozenset(
    ("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "search")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)")
_VIDEO = re.compile(
    r"//(?:www\.)?(?:dailymotion|youtube|youtube-nocookie|player\.vimeo|v\.qq|bilibili|twitch"
    r"|archive|upload\.wikimedia)\."
)
_CONTROLS = (
    *("link", "nav", "button", "select", "textarea"),
    *("amp-ad", "amp-sticky-ad", "amp-embed", "amp-social-share", "amp-analytics"),
    *("amp-consent", "amp-user-notification"),
)
_PLAYER = re.compile(r"(?:^|\s)(?:vjs|jw|plyr_|mejs_?|ytp|bmpui|shaka)-?_?\w")
"""What players of videos name the parts that they are made of."""

_MEDIA = ("video", "audio", "iframe", "object", "embed", "source", "img", "p")
_SHARE_LENGTH = 500


def cut_scripts(root: HtmlElement) -> None:
    """Take out of a page what is no text, though it is written as one."""
    for element in elements(root, "script", "style", "template"):
        drop(element)


def cut_page(body: HtmlElement, is_strict: bool) -> None:
    """Take out what no reader sees, and if strict what is no article by its names."""
    for element in elements(body):
        if element.getparent() is not None and (
            element.tag in _CONTROLS or is_unseen(element) or (is_strict and _is_unlikely(element))
        ):
            drop(element)


def is_unseen(element: HtmlElement) -> bool:
    """Return whether no reader sees an element."""
    if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    is_aside = element.get("aria-hidden") == "true" and "fallback-image" not in classes_of(element)
    return is_aside and element.tag not in ("math", "svg", "img")


def _is_unlikely(element: HtmlElement) -> bool:
    if element.get("role") in _ROLES:
        return True
    if element.tag in ("body", "a", "html", "article", "main"):
        return False
    names = classes_of(element)
    return bool(
        _UNLIKELY.search(names)
        and not _LIKELY.search(names)
        and next(element.iterancestors("table", "code"), None) is None
    )


def cut_article(article: HtmlElement) -> None:
    """Take out of an article what is none of it, by its kind and its text."""
    for element in elements(article, "object", "embed", "footer", "aside", "iframe", "input"):
        is_embed = element.tag in ("object", "embed", "iframe")
        if not (is_embed and _is_video(element)):
            drop(element)
    for element in elements(article):
        if _is_of_player(element):
            drop(element)
            continue
        is_share = element.getparent() is not None and _SHARE.search(classes_of(element))
        if is_share and len(words_of(element)) < _SHARE_LENGTH:
            drop(element)
    for tags in (("form", "fieldset"), ("table",), ("ul",), ("div",)):
        for element in reversed(elements(article, *tags)):
            if element.getparent() is not None and _is_no_text(element):
                drop(element)
    for heading in elements(article, "h1", "h2"):
        if class_weight(heading) < 0:
            drop(heading)


def _is_of_player(element: HtmlElement) -> bool:
    """Return whether an element is a menu or a button of a player, and not what it plays."""
    if element.tag in _MEDIA or not _PLAYER.search(classes_of(element)):
        return False
    return not elements(element, *_MEDIA)


def _is_video(element: HtmlElement) -> bool:
    return bool(_VIDEO.search(" ".join(str(value) for value in element.attrib.values())))


def is_data_table(table: HtmlElement) -> bool:
    """Return whether a table holds data, and does not lay out a page."""
    if table.get("role") == "presentation" or table.get("datatable") == "0":
        return False
    if table.get("summary") or elements(
        table, "caption", "col", "colgroup", "tfoot", "thead", "th"
    ):
        return True
    if elements(table, "table"):
        return False
    rows = elements(table, "tr")
    columns = max((len(row) for row in rows), default=0)
    if columns <= 1 or len(rows) <= 1:
        return False
    return len(rows) >= 10 or columns > 4 or len(rows) * columns > 10


def _is_no_text(element: HtmlElement) -> bool:
    """Return whether an element has links, pictures and controls rather than sentences."""
    is_list = element.tag in ("ul", "ol")
    words = words_of(element)
    if not is_list:
        in_lists = sum(len(words_of(each)) for each in elements(element, "ul", "ol"))
        is_list = bool(words) and in_lists / len(words) > 0.9
    if element.tag == "table" and is_data_table(element):
        return False
    if any(is_data_table(table) for table in element.iterancestors("table")):
        return False
    if next(element.iterancestors("code", "pre"), None) is not None:
        return False
    if any(is_data_table(table) for table in elements(element, "table")):
        return False
    weight = class_weight(element)
    if weight < 0:
        return True
    if len(COMMAS.findall(words)) >= 10:
        return False
    count = {tag: len(elements(element, tag)) for tag in ("p", "img", "li", "input")}
    headings = sum(len(words_of(each)) for each in elements(element, *HEADINGS))
    heading_density = headings / len(words) if words else 0.0
    embeds = elements(element, "object", "embed", "iframe")
    if any(map(_is_video, embeds)) or elements(element, "video", "audio"):
        return False
    density = link_density(element)
    texts = sum(
        len(words_of(each))
        for each in elements(
            element,
            "span",
            "li",
            "td",
            "blockquote",
            "dl",
            "div",
            "img",
            "ol",
            "p",
            "pre",
            "table",
            "ul",
        )
        if each.getparent() is not None
    )
    text_density = texts / len(words) if words else 0.0
    in_figure = next(element.iterancestors("figure"), None) is not None
    is_bad = (
        (not in_figure and count["img"] > 1 and count["p"] / count["img"] < 0.5)
        or (not is_list and count["li"] - 100 > count["p"])
        or count["input"] > count["p"] // 3
        or (
            not is_list
            and not in_figure
            and heading_density < 0.9
            and len(words) < 25
            and (count["img"] == 0 or count["img"] > 2)
            and density > 0
        )
        or (not is_list and weight < 25 and density > 0.2)
        or (weight >= 25 and density > 0.5)
        or (len(embeds) == 1 and len(words) < 75)
        or len(embeds) > 1
        or (count["img"] == 0 and text_density == 0 and not words)
    )
    if is_list and is_bad:
        if any(len(child) > 1 for child in element):
            return True
        return not (count["img"] and count["img"] == count["li"])
    return is_bad
