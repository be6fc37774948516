"""The table of what other programs read as Markdown, and of what nearly is Markdown."""

import re
from typing import NamedTuple

from newsgen.content import unwritten_text
from newsgen.content.picture_descriptions import EMPTY_DESCRIPTION
from newsgen.model.lazy_pattern import lazy_pattern


class ForeignMark(NamedTuple):
    """A mark, and what to say of it; {} in the message stands for the match.

    Attributes:
        triggers: texts of which one is in every match; they are searched for first.
        pattern: the problem is where its last group begins, or the match. Signs first is fast.
    """

    code: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    hint: str


def _mark(code: str, triggers: str, form: str, message: str, hint: str) -> ForeignMark:
    return ForeignMark(code, tuple(triggers.split("|")), lazy_pattern(form, re.M), message, hint)


_LINE = r"^[ \t>]*"
_ITEM = rf"{_LINE}(?:[-*+]|\d{{1,9}}[.)])[ \t]+"
_AS_TYPED = "is shown as typed"
_PICTURE = r"[^\s()\[\]]+\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)"
_ADDRESS = rf"(?:https?://|www\.|mailto:|/|\.{{1,2}}/)[^\s()\[\]]*|[\w/.-]+\.md|{_PICTURE}"
_BULLETS = "①-⒛❶-❿–—―→➔➢➤►▶✓✔✗☐☑"
_ITEM_MARKS = (
    rf"(?:[{_BULLETS}]|(?:o|\(?[A-Za-z]\)|[IVX]{{1,4}}\.|\d{{1,2}} [-–])(?=[ \t])|\(\d{{1,2}}\)"
    r"|(?:[-+]|\d{1,2}[.)])(?=[^\W\d_]))"
)
"""What people begin items with. A line alone may begin with it, too."""

