"""What people type where words are still to come, such as TODO, TK and Lorem ipsum."""

from newsgen.model.lazy_pattern import lazy_pattern

_SIGN = r"(?:TODO|TO DO|FIXME|TK(?:TK)*|TBD|TBA|TBC|X{3,}|PLACEHOLDER)"
_VALUE = lazy_pattern(
    rf"{_SIGN}(?:\s*:.*|[\s.!?-]*)|(?i:\[(?:title|headline|summary|name|author|source"
    r"|(?:insert|your) [^\[\]]*|[^\[\]]* here|t[kb][dac]?|todo)\]|todo|tk|tbd|tba|no title"
    r"|untitled(?:[ -]\w+)?|new (?:article|post)|(?:headline|title|text)(?: goes)? here"
    r"|lorem ipsum\b.*|(?:your|insert|enter) (?:title|headline|name|text)\b.*"
    r"|unbenannt|ohne titel|sans titre|sin título|без названия|无标题|未命名|بدون عنوان|x{3,}"
    r"|placeholder)|\?+|\.{3,}|…+"
)

TRIGGERS = (
    "TODO|TO DO|FIXME|TK|TBD|TBA|TBC|XXX|PLACEHOLDER|???|!!|??|orem ipsum|OREM IPSUM|todo:|Todo:"
    "|To do:|[tbd|[tk]|[todo|[insert| here|ext goes|[CHECK|[INSERT|[NAME|[DATE|[QUOTE|[PHOTO"
    "|[SOURCE"
)
"""Texts of which one is in all that the pattern finds, with | between them."""

PATTERN = (
    rf"(\[(?:(?:{_SIGN}|CHECK|INSERT)\b[^\[\]\n]*|(?:NAME|DATE|QUOTE|PHOTO|SOURCE)(?: HERE)?)\])"
    r"(?![(\[:])"
    rf"|(\({_SIGN}\b[^()\n]*\)|\((?i:check|verify|confirm|who|spelling)\b[^()\n]*[!?]{{2,}}\))"
    r"|^[ \t>*_-]*((?:TODO|FIXME|TBD|TK(?:TK)*)(?:[:\s][^\n]*)?$)"
    r"|((?<![\w-])(?:TKTK|TODO:|TK TK)(?!\w))|\b[a-z]+ (X{3,})(?=[.,;]| [a-z])"
    r"|(\[(?i:tbd|tk|todo|(?:insert )?(?:name|date|quote|photo|link|text)(?: here)?)\])(?![(\[:])"
    r"|^[ \t>*_-]*((?i:to ?do:[^\n]*|(?:insert|write|enter) (?:your |the )?(?:article|text|story)"
    r"(?: text)? here|text goes here)[.…]*)[ \t]*$"
    r"|(?i:(\blorem ipsum\b))|^[ \t]*(\?{3,}|X{3,})[ \t]*$"
)
"""Signs in a text. XXX alone may be a number of Rome, and TK the initials of a name."""


def is_unwritten(value: str) -> bool:
    """Return whether a title, a summary or a name is only a sign that it is still to come."""
    return bool(_VALUE.fullmatch(value.strip()))
