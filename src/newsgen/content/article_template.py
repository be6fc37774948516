"""What a new article begins with: the text of a template → the same with its keys filled in.

A template is an article: front matter, with comments and keys that are only offered (`#section:`),
and perhaps a text. What is filled in takes the place of the line with its key, whether that was
offered or not, else goes to the end; all other lines stay as they are, in their places.
"""

import re
from collections.abc import Mapping, Sequence

from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.problem import Location, Problem, errors_in, problem

ARTICLE_TEMPLATE = "templates/new-article.md"
"""The path of a site's own template."""

_EMPTY_LISTS = ", ".join(f"{kind.value}: []" for kind in TYPED_ENTITY_KINDS)
_DEFAULT_TEMPLATE = f"""\
---
title:
source:
date:
id:
#tags: [A topic]
# Keys you may add: take away the # and fill in. "newsgen schema front-matter" lists them all.
#authors: [A. Writer]
#dateline: The place it was filed from
#section: World
#entities: {{{_EMPTY_LISTS}}}
#summary: One or two sentences for listings.
#source_url: https://example.org/where-it-was-first-published
#image: {{src: picture.jpg, alt: What it shows., caption: Who is seen., credit: Who made it.}}
#status: draft
---

"""


def default_template(sections: Sequence[str]) -> str:
    """Return the template of archives that have none of their own, with the archive's sections."""
    if not sections:
        return _DEFAULT_TEMPLATE
    line = f"#section: {yaml_scalar(sections[0])}"
    # On a line of its own: after a value it would have to go with the # before the key.
    line = f"# Sections: {', '.join(sections)}\n{line}" if sections[1:] else line
    return _DEFAULT_TEMPLATE.replace("#section: World", line)


def fill_template(text: str, lines: Mapping[str, str]) -> str | Problem:
    """Return the text of a new article, or the problem that keeps a template from being filled.

    lines: by key, as in `title: "Talks"`.
    """
    parts, problems = split_front_matter(text, ARTICLE_TEMPLATE)
    if parts is None or errors_in(problems):
        return errors_in(problems)[0]
    all_lines = text.split("\n")
    start = parts.yaml_location.line - 1
    keys = parts.yaml.split("\n") if parts.yaml else []
    end = start + len(keys)
    for key, line in lines.items():
        number = _find_line(keys, key)
        if number is None:
            keys.append(line)
            continue
        following = "".join(keys[number + 1 : number + 2])
        if not keys[number].startswith("#") and re.match(r"[ \t]+\S|-[ \t]", following):
            location = Location(ARTICLE_TEMPLATE, start + number + 1, 1)
            message = f"{key}: goes on in the next line, where newsgen new does not fill it in"
            return problem("N106", location, message, f"write it on one line, or {key}: alone")
        keys[number] = line
    return "\n".join((*all_lines[:start], *keys, *all_lines[end:]))


def _find_line(lines: Sequence[str], key: str) -> int | None:
    """Return the number of the line with a key; else of the one that offers it."""
    for form in (rf"{key}\s*:", rf"#[ \t]?{key}\s*:"):
        for number, line in enumerate(lines):
            if re.match(form, line):
                return number
    return None
