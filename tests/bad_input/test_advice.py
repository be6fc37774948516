"""What a message advises, followed word for word, builds without that problem and without another.

One row for each way out: a small archive with the problem, the words of the advice, and what an
editor does who follows them. A code has rows for all its ways out, or a reason in WITHOUT_ADVICE.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from newsgen.model.problem_codes import PROBLEM_CODES
from support.sites import Site

Edit = tuple[str, str, str]
"""A file, what stands in it, and what is to stand there instead; at the end, if that is empty."""

CONFIG = "title: The Test File\nsearch: false\n"
PATH = "articles/a.md"
B = "articles/b.md"
DATED = "articles/2022-09-13-b.md"
PEOPLE, PLACES, TAGS = (f"authorities/{name}.yml" for name in ("people", "places", "tags"))


def article(*lines: str, body: str = "The text.", date: str = "2022-09-13") -> str:
    """An article with more lines of front matter."""
    head = ("title: A headline", "source: Desk", f"date: {date}", *lines)
    return "\n".join(("---", *head, "---", body, ""))


@dataclass(frozen=True)
class Row:
    """files: by path, beside the usual ones. edits: a file that is left empty is deleted."""

    code: str
    files: dict[str, str]
    advice: str
    edits: tuple[Edit, ...]

    def __str__(self) -> str:
        return f"{self.code}: {self.advice}"


def slip(code: str, line: str, advice: str, mended: str, **more: str) -> Row:
    """A row for a line of front matter and the same line as it should be."""
    files = {PATH: article(line), **{path.replace("__", "/"): text for path, text in more.items()}}
    return Row(code, files, advice, ((PATH, line, mended),))


def in_text(code: str, text: str, advice: str, mended: str, **more: str) -> Row:
    """A row for a text and the same text as it should be."""
    return Row(code, {PATH: article(body=text), **more}, advice, ((PATH, text, mended),))


ZOE = {PEOPLE: "Zoë Müller:\n  description: The mayor.\n"}
ZOE |= {PATH: article("entities:", "  people: [Zoe Müller]"), B: article(body="Zoë Müller spoke.")}
PAGE = "---\ntitle: B\n---\n"
TWO_DATES = {"newsgen.yml": f"{CONFIG}front_matter: {{from_path: [date]}}\n"}
TWO_DATES |= {DATED: article(body="Other words.", date="2022-12-09")}
UNDATED = article(body="Other words.").replace("date: 2022-09-13\n", "")
PAULO = {PATH: article("tags: [São Paulo]"), B: article("tags: [Sao Paulo]")}
SHARP = {PATH: article("tags: [Maße]"), B: article("tags: [Masse]")}
ARMY = {PATH: article("language: de", "tags: [Armee]"), B: article("language: fr", "tags: [Armée]")}
TWO_ENTRIES = {TAGS: "São Paulo:\nSao Paulo:\n"} | PAULO
TWO_SLUGS = {TAGS: "Summit:\nTalks: {slug: summit}\n", PATH: article("tags: [Summit, Talks]")}
DOUGLAS = {PEOPLE: "Roger Douglas:\n  notations: [douglas]\nKirk Douglas:\n  aliases: [Douglas]\n"}
DOUGLAS |= {PATH: article()}
SAMARKAND = {PLACES: "Samarkand:\n", PATH: article("entities:", "  people: [Samarkand]")}
TWO_KINDS = {PLACES: "Samarkand:\n", PEOPLE: "Samarkand:\n", PATH: article("entities: [Samarkand]")}
UNKNOWN = {PATH: article("entities: [Samarkand]"), PLACES: "Samarqand:\n"}
CIRCLE = {PLACES: "Oakford: {part_of: Ryme}\nRyme: {part_of: Oakford}\n", PATH: article()}
PARTS = {PLACES: "Oakford: {part_of: Rymeshire}\nRymeshir:\n", PATH: article()}
SLIP = {PEOPLE: "Shavkat Mirziyoyev:\n"}
SLIP |= {PATH: article("entities: {people: [Shavkat Mirzyoyev]}")}
AUTHORS = {PATH: article("authors: Zoë Müller and Xi Jinping")}

ROWS = (
    Row("N101", {PATH: "The text.\n"}, "start the file with a line of --- , then title:",
        ((PATH, "The text.", article()),)),
    Row("N101", {PATH: "A.\n" + article()}, "or take it out", ((PATH, "A.\n", ""),)),
    Row("N101", {PATH: "A.\n" + article()}, "move it below the front matter",
        ((PATH, "A.\n", ""), (PATH, "The text.", "A.\n\nThe text."))),
    Row("N101", {PATH: f"```md\n{article()}```\n"}, "take out this line, and the ```",
        ((PATH, "```md\n", ""), (PATH, "```\n", ""))),
    Row("N101", {PATH: article().replace("---\n", "", 1)}, "put a line of --- above this one",
        ((PATH, "title:", "---\ntitle:"),)),
    Row("N102", {PATH: article().replace("13\n---", "13\n===")}, "write --- for the === in line 5",
        ((PATH, "===", "---"),)),
    Row("N102", {PATH: article().replace("---\nThe", "--- The")}, "write --- alone in line 5",
        ((PATH, "--- The", "---\nThe"),)),
    Row("N102", {PATH: article().replace("13\n---", "13")}, "put a line of --- after the last key",
        ((PATH, "2022-09-13\n", "2022-09-13\n---\n"),)),
    Row("N103", {PATH: article(date="13.9.2022")}, "write 2022-09-13",
        ((PATH, "13.9.2022", "2022-09-13"),)),
    Row("N104", {DATED: UNDATED}, "write date: 2022-09-13",
        ((DATED, "source:", "date: 2022-09-13\nsource:"),)),
    Row("N104", {DATED: UNDATED},
        "front_matter: {from_path: [date]} in newsgen.yml",
        (("newsgen.yml", "title:", "front_matter: {from_path: [date]}\ntitle:"),)),
    Row("N104", {PATH: article().replace("date: 2022-09-13\n", "")}, "add date:",
        ((PATH, "source:", "date: 2022-09-13\nsource:"),)),
    Row("N105", {PATH: article().replace("source: Desk\n", "")}, "add source:",
        ((PATH, "date:", "source: Desk\ndate:"),)),
    slip("N106", "lead: yes", "write true", "lead: true"),
    slip("N106", "section: [World]", "write World", "section: World"),
    slip("N106", "tags: [a, [b]]", "take out the inner brackets", "tags: [a, b]"),
    slip("N106", "entities:\n  people [Xi Jinping]", "write people: [Xi Jinping]",
         "entities:\n  people: [Xi Jinping]"),
    slip("N106", "entities:\n  - people: [Xi Jinping]", "take out the dash before people:",
         "entities:\n  people: [Xi Jinping]"),
    slip("N106", "corrections: 2022-09-14 A b.", "write corrections: [{date: 2022-09-14, note",
         "corrections: [{date: 2022-09-14, note: A b.}]"),
    Row("N106", {PLACES: "Samarkand: A city.\n"}, "write Samarkand: {description: A city.}",
        ((PLACES, "A city.", "{description: A city.}"),)),
    slip("N107", "keywords: [Council]", "write tags: ", "tags: [Council]"),
    Row("N107", {PATH: article("description: What happened.")},
        "front_matter: {rename: {description: summary}} in newsgen.yml",
        (("newsgen.yml", "", "front_matter: {rename: {description: summary}}\n"),)),
    Row("N107", {PATH: article("weight: 7")}, "list it in newsgen.yml under front_matter: extra:",
        (("newsgen.yml", "", "front_matter:\n  extra: [weight]\n"),)),
    slip("N107", "weight: 7", "take it out", "# nothing"),
    Row("N107", {"pages/c.md": article(body="C.")}, "move the file into articles/",
        (("pages/c.md", article(body="C."), ""), ("articles/c.md", "", article(body="C.")))),
    Row("N107", {"pages/c.md": article(body="C.")}, "else take them out",
        (("pages/c.md", "source: Desk\ndate: 2022-09-13\n", ""),)),
    Row("N107", {PEOPLE: "people:\n  Xi Jinping:\n", PATH: article()}, "take out the line people:",
        ((PEOPLE, "people:\n  ", ""),)),
    Row("N107", {PEOPLE: "name: Xi Jinping\nborn: 1953\n"}, "write Xi Jinping: for it, and put two",
        ((PEOPLE, "name: Xi Jinping\n", "Xi Jinping:\n  "),)),
    slip("N107", "corrections:\n- date: 2022-09-14\nnote: A b.", "put as many blanks before it",
         "corrections:\n- date: 2022-09-14\n  note: A b."),
    slip("N108", "summary: One.\nsummary: Two.", "keep one of them", "summary: Two."),
    slip("N109", 'summary: "A \\p b"', "put the value in single quotes", "summary: 'A \\p b'"),
    slip("N109", "tags: [Council,, Bridge]", "write tags: [Council, Bridge]",
         "tags: [Council, Bridge]"),
    slip("N109", 'tags: "Council", Bridge', 'write tags: ["Council", Bridge]',
         'tags: ["Council", Bridge]'),
    slip("N109", "tags: - Council", "put it there", "tags:\n  - Council"),
    slip("N109", "entities:\n  people:\n- Xi Jinping", "put 4 blanks before the dash",
         "entities:\n  people:\n    - Xi Jinping"),
    slip("N109", "entities:\n  people\n    - Xi Jinping", "put a colon after people",
         "entities:\n  people:\n    - Xi Jinping"),
    slip("N109", "entities: people: [Xi Jinping]", "write entities: {people: [Xi Jinping]}",
         "entities: {people: [Xi Jinping]}"),
    slip("N109", "corrections:\n  - date: 2022-09-14\n  note: A b.", "put 2 more blanks before it",
         "corrections:\n  - date: 2022-09-14\n    note: A b."),
    Row("N109", {PATH: article("image: ![A fair](a.png)"), "articles/a.png": "x"},
        "write image: {src: a.png, alt: A fair}",
        ((PATH, "![A fair](a.png)", "{src: a.png, alt: A fair}"),)),
    slip("N109", "source_url: [a](https://example.org/a)", "write source_url: https://example.org/a",
         "source_url: https://example.org/a"),
    Row("N109", {PEOPLE: "Xi Jinping\nWang Yi:\n"}, "write Xi Jinping:",
        ((PEOPLE, "Jinping", "Jinping:"),)),
    Row("N109", {PEOPLE: "Xi Jinping, Wang Yi\n"}, "write one name a line, with a colon after it",
        ((PEOPLE, "Jinping, Wang Yi", "Jinping:\nWang Yi:"),)),
    Row("N109", {PEOPLE: "- Xi Jinping\n"}, "without a dash and with a colon",
        ((PEOPLE, "- Xi Jinping", "Xi Jinping:"),)),
    slip("N110", "summary: A b #1 c", "put the value in quotes", 'summary: "A b #1 c"'),
    slip("N110", "summary: A b # c", "the comment on a line of its own", "# c\nsummary: A b"),
    slip("N110", "tags: #Council", "write tags: Council", "tags: Council"),
    slip("N111", "summary: One\n  two.", "put it on one line", "summary: One two."),
    slip("N111", "summary: One\n  two.", "or write key: > and the text indented below",
         "summary: >\n  One\n  two."),
    slip("N112", "summary: &Xi", "put the value in quotes", 'summary: "&Xi"'),
    slip("N113", "tags: Council, Bridge", "write [", "tags: [Council, Bridge]"),
    slip("N113", "tags: (Council, Bridge]", "write [Council, Bridge]", "tags: [Council, Bridge]"),
    slip("N113", "tags: Council]", "write [Council]", "tags: [Council]"),
    slip("N113", "authors: Xi Jinping, staff writer", 'write [Xi Jinping] without "staff writer"',
         "authors: [Xi Jinping]"),
    slip("N113", "tags: Council, Bridge", "put the value in quotes if the comma belongs to it",
         'tags: ["Council, Bridge"]'),
    slip("N113", "tags: Council / Bridge", "write [Council, Bridge]", "tags: [Council, Bridge]"),
    slip("N115", "summary: A\x07 b", "delete it", "summary: A b"),
    slip("N116", "summary:", "give it a value", "summary: A b"),
    slip("N116", "summary:", "or take it out", "# nothing"),
    slip("N117", "status: drafft", 'did you mean "draft"?', "status: draft"),
    slip("N117", "language: German", "write de", "language: de"),
    slip("N117", "source_url: x", "write it as in https://", "source_url: https://example.org/x"),
    slip("N117", "source_url: https://a.example/b c", "write https://a.example/b, or",
         "source_url: https://a.example/b"),
    slip("N117", "source_url: https://a.example/b c", "or https://a.example/b%20c if the blanks",
         "source_url: https://a.example/b%20c"),
    slip("N117", "source_url: https://a.example/ https://b.example/",
         "write https://a.example/ or https://b.example/", "source_url: https://b.example/"),
    Row("N117", {PATH: article("image: '<img src=a.png alt=\"A fair\">'"), "articles/a.png": "x"},
        "write image: {src: a.png, alt: A fair}",
        ((PATH, "'<img src=a.png alt=\"A fair\">'", "{src: a.png, alt: A fair}"),)),
    slip("N106", "image: [https://example.org/a.png, https://example.org/b.png]",
         "put the others below images:",
         "image: {src: https://example.org/a.png, alt: A fair}\n"
         "images: [{src: https://example.org/b.png, alt: A hall}]"),
    slip("N107", "image_caption: A fair.", "write image: {src: …, caption: A fair.}",
         "image: {src: https://example.org/a.png, alt: A hall, caption: A fair.}"),
    slip("N107", "gallery: [https://example.org/a.png]", "write images: [https://example.org/a.png]",
         "images: [{src: https://example.org/a.png, alt: A hall}]"),
    slip("N117", "images: ['![A fair](a.png)']", "write {src: a.png, alt: A fair}",
         "images: [{src: https://example.org/a.png, alt: A fair}]"),
    Row("N120", {PATH: article(date="2202-09-13")}, "correct it", ((PATH, "2202", "2022"),)),
    Row("N120", {PATH: article(date="2202-09-13")}, "or add future: true",
        ((PATH, "date:", "future: true\ndate:"),)),
    Row("N120", {PATH: article(), PEOPLE: "Xi Jinping: {born: 2953}\n"}, "or add future: true",
        ((PEOPLE, "2953", "2953, future: true"),)),
    Row("N121", TWO_DATES, "correct one of the two dates", ((DATED, "12-09", "09-13"),)),
    Row("N130", {PATH: article(), "authorities/authors.yml": "Wang Yi: {family: Li}\n"},
        "write the words of the name that are its family name",
        (("authorities/authors.yml", "Li}", "Wang}"),)),
    Row("N130", {PATH: article(), "authorities/authors.yml":
                 "Oakford Press: {organization: true, family: Press}\n"},
        "take out one of the two", (("authorities/authors.yml", ", family: Press", ""),)),
    Row("N135", {PATH: article(date="2022–09–13")}, "write 2022-09-13",
        ((PATH, "2022–09–13", "2022-09-13"),)),
    Row("N135", {PATH: article().replace("---", "***")}, "write --- and nothing else in the line",
        ((PATH, "***", "---"), (PATH, "***", "---"))),
    slip("N136", "tags: [Coun\u00adcil]", "type Council anew", "tags: [Council]"),
    slip("N137", "tags:\n  -Council", "write - Council", "tags:\n  - Council"),
    slip("N138", "entities:\npeople: [Xi Jinping]", "put two blanks before people:",
         "entities:\n  people: [Xi Jinping]"),
    slip("N138", "people: [Xi Jinping]", "write entities: {people: [Xi Jinping]}",
         "entities: {people: [Xi Jinping]}"),
    Row("N139", AUTHORS, "write [Zoë Müller, Xi Jinping]",
        ((PATH, "Zoë Müller and Xi Jinping", "[Zoë Müller, Xi Jinping]"),)),
    Row("N139", AUTHORS, "add the line Zoë Müller and Xi Jinping: to authorities/authors.yml",
        (("authorities/authors.yml", "", "Zoë Müller and Xi Jinping:\n"),)),
    Row("N140", SAMARKAND, "write it under places:", ((PATH, "people:", "places:"),)),
    Row("N140", SAMARKAND, 'add the line "Samarkand:" to authorities/people.yml',
        ((PEOPLE, "", "Samarkand:\n"),)),
    slip("N141", "updated: 2022-09-12", "correct one of the two dates", "updated: 2022-09-14"),
    slip("N124", "authors: By Zoë Müller", "write Zoë Müller", "authors: Zoë Müller"),
    Row("N124", {PATH: article("authors: Zoë Müller.")},
        "add the line Zoë Müller.: to authorities/authors.yml",
        (("authorities/authors.yml", "", "Zoë Müller.:\n"),)),
    slip("N124", "authors: 'Photo: Zoë Müller'", "put it under image: credit:",
         "image: {src: https://example.org/a.png, alt: A fair, credit: Zoë Müller}"),
    slip("N124", "authors: '@zoemueller'", "write the name alone", "authors: Zoë Müller"),
    Row("N124", {PATH: article("entities: {people: [Müller, Zoë]}"), PEOPLE: "Zoë Müller:\n"},
        "write Zoë Müller if they are one", ((PATH, "[Müller, Zoë]", "[Zoë Müller]"),)),
    slip("N124", "authors: [Zoë Müller, Staff writer]", "take it out", "authors: [Zoë Müller]"),
    in_text("N128", "# A headline\n\nThe text.", "take this line out", "The text."),
    in_text("N128", "title: A headline\ndate: 2022-09-13\n\nThe text.",
            "take these lines out of the text", "The text."),
    Row("N128", {PATH: article().replace("A headline", "The bridge | Desk")},
        "write title: The bridge", ((PATH, " | Desk", ""),)),
    in_text("N129", "TODO: the vote", "write them", "The vote was held."),
    slip("N129", "summary: TK", "or take it out", "# nothing"),
    slip("N138", "image:\nsrc: https://example.org/a.png", "put two blanks before src:",
         "image:\n  src: https://example.org/a.png"),
    Row("N138", {PEOPLE: "Xi Jinping:\nborn: 1953\n"}, "put two blanks before born:",
        ((PEOPLE, "born", "  born"),)),
    Row("N138", {PEOPLE: "born: 1953\n"}, "write the name and a colon above it, and put two blanks",
        ((PEOPLE, "born", "Xi Jinping:\n  born"),)),
    in_text("N122", "The cafÃ©.", "write café", "The café."),
    in_text("N122", "The caf\ufffd.", "type it anew", "The café."),
    in_text("N125", "The text.\n\n## Leave a Reply", "delete it", "The text."),
    in_text("N126", "![A fair](http://example.org/a.png)", "write https://",
            "![A fair](https://example.org/a.png)"),
    Row("N126", {PATH: article(body="![A fair](http://example.org/a.png)")}, "keep a copy of it",
        ((PATH, "http://example.org/a.png", "a.png"), ("articles/a.png", "", "x"))),
    slip("N127", "summary: What **happened**.", "take the marks out", "summary: What happened."),
    Row("N315", SLIP, "write Shavkat Mirziyoyev", ((PATH, "Mirzyoyev", "Mirziyoyev"),)),
    Row("N315", SLIP, "add the line Shavkat Mirzyoyev: to authorities/people.yml",
        ((PEOPLE, "", "Shavkat Mirzyoyev:\n"),)),
    in_text("N316", "    The council voted on the bridge.", "take the blanks out",
            "The council voted on the bridge."),
    in_text("N316", "    The council voted on the bridge.", "write ~~~ above and below it",
            "~~~\nThe council voted on the bridge.\n~~~"),
    in_text("N316", "The bridge opens.\n---\nMore.", "leave an empty line above that line",
            "The bridge opens.\n\n---\nMore."),
    Row("N317", {PATH: article(date="0202-09-13")}, "correct the year",
        ((PATH, "0202", "2022"),)),
    Row("N317", {PATH: article(date="0202-09-13")},
        "add to newsgen.yml the line problems: {N317: off}",
        (("newsgen.yml", "", "problems: {N317: off}\n"),)),
    Row("N142", {PATH: article(body="![A fair](a.heic)"), "articles/a.heic": "x"},
        "save it as JPEG or WebP",
        ((PATH, "a.heic", "a.webp"), ("articles/a.webp", "", "x"), ("articles/a.heic", "x", ""))),
    in_text("N201", "[x](2021/seven.md)", "check the path", "[x](b.md)", **{B: article()}),
    in_text("N201", "[x](b.md)", "did you mean", "[x](c/b.md)", **{"articles/c/b.md": article()}),
    in_text("N201", "[x](/2022/09/14/)", "did you mean", "[x](/2022/09/13/)"),
    in_text("N201", "[x](http://localhost:8000/2022/)", "mend the address", "[x](/2022/)"),
    in_text("N203", "![A fair](a.png)", "did you mean", "![A fair](c/a.png)",
            **{"articles/c/a.png": "x"}),
    in_text("N203", "![A fair](/b.png)", "take the link out", "A fair."),
    in_text("N204", "[x](../../b.md)", "name a file inside of the site's folder", "[x](a.md)"),
    Row("N204", {PATH: article(body="[x](C:\\Users\\a%20b.pdf)")}, "and write a b.pdf",
        ((PATH, "C:\\Users\\a%20b.pdf", "a%20b.pdf"), ("articles/a b.pdf", "", "x"))),
    in_text("N205", "![A](cid:a.png)", "save a copy of it beside the article", "A."),
    in_text("N205", "A <script>b</script> c.", "it is removed", "A c."),
    in_text("N206", "A {{< youtube b >}} c.", "say it in Markdown", "A [b](/) c."),
    in_text("N207", "1. a\n  - b", "begin it with 3 spaces", "1. a\n   - b"),
    in_text("N207", "• a\n• b", "begin each item with - and a space", "- a\n- b"),
    in_text("N207", "– a\n– b", "begin each line with - and a space", "- a\n- b"),
    in_text("N207", "– a\n– b", "leave an empty line between them", "– a\n\n– b"),
    in_text("N208", "15. September: a day.", "write 15\\.", "15\\. September: a day."),
    in_text("N209", "Some **words ** end.", "write ** right after", "Some **words** end."),
    in_text("N209", "##No blank", "put a space after the last #", "## No blank"),
    in_text("N209", "See (the plan)[/].", "write [words](address)", "See [the plan](/)."),
    in_text("N209", "[计划]（/）", "write ( and )", "[计划](/)"),
    Row("N209", {PATH: article(body="! [A fair](a.png)"), "articles/a.png": "x"},
        "write ![words](address)", ((PATH, "! [", "!["),)),
    in_text("N209", "| a | b |\n| c | d |", "write |---|---| below the first row",
            "| a | b |\n|---|---|\n| c | d |"),
    in_text("N209", "| a | b |\n|---|\n| c | d |", "give the row of dashes as many cells",
            "| a | b |\n|---|---|\n| c | d |"),
    in_text("N209", "Ward\tFor\nNorth\t5", "write | between the cells, and a row such as |---|---|",
            "Ward | For\n---|---\nNorth | 5"),
    in_text("N209", "The ** bridge ** is.", "take out the spaces", "The **bridge** is."),
    in_text("N210", "[b]A bridge[/b]", "write **words**", "**A bridge**"),
    in_text("N210", "== The fair ==", "write ## and the words", "## The fair"),
    in_text("N210", "[https://example.org/ the plan]", "write [words](address)",
            "[the plan](https://example.org/)"),
    in_text("N210", "> [!NOTE]\n> A.", "begin the quotation with a word", "> **Note:** A."),
    in_text("N211", "A mark.[^1]", "write it on a line of its own", "A mark.[^1]\n\n[^1]: Said."),
    in_text("N211", "A.\n\n[^2]: Said.", "write [^2] where it belongs", "A.[^2]\n\n[^2]: Said."),
    Row("N212", {PATH: article(body="![](a.png)"), "articles/a.png": "x"},
        "say in the brackets what it shows", ((PATH, "![]", "![A fair]"),)),
    in_text("N212", "[](https://example.org/) is closed.", "write words for it in the brackets",
            "[The bridge](https://example.org/) is closed."),
    Row("N212", {PATH: article(body="![IMG_1](a.png)"), "articles/a.png": "x"},
        "write what readers would see", ((PATH, "IMG_1", "A fair"),)),
    Row("N212", {PATH: article("image: a.png"), "articles/a.png": "x"},
        "write image: {src: a.png, alt: …}",
        ((PATH, "image: a.png", "image: {src: a.png, alt: A fair}"),)),
    in_text("N213", "<<<<<<< HEAD\nA.\n=======\nB.\n>>>>>>> desk", "keep one of them", "A."),
    in_text("N214", "| a | b |\n|---|---|\n| 1 | 2 | 3 |", "give the head as many cells",
            "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |"),
    Row("N220", {PATH: article(body="![A](a.svg)"),
                 "articles/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>'},
        "take that out of the file", (("articles/a.svg", ' onload="a()"', ""),)),
    Row("N221", {PATH: article(body="![A fair](con.png)"), "articles/con.png": "x"},
        "give the file another name",
        (("articles/con.png", "x", ""), ("articles/b.png", "", "x"), (PATH, "con.png", "b.png"))),
    Row("N222", {"newsgen.yml": CONFIG + "image: cover.png\n", "static/b.png": "x"},
        "put the file into static/",
        (("newsgen.yml", "image: cover", "image: static/cover"), ("static/cover.png", "", "x"))),
    Row("N222", {"newsgen.yml": CONFIG + "image: static/c.heic\n", "static/c.heic": "x"},
        "save it as PNG, JPEG or WebP",
        (("newsgen.yml", "c.heic", "c.png"), ("static/c.png", "", "x"))),
    Row("N222", {"newsgen.yml": CONFIG + "image: https://example.org/c.SVG?v=2\n"},
        "name a PNG, JPEG or WebP file", (("newsgen.yml", "c.SVG", "c.png"),)),
    Row("N222", {"newsgen.yml": CONFIG + "image: static/c.svg\n", "static/c.svg": "<svg/>"},
        "name a PNG, JPEG or WebP file",
        (("newsgen.yml", "c.svg", "c.png"), ("static/c.png", "", "x"))),
    Row("N222", {"newsgen.yml": CONFIG + "publisher: {logo: logo.png}\n", "static/root/b.png": "x"},
        "put the file into static/",
        (("newsgen.yml", "logo.png", "static/logo.png"), ("static/logo.png", "", "x"))),
    Row("N301", {PATH: article(), "pages/2022.md": PAGE}, "rename the file under pages/",
        (("pages/2022.md", PAGE, ""), ("pages/b.md", "", PAGE))),
    Row("N302", ZOE, "write Zoë Müller here", ((PATH, "Zoe", "Zoë"),)),
    Row("N302", ZOE, f"add Zoe Müller to its aliases: in {PEOPLE}",
        ((PEOPLE, "", "  aliases: [Zoe Müller]\n"),)),
    Row("N302", ZOE, f"add the line Zoe Müller: {{slug: zoe-muller-2}} to {PEOPLE}",
        ((PEOPLE, "", "Zoe Müller: {slug: zoe-muller-2}\n"),)),
    Row("N302", PAULO, "write São Paulo here", ((B, "Sao", "São"),)),
    Row("N302", PAULO, f"add the line São Paulo: {{aliases: [Sao Paulo]}} to {TAGS}",
        ((TAGS, "", "São Paulo: {aliases: [Sao Paulo]}\n"),)),
    Row("N302", PAULO, f"add the line Sao Paulo: {{slug: sao-paulo-2}} to {TAGS}",
        ((TAGS, "", "Sao Paulo: {slug: sao-paulo-2}\n"),)),
    Row("N302", SHARP, f"add the line Masse: {{slug: masse-2}} to {TAGS}",
        ((TAGS, "", "Masse: {slug: masse-2}\n"),)),
    Row("N302", SHARP, f"add the line Maße: {{aliases: [Masse]}} to {TAGS}",
        ((TAGS, "", "Maße: {aliases: [Masse]}\n"),)),
    Row("N302", ARMY, "they are of different languages: add the line Armee: {slug: armee-de} to",
        ((TAGS, "", "Armee: {slug: armee-de}\n"),)),
    Row("N302", TWO_ENTRIES, f"add a slug: of Sao Paulo in {TAGS}, as in slug: sao-paulo-2",
        ((TAGS, "", "  slug: sao-paulo-2\n"),)),
    Row("N302", TWO_ENTRIES, "add Sao Paulo to the aliases: of São Paulo and take its own",
        ((TAGS, TWO_ENTRIES[TAGS], "São Paulo: {aliases: [Sao Paulo]}\n"),)),
    Row("N302", TWO_SLUGS, f"change the slug: of Talks in {TAGS}, as in slug: summit-2",
        ((TAGS, "slug: summit", "slug: summit-2"),)),
    Row("N302", {PATH: article("section: Opinión"), B: article("section: Opinion")},
        "write Opinión here", ((B, "Opinion", "Opinión"),)),
    Row("N302", {PATH: article("section: Opinión"), B: article("section: Opinion")},
        "give one another name", ((B, "section: Opinion", "section: Letters"),)),
    Row("N302", {PATH: article("section: Region\nlanguage: de"),
                 B: article("section: Région\nlanguage: fr")},
        "they are of different languages: give one another name",
        ((PATH, "section: Region", "section: Gegend"),)),
    Row("N303", {PATH: article("id: x"), B: article("id: x")}, "give one of them another id:",
        ((B, "id: x", "id: y"),)),
    Row("N304", UNKNOWN, 'did you mean "Samarqand"?', ((PATH, "Samarkand", "Samarqand"),)),
    Row("N304", UNKNOWN, 'add the line "Samarkand:" to authorities/people.yml or its neighbours',
        ((PLACES, "", "Samarkand:\n"),)),
    Row("N305", TWO_KINDS, "as in entities: {people: [Samarkand]}",
        ((PATH, "entities: [Samarkand]", "entities: {people: [Samarkand]}"),)),
    Row("N306", DOUGLAS, "keep it in one", ((PEOPLE, "  notations: [douglas]\n", ""),)),
    Row("N306", DOUGLAS, "put all their spellings into one",
        ((PEOPLE, "  notations: [douglas]\nKirk Douglas:\n  aliases: [Douglas]\n",
          "  aliases: [Kirk Douglas, Douglas]\n"),)),
    slip("N307", "slug: ../b", "write it as in a", "slug: a"),
    slip("N307", "slug: The bridge!", "write the-bridge", "slug: the-bridge"),
    slip("N307", "slug: ../b", "or leave it out", "# nothing"),
    slip("N308", "aliases: [old/a.html]", "write /old/a.html", "aliases: [/old/a.html]"),
    Row("N309", {PATH: article("translation_of: articles/c.md"), B: article("language: de")},
        'did you mean "articles/b.md"?', ((PATH, "articles/c.md", "articles/b.md"),)),
    Row("N324", {"b.md": article(body="B.", date="2022-09-14")}, "move it into articles/",
        (("b.md", article(body="B.", date="2022-09-14"), ""),
         (B, "", article(body="B.", date="2022-09-14")))),
    Row("N324", {"b.md": article()}, "begin its name with _",
        (("b.md", article(), ""), ("_b.md", "", article()))),
    *(Row("N309", {PATH: article(f"translation_of: {typed}", "language: de"),
                   B: article("aliases: [/old/b.html]").replace("A headline", "The talks")},
          "write articles/b.md", ((PATH, f": {typed}", ": articles/b.md"),))
      for typed in ("https://example.org/2022/09/13/b/", "The talks", "/old/b.html", "b")),
    Row("N309", {PATH: article("translation_of: https://a.example/b", "language: de")},
        "elsewhere belongs into source_url:", ((PATH, "translation_of", "source_url"),)),
    Row("N310", {PATH: article("section: Worlds"), "newsgen.yml": CONFIG + "sections: [World]\n"},
        'did you mean "World"?', ((PATH, "Worlds", "World"),)),
    Row("N311", {PATH: article("aliases: [/2022/09/13/b/]"), B: article()}, "take the alias out",
        ((PATH, "aliases: [/2022/09/13/b/]", "# nothing"),)),
    Row("N311", {PATH: article("aliases: [/2022/09/13/b/]"), B: article()}, "or move what is there",
        ((B, "date: 2022-09-13", "date: 2022-09-14"),)),
    Row("N312", {PATH: article(), "articles/more/a.md": article(body="The other text.")},
        "give one of them another slug, as in slug: a-2",
        (("articles/more/a.md", "---\nThe", "slug: a-2\n---\nThe"),)),
    *(Row("N312", {PATH: article(), "articles/de/a.md": article("language: de", body="Der Text.")},
          "add to newsgen.yml the line languages_in_addresses: front (or end)",
          (("newsgen.yml", "", f"languages_in_addresses: {end}\n"),)) for end in ("front", "end")),
    Row("N313", CIRCLE, "take out one of these", ((PLACES, "Ryme: {part_of: Oakford}", "Ryme:"),)),
    Row("N314", PARTS, 'did you mean "Rymeshir"?', ((PLACES, "Rymeshire", "Rymeshir"),)),
    Row("N314", {PLACES: "Oakford: {part_of: Ryme}\n", PATH: article()},
        'add the line "Ryme:" to the file', ((PLACES, "", "Ryme:\n"),)),
    Row("N321", {"pages/b.md": "---\ntitle: B\ndraft: true\n---\nB.\n"}, "take the line out",
        (("pages/b.md", "draft: true\n", ""),)),
    Row("N323", {PATH: article(), "articles/a (1).md": article()}, "delete one of the two",
        (("articles/a (1).md", article(), ""),)),
    Row("N324", {"articles/b.txt": article(body="B.", date="2022-09-14")}, "rename it to b.md",
        (("articles/b.txt", article(body="B.", date="2022-09-14"), ""),
         (B, "", article(body="B.", date="2022-09-14")))),
    Row("N325", {"articles/b.png": "x"}, "name it in a text",
        ((PATH, "The text.", "The text. ![A fair](b.png)"),)),
    Row("N402", {"newsgen.yml": CONFIG + "timezone: Asia/Samarqand\n"}, 'did you mean "Asia/',
        (("newsgen.yml", "Samarqand", "Samarkand"),)),
    Row("N402", {"newsgen.yml": CONFIG + "timezone: London\n"}, 'did you mean "Europe/London"?',
        (("newsgen.yml", "London", "Europe/London"),)),
    Row("N402", {"newsgen.yml": CONFIG + "timezone: UTC+5\n"}, "write Etc/GMT-5",
        (("newsgen.yml", "UTC+5", "Etc/GMT-5"),)),
    Row("N403", {"newsgen.yml": CONFIG + "problems: {n103: warning}\n"}, 'did you mean "N103"?',
        (("newsgen.yml", "n103", "N103"),)),
    Row("N403", {"newsgen.yml": CONFIG + "problems: {N112: warning}\n"}, "take the line out",
        (("newsgen.yml", "problems: {N112: warning}", ""),)),
    Row("N404", {"newsgen.yml": "search: false\n"}, "add title:",
        (("newsgen.yml", "", "title: The Test File\n"),)),
    Row("N501", {"templates/tag.txt": "", "templates/article.html":
                 '{% extends "newsgen/artikel.html" %}'}, 'did you mean "newsgen/article.html"?',
        (("templates/article.html", "artikel", "article"),)),
    Row("N502", {"templates/article.html": '{% extends "newsgen/article.html" %}'
                 "{% block content %}{{ page.titel }}{% endblock %}"}, 'did you mean "title"?',
        (("templates/article.html", "titel", "title"),)),
    Row("N503", {"templates/article.html": "{% extends page.kind %}"}, "write the name out in",
        (("templates/article.html", "page.kind", '"newsgen/article.html"'),)),
    Row("N504", {"templates/languages/de.po": 'msgid "%(n)s article"\nmsgstr "%(count)s A"\n'},
        "keep what stands as %(…)s in the message", (("templates/languages/de.po", "count", "n"),)),
)  # fmt: skip

WITHOUT_ADVICE = {
    "N114": "the file has to be saved anew: tests/bad_input/bytes.txt",
    "N118": "who runs tests may read all files: tests/bad_input/files.txt",
    "N119": "a link is replaced by the file itself: tests/bad_input/files.txt",
    "N143": "a picture of many megabytes has to be made smaller: tests/pipeline",
    "N144": "a picture has to be fetched anew: tests/pipeline",
    "N202": "nothing is to be done: the article comes when it may",
    "N326": "a folder has to be renamed: tests/pipeline",
    "N401": "another folder has to be named: tests/cli",
    "N601": "a file of the output has to be moved: tests/publish",
    "N602": "another output folder has to be named: tests/cli",
    "N603": "a file of an export has to be deleted: tests/export",
    "N604": "a file of the output has to be deleted: tests/publish",
    "N605": "an archive has to be smaller, or its host another: tests/pipeline",
    "N702": "a program has to be installed: tests/search",
}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_advice_that_is_followed_ends_the_problem(row: Row, tmp_path: Path) -> None:
    site = Site(tmp_path, CONFIG)
    for path, text in {PATH: article(), **row.files}.items():
        site.write(path, text)
    site.check()
    lines = [str(found) for found in site.outcome.problems if found.code == row.code]
    assert any(row.advice in line for line in lines), site.problem_text()
    others = {found.code for found in site.outcome.problems} - {row.code}
    for path, old, new in row.edits:
        file = site.folder / path
        text = file.read_text("utf-8") if file.exists() else ""
        assert old in text
        mended = text.replace(old, new, 1) if old else text + new
        if mended:
            site.write(path, mended)
        else:
            site.delete(path)
    site.build().ok()
    assert {found.code for found in site.outcome.problems} <= others


def test_every_code_has_its_ways_out() -> None:
    advised = {row.code for row in ROWS}
    assert advised.isdisjoint(WITHOUT_ADVICE)
    assert advised | WITHOUT_ADVICE.keys() == set(PROBLEM_CODES)
