"""What editors write beside the names of authors and of the source, or in place of them."""

import re
from collections.abc import Container, Iterable
from itertools import pairwise

from newsgen.content.author_words import LEGAL_FORMS, is_role
from newsgen.content.text import name_text
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.content.yaml.validator import Located, Validator
from newsgen.model.authority import Authorities
from newsgen.model.kind import Kind
from newsgen.model.lazy_pattern import lazy_pattern

_AND = lazy_pattern(r" (?:and|&|und|et|y|e|en|og|och|i|и) ")
_CAPITALIZED = r"[^\W\d_a-z][\w.'’-]*"
_PARTICLES = "(?:(?:von|van|de|da|di|del|der|den|la|le|al|bin) )*"
_PERSON = lazy_pattern(f"{_CAPITALIZED}(?: {_PARTICLES}{_CAPITALIZED}){{1,3}}")
"""Two to four words with capitals, with particles between."""

_BY = lazy_pattern(
    r"(?:(?i:(?:(?:story|text|words|written|reported|report) )?by|author|byline|autor(?:in)?|auteur"
    r"|автор|بقلم|作者|記者|记者|文|撰文)\s*[:：／/]\s*"
    r"|(?i:(?:(?:story|text|words|written|reported|report) )?by)\s+"
    r"|(?:Von|Par|Por|Автор|بقلم)\s+(?=\S+\s))"
)
"""What a byline begins with."""

_CREDIT = lazy_pattern(
    r"(?i)\b(?:texte?|texto|words|story|текст|(photos?|fotos?|pictures?|images?|graphics?"
    r"|illustrations?|video|фото))(?:\s*[:：]|\s+by)\s*([^,;/|]*)"
)
"""Who wrote a text, or took its pictures."""

_LINK = lazy_pattern(r"!?\[([^\[\]]*)\]\([^()]*\)|<a\b[^<>]*>(.*?)</a>", re.IGNORECASE)
_ADDRESS = lazy_pattern(
    r"\s*[<(\[]?(?:(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:https?://|www\.)[^\s<>()\[\]]+"
    r"|(?<!\w)@\w{2,}(?![\w@]))[>)\]]?"
)
_MARKS = lazy_pattern(r"(\*{1,3}|_{1,3}|`)(?=\S)(.*\S)\1")
_END = lazy_pattern(r"(?<=[^\W\d_]{5})\s*[.,;:]+$|\s+[.,;:|/–—-]+$")


def report_name_slips(
    kind: Kind, items: Iterable[Located], authorities: Authorities, validator: Validator
) -> None:
    """Report what is more than a name (N124), or is two (N139).

    What an authority file has is a name, whatever it looks like.
    """
    for number, item in enumerate(items):
        text: str = item.value
        key = "source" if kind == Kind.SOURCE else str(kind)
        file = f"authorities/{kind}.yml"
        if authorities.find(kind, text):
            continue
        add_hint = f"if it is the name of one, add the line {yaml_scalar(text)}: to {file}"
        name = _only_name(text)
        people = _AND.split(name_text(name))
        if kind == Kind.AUTHOR and len(people) > 1 and all(map(_PERSON.fullmatch, people)):
            message = f'authors: "{text}" is one author'
            hint = f"write [{', '.join(people)}], or, {add_hint}"
            validator.report("N139", item.location, message, hint)
        elif kind == Kind.AUTHOR and number and is_role(text):
            message = f'authors: "{text}" says what the author before it is, and is no name'
            validator.report("N124", item.location, message, f"take it out, or, {add_hint}")
        elif name != text:
            message = f'{key}: "{text}" is more than a name, and is shown as one'
            credit = _CREDIT.match(text)
            mended = "put it under image: credit:" if credit and credit[1] else f"write {name}"
            hint = f"{mended if name else 'write the name alone'}, or, {add_hint}"
            validator.report("N124", item.location, message, hint)


def _only_name(text: str) -> str:
    """Return a byline without all that is no name; empty if nothing is left."""
    credit = _CREDIT.search(text)
    text = credit[2].strip() if credit else text
    text = _LINK.sub(lambda link: link[1] or link[2] or "", text)
    text = _ADDRESS.sub("", text)
    text = _MARKS.sub(r"\2", text)
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    ending = text.rpartition(" ")[2].casefold()
    return text if ending in LEGAL_FORMS else _END.sub("", text.strip())


def joined_forms(first: str, second: str) -> tuple[str, str]:
    """Return the names that a family name and a given name may be together, in either order."""
    return f"{second} {first}", f"{first} {second}"


def report_divided_names(
    items: Iterable[Located],
    authorities: Authorities,
    written_names: Container[str],
    validator: Validator,
) -> None:
    """Report a family name and a given name that a comma made two names of people (N124).

    Args:
        items: as the article gives them.
        authorities: the names that are known.
        written_names: the `joined_forms` that stand in the text of the article: each is one name.
        validator: gathers the problems.
    """

    def is_known(text: str) -> bool:
        return any(authorities.find(kind, text) for kind in (Kind.PERSON, Kind.AUTHOR))

    for first, second in pairwise(items):
        if is_known(first.value) or is_known(second.value):
            continue
        forms = joined_forms(first.value, second.value)
        if names := [form for form in forms if is_known(form) or form in written_names]:
            message = f'"{first.value}" and "{second.value}" are two names'
            validator.report("N124", first.location, message, f"write {names[0]} if they are one")
