"""A file's text → its front matter and its body, cut at the two lines of three dashes."""

from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import Value


class Parts(Value, frozen=True):
    """The YAML and the body of a file, each with the place of its first line."""

    yaml: str
    yaml_place: Place
    body: str
    body_place: Place


_ARTICLE = "start the file with a line of --- , then title:, source: and date:, then --- again"
_PAGE = "start the file with a line of --- , then title:, then --- again"


def split(text: str, path: str) -> Parts | Problem:
    """The parts of an article's text. Blank lines before the first `---` are accepted."""
    lines = text.split("\n")
    example = _PAGE if path.startswith("pages/") else _ARTICLE
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return problem("N101", Place(path, 1, 1), "the file is empty", example)
    if lines[first].rstrip() != "---":
        return problem("N101", Place(path, first + 1, 1), "there is no front matter", example)
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == "---":
            return Parts(
                "\n".join(lines[first + 1 : number]),
                Place(path, first + 2, 1),
                "\n".join(lines[number + 1 :]),
                Place(path, number + 2, 1),
            )
    message = "the front matter that starts here has no end"
    return problem(
        "N102", Place(path, first + 1, 1), message, "put a line of --- after the last key"
    )