FOREIGN_MARKS = (
    _mark(
        "N213",
        "<<<<<<<|>>>>>>>",
        r"^(?:<{7}|>{7})[ \t]+\S[^\n]*$",
        "{} is a mark of git, which found two versions of this text",
        "keep one of them, and delete the lines of <<<<<<<, ======= and >>>>>>>",
    ),
    _mark(
        "N207",
        "•|·|●|▪|◦|‣|∙|■|□|⁃",
        rf"{_LINE}([•·●▪◦‣∙■□⁃])(?=[ \t]*\S)",
        "{} is no mark of a list; the items are shown in one paragraph",
        "begin each item with - and a space",
    ),
    _mark(
        "N207",
        "\n②|\n⑵|\n⒉|\n❷|\n–|\n—|\n―|\n→|\n➢|\n➤|\n►|\n▶|\n✓|\n✔|\n✗|\n➔|\n☐"
        "|\n☑|\no |\nb)|\nB)|\n(|\nII.|\n2 |\n2.|\n2)|\n-|\n+",
        rf"^({_ITEM_MARKS})[ \t]*[^\s–—-][^\n]*(?<!\\)(?<!  )\n{_ITEM_MARKS}[ \t]*[^\s–—-]",
        "{} is no mark of a list; the lines are shown in one paragraph",
        "begin each line with - and a space, or leave an empty line between them",
    ),
    _mark(
        "N129",
        unwritten_text.TRIGGERS,
        unwritten_text.PATTERN,
        "{} stands for words that are still to come",
        "write them, or take it out",
    ),
    _mark(
        "N209",
        "##",
        rf"{_LINE}(#{{2,6}})(?=[^\s#])",
        "{} is shown as typed: a heading needs a space after it",
        "put a space after the last #",
    ),
    _mark(
        "N209",
        "＃",
        rf"{_LINE}(＃+)",
        "{} is not the sign # and makes no heading",
        "write # and a space",
    ),
    _mark(
        "N209",
        "] |]\t",
        rf"\[[^\[\]\n]+(\][ \t]+\((?:{_ADDRESS})\))",
        "{} is no link, since a space stands between ] and (",
        "take the space out",
    ),
    _mark(
        "N209",
        ")[|)(|}(",
        rf"(?<!\])((?:!|\b)?[({{][^(){{}}\n]+[)}}](?:\[(?:{_ADDRESS})\]|\(https?://[^\s()]*\)))"
        r"(?![(\[:])",
        "{} is no link: [ and ] belong around its words, ( and ) around its address",
        "write [words](address)",
    ),
    _mark(
        "N209",
        "]（",
        r"\[[^\[\]\n]+\](（(?:https?:|www\.|/|\.{1,2}/|[\w/-]+\.md)[^\s（）]*）)",
        "{} is no address of a link: its brackets are those of Chinese and Japanese",
        "write ( and ) for （ and ）",
    ),
    _mark(
        "N209",
        "! [|!\t[|[!",
        rf"(?:^|(?<=[\s(]))(![ \t]+\[[^\[\]\n]*\]\({_PICTURE}\)"
        rf"|\[![^\[\]!\n]+\]\({_PICTURE}\))",
        "{} is no picture, but a link: a picture begins with ! and then [",
        "write ![words](address)",
    ),
    _mark(
        "N209",
        "** ",
        r"(\*\*(?<!\S\*\*)[ \t]+[^\W\d_][^*\n]*\*\*)(?!\*)",
        "{} " + _AS_TYPED + ", since a space follows the first **",
        "take out the spaces between ** and the words",
    ),
    _mark(
        "N209",
        "\t",
        r"^(?![ \t]*(?:[-+*>#|]|\d+[.)]))[^\t\n]*\w\w[^\t\n]*(\t)\t*\S[^\n]*\n[^\t\n]*\S\t+\S",
        "tabs divide no columns; these lines are shown in one paragraph",
        "write | between the cells, and a row such as |---|---| below the first",
    ),
    _mark(
        "N210",
        "[/",
        r"(\[/(?i:b|i|u|s|url|img|email|quote|code|list|color|size|center)\])",
        "{} marks words in forums; here it " + _AS_TYPED,
        "write **words**, *words*, > for a quotation, or [words](address)",
    ),
    _mark(
        "N210",
        "==|h1.|h2.|h3.|h4.",
        r"^(={2,6}[ \t]+\S[^\n]*={2,6}|={3,6}[^\s=][^\n=]*={3,6}|h[1-4]\.[ \t]+\S[^\n]*)[ \t]*$",
        "{} is a heading elsewhere; here it " + _AS_TYPED,
        "write ## and the words",
    ),
    _mark(
        "N210",
        "'''",
        r"(?<!')('''(?=[^\s'])[^'\n]+''')(?!')",
        "{} marks words in wikis; here it " + _AS_TYPED,
        "write **words**",
    ),
    _mark(
        "N210",
        "http|[www.",
        r"(\[(?<![\]!\\\[]\[)(?:(?:https?://|www\.)[^\s\[\]|]+[ \t|]+[^\[\]\n]*[^\W_][^\[\]\n]*"
        r"|[^\[\]|\n]+\|https?://[^\s\[\]|]+)\]"
        r"|<(?<![\]!\\\[]<)https?://[^\s<>|]+\|[^<>\n]+>)(?![(\[:\]])",
        "{} is a link in wikis; here it " + _AS_TYPED,
        "write [words](address)",
    ),
    _mark(
        "N210",
        "::|link:|xref:",
        r"(^\.\. [a-z-]+::|(?<![\w:])(?:(?:link|xref):|image::?)[^\s\[\]]+\[[^\[\]\n]*\])",
        "{} is no Markdown, but another markup; here it " + _AS_TYPED,
        "write ![words](address) for a picture, and [words](address) for a link",
    ),
    _mark(
        "N210",
        "[!",
        r"^[ \t]*>[ \t>]*(\[![A-Za-z]+\])",
        "{} makes a box elsewhere; here it " + _AS_TYPED,
        "begin the quotation with a word such as **Note:**",
    ),
    _mark(
        "N210",
        "!!!|???",
        rf"{_LINE}((?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*)",
        "{} makes a box elsewhere; here it " + _AS_TYPED,
        "write a quotation: > **Note:** …",
    ),
    _mark(
        "N210",
        ":::",
        rf"{_LINE}(:{{3,}}[ \t]*\{{?[\w .-]*)",
        "{} makes a box elsewhere; here it " + _AS_TYPED,
        "write a quotation: > **Note:** …",
    ),
    _mark(
        "N210",
        "~~",
        r"(?<![~\\])(~~(?=[^\s~])[^~\n]*[^\s~]~~)(?!~)",
        "{} strikes words out elsewhere; here it " + _AS_TYPED,
        "write <del>words</del>",
    ),
    _mark(
        "N210",
        "==",
        r"(?<![=\\])(==(?=[^\s=])[^=\n]*[^\s=]==)(?!=)",
        "{} marks words elsewhere; here it " + _AS_TYPED,
        "write <mark>words</mark>",
    ),
    _mark(
        "N210",
        "[ ]|[x]|[X]",
        rf"{_ITEM}(\[[ xX]\])(?=[ \t]+\S)",
        "{} is a box to tick elsewhere; here it " + _AS_TYPED,
        "write ☐ or ☑",
    ),
    _mark(
        "N210",
        "$",
        r"(\$\$[^$\n]+\$\$|^[ \t]*\$\$[ \t]*$"
        r"|(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_{}][^$\n]*\$(?![\w$]))",
        "{} is a formula elsewhere; here it " + _AS_TYPED,
        "write it with <sup>, <sub> and signs such as ×, or as a picture",
    ),
    _mark(
        "N210",
        "\n:|\n :|\n  :|\n   :",
        r"^(?![ \t]*(?:[-*+>#|:<!\[]|\d+[.)]))(?=[ \t]*[^\s:|])[^\n:|]*\n(?:[ \t]*\n)?"
        r"( {0,3}:[ \t]{1,3}(?=\S))",
        "a line that begins with : describes the words above elsewhere; here it " + _AS_TYPED,
        "write <dl><dt>word</dt><dd>what it means</dd></dl>",
    ),
    _mark(
        "N210",
        "{:|{#|{.",
        r"(\{(?::[^{}\n]*|[#.][A-Za-z][^{}\n]*)\})",
        "{} sets attributes elsewhere; here it " + _AS_TYPED,
        "take it out",
    ),
    _mark(
        "N210",
        "*[",
        rf"{_LINE}(\*\[[^\[\]\n]+\]:)",
        "{} explains an abbreviation elsewhere; here it " + _AS_TYPED,
        'write <abbr title="long form">abbreviation</abbr> where it stands first',
    ),
    _mark(
        "N210",
        "[TOC]|[[toc]]|[[_TOC_]]",
        rf"{_LINE}(\[TOC\]|\[\[toc\]\]|\[\[_TOC_\]\])[ \t]*$",
        "{} makes a table of contents elsewhere; here it " + _AS_TYPED,
        "take it out",
    ),
    _mark(
        "N210",
        ":",
        r"(:(?<![\w:/.]:)(?:[a-z]+_)*[a-z]{3,}:)(?![\w:/])",
        "{} is a small picture elsewhere; here it " + _AS_TYPED,
        "write the picture itself, such as ☺",
    ),
    _mark(
        "N210",
        "http|www.|ftp:",
        # What may not stand before it is asked after its first letter: such a letter is found fast.
        r"((?:h(?=ttps?://\w)|f(?=tp://\w)|w(?=ww\.\w))"
        r"(?<![\w.+\-/@:<>\[\]\"'=].)(?<!\][(（].)(?<!\w\|.)"
        r"(?<!\][: ][ (].)(?![^\s<>\[\]]*\]\()"
        r"[^\s<>]*[^\s<>.,;:!?)\"'*_~])",
        "{} is a link elsewhere; here it " + _AS_TYPED,
        "put < and > around it, or write [words](address)",
    ),
    _mark(
        "N210",
        "@",
        r"(?<![\w.+\-/@:<>\[\]\"'=])(?<!\]\()(?<!\][: ][ (])"
        r"([\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]+(?![\w-]))",
        "{} is a link elsewhere; here it " + _AS_TYPED,
        "put < and > around it, or write [words](address)",
    ),
    _mark(
        "N212",
        "![",
        r"!\[\s*\](?=[(\[])",
        "this picture has no description for readers who do not see it",
        "say in the brackets what it shows",
    ),
    _mark(
        "N212",
        "![|alt=",
        rf"(!\[{EMPTY_DESCRIPTION}\](?=[(\[])|\balt=\"{EMPTY_DESCRIPTION}\")",
        "{} is no description: it does not say what the picture shows",
        "write what readers would see",
    ),
    _mark(
        "N212",
        "[](|[ ](|</a>|</A>",
        r"((?<![!\\\]])\[[ \t]*\]\((?=[^)\s])|<[aA]\b[^<>]*\b(?i:href)=[^<>]*>\s*</[aA]>)",
        "this link has no words, so that nobody sees it",
        "write words for it in the brackets, or take it out",
    ),
    _mark(
        "N212",
        "<img|<IMG",
        r"<[iI][mM][gG]\b(?![^<>]*\balt[ \t\n]*=)[^<>]*>",
        "this picture has no description for readers who do not see it",
        'say in alt="…" what it shows',
    ),
)
