"""The text of a file → its front matter and its body, split at the two lines of `---`."""

from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value


class SourceParts(Value, frozen=True):
    """The YAML and the body of a file, each with the location of its first line."""

    yaml: str
    yaml_location: Location
    body: str
    body_location: Location


_ARTICLE_HINT = "start the file with a line of --- , then title:, source: and date:, then --- again"
_PAGE_HINT = "start the file with a line of --- , then title:, then --- again"


def split_front_matter(text: str, path: str) -> SourceParts | Problem:
    """Return the parts of a file, or the problem that it has none. Blank lines may come first."""
    lines = text.split("\n")
    hint = _PAGE_HINT if path.startswith("pages/") else _ARTICLE_HINT
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return problem("N101", Location(path, 1, 1), "the file is empty", hint)
    if lines[first].rstrip() != "---":
        return problem("N101", Location(path, first + 1, 1), "there is no front matter", hint)
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == "---":
            return SourceParts(
                "\n".join(lines[first + 1 : number]),
                Location(path, first + 2, 1),
                "\n".join(lines[number + 1 :]),
                Location(path, number + 2, 1),
            )
    message = "the front matter that starts here has no end"
    hint = "put a line of --- after the last key"
    return problem("N102", Location(path, first + 1, 1), message, hint)
