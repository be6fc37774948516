"""The table of problem codes: what each means, and what happens where it is only a warning.

Code that meets a problem always does what `warning_effect` says and returns the problem; only the
severity decides whether the build stops. A code without an effect cannot be lowered: it guards
identity or safety, or nothing sensible could be done.
"""

from typing import Literal

from newsgen.model.kind import TYPED_ENTITY_KINDS, join_words
from newsgen.model.value import Value

Severity = Literal["error", "warning", "off"]
"""How bad a problem is; off: it is not told at all, and no problem has it."""


class ProblemCode(Value, frozen=True):
    """A kind of problem.

    Attributes:
        warning_effect: what newsgen does where it is a warning; empty if it cannot be lowered.
        severity: the severity where newsgen.yml names none.
    """

    title: str
    warning_effect: str = ""
    severity: Severity = "error"


ARTICLE_OMITTED = "the article is left out"
FILE_OMITTED = "the file is left out, and with it the article or the names in it"
KEY_IGNORED = "the key is ignored; if the article cannot do without it, the article is left out"

PROBLEM_CODES: dict[str, ProblemCode] = {
    # Front matter and YAML
    "N101": ProblemCode("no front matter", ARTICLE_OMITTED),
    "N102": ProblemCode("front matter without an end", ARTICLE_OMITTED),
    "N103": ProblemCode("not a calendar date", KEY_IGNORED),
    "N104": ProblemCode(
        "a required key is missing or empty",
        "the article is left out, or the entry of a list or file that it is missing from",
    ),
    "N105": ProblemCode(
        "the source is missing or empty",
        "the article counts as the archive's own: its source is the publisher's name, or the title",
    ),
    "N106": ProblemCode("a value of the wrong type", KEY_IGNORED),
    "N107": ProblemCode("an unknown key", "the key is ignored"),
    "N108": ProblemCode("a key given twice", "the last one counts"),
    "N109": ProblemCode("a line that cannot be read", FILE_OMITTED),
    "N110": ProblemCode(
        "a # that starts a comment after a value", "what follows the # is a comment"
    ),
    "N111": ProblemCode(
        "a plain value that runs on to the next line", "its lines are joined by spaces"
    ),
    "N112": ProblemCode("a value that starts with &, * or !"),
    "N113": ProblemCode("commas where a list is expected", "the value is split at its commas"),
    "N114": ProblemCode("not UTF-8 text", FILE_OMITTED),
    "N115": ProblemCode("control characters", "they are removed"),
    "N116": ProblemCode("an empty value", "the key is ignored", "warning"),
    "N117": ProblemCode("a value outside of those allowed", KEY_IGNORED),
    "N118": ProblemCode("a file that cannot be read", FILE_OMITTED),
    "N119": ProblemCode("a symbolic link that leads out of the site or to a folder"),
    "N120": ProblemCode("a date in the future", "it is shown as it is written", "warning"),
    "N121": ProblemCode(
        "a date that is not that of the file's path", "the one in front matter counts", "warning"
    ),
    "N122": ProblemCode("letters that a conversion spoilt", "they are shown as typed", "warning"),
    "N124": ProblemCode("more or less than a name", "it counts as the name", "warning"),
    "N125": ProblemCode("a line left over from a web page", "it is shown as typed", "warning"),
    "N126": ProblemCode(
        "a picture that is fetched without encryption",
        "its address is published as it is",
        "warning",
    ),
    "N127": ProblemCode(
        "marks in a title, summary or caption", "they are shown as typed", "warning"
    ),
    "N128": ProblemCode(
        "what a page shows above its text, once more", "it is shown twice", "warning"
    ),
    "N129": ProblemCode("words that are still to come", "it is shown as typed", "warning"),
    "N130": ProblemCode("a family name that cannot be", "the key is ignored"),
    "N135": ProblemCode(
        "a sign that only looks like the right one", "it is read as the sign it looks like"
    ),
    "N136": ProblemCode("a sign that cannot be seen", "it is taken out", "warning"),
    "N137": ProblemCode(
        "a list item that does not begin with a dash and a blank", "it is read as an item"
    ),
    "N138": ProblemCode(
        "a key that does not stand under its own", "it counts as if it stood there"
    ),
    "N139": ProblemCode("authors that are one name", "they are one author", "warning"),
    "N140": ProblemCode(
        "a name that authority files know as another kind",
        "it gets a page of the kind that the article says",
        "warning",
    ),
    "N141": ProblemCode(
        "a date before that of the article", "it is shown as it is written", "warning"
    ),
    "N142": ProblemCode(
        "a picture that browsers do not show", "it is published as it is", "warning"
    ),
    "N143": ProblemCode("a picture of many megabytes", "it is published as it is", "warning"),
    "N144": ProblemCode("a picture that is cut off", "it is published as it is", "warning"),
    # Text
    "N201": ProblemCode("a link that leads nowhere", "the link's text stays, the link goes"),
    "N202": ProblemCode(
        "a link to an article that is left out", "the link's text stays, the link goes", "warning"
    ),
    "N203": ProblemCode("an image that is not there", "its alternative text is shown instead"),
    "N204": ProblemCode(
        "a path that leads out of the site",
        "the link's text stays, the link goes; of an image its alternative text stays",
    ),
    "N205": ProblemCode("HTML that newsgen does not publish", "it is removed", "warning"),
    "N206": ProblemCode("another generator's shortcode", "the shortcode is left out"),
    "N207": ProblemCode(
        "a list that Markdown does not see",
        "its dashes or numbers are shown in the running text, or its items not nested",
        "warning",
    ),
    "N208": ProblemCode(
        "a number that may be text or count items", "it is shown as the message says", "warning"
    ),
    "N209": ProblemCode("a mark that is not read as one", "it is shown as typed", "warning"),
    "N210": ProblemCode("Markdown of other programs", "it is shown as typed", "warning"),
    "N211": ProblemCode(
        "a footnote or reference without its other half",
        "its mark is shown as typed, or what nothing refers to goes to the end or away",
        "warning",
    ),
    "N212": ProblemCode("a picture or link without words", "it is shown without them", "warning"),
    "N213": ProblemCode("two versions of a text, marked by git", "both are shown, with the marks"),
    "N214": ProblemCode("a row with more cells than its table", "the rest is not shown", "warning"),
    "N220": ProblemCode("a file beside an article that could run script"),
    "N221": ProblemCode(
        "a published file whose name Windows cannot hold",
        "it is published under this name, and the archive cannot be unpacked there",
        "warning",
    ),
    "N222": ProblemCode("a picture of the archive that cannot be shown", "it is left out"),
    # Names and addresses
    "N301": ProblemCode("two pages at one address"),
    "N302": ProblemCode("two names at one address"),
    "N303": ProblemCode("two articles with one id"),
    "N304": ProblemCode("a name that no authority file knows", "it gets a page under /entities/"),
    "N305": ProblemCode(
        "a name that authority files know as two kinds",
        f"the first of {join_words(TYPED_ENTITY_KINDS)} counts",
    ),
    "N306": ProblemCode("an alias claimed by two names"),
    "N307": ProblemCode("a slug or id that cannot be part of an address", "the key is ignored"),
    "N308": ProblemCode("an alias that is not an address of this site"),
    "N309": ProblemCode("a translation of no article", "the key is ignored"),
    "N310": ProblemCode(
        "a section that newsgen.yml does not list", "the section gets a page all the same"
    ),
    "N311": ProblemCode("an alias that is the address of a page", "the alias is ignored"),
    "N312": ProblemCode(
        "two articles at one address",
        "the one in the archive's language stays, else the first by path; the other is left out",
    ),
    "N313": ProblemCode(
        "a name that would be part of itself", "none of the names is part of another"
    ),
    "N314": ProblemCode("a larger name that no authority file knows", "the key is ignored"),
    "N315": ProblemCode(
        "a name that is one letter off a known one", "it is a name of its own", "warning"
    ),
    "N316": ProblemCode(
        "a paragraph that becomes code or a heading", "it is shown as code or a heading", "warning"
    ),
    "N317": ProblemCode(
        "a date before there were newspapers", "it is shown as it is written", "warning"
    ),
    "N321": ProblemCode("a plain page that is held back", "the page is left out"),
    "N323": ProblemCode("a copy of an article", "it is published like any other", "warning"),
    "N324": ProblemCode(
        "a file that may be meant as an article and is none", "it is not published", "warning"
    ),
    "N325": ProblemCode("a file that no text refers to", "it is not published", "warning"),
    "N326": ProblemCode("a folder that is not read", "what is in it is not published", "warning"),
    # The site
    "N401": ProblemCode("no newsgen.yml"),
    "N402": ProblemCode("an unknown time zone or language"),
    "N403": ProblemCode("a problem code that does not exist or cannot be lowered"),
    "N404": ProblemCode("an archive without a title"),
    # Templates
    "N501": ProblemCode("a template that Jinja cannot read"),
    "N502": ProblemCode("a template that asks for what is not there"),
    "N503": ProblemCode("a template named by an expression"),
    "N504": ProblemCode("a message catalogue that cannot be used"),
    # The output folder
    "N601": ProblemCode("a file at a planned place that newsgen did not write"),
    "N602": ProblemCode("an output folder that would hold or bury the site"),
    "N603": ProblemCode("a file of the site where an export is written"),
    "N604": ProblemCode("an altered file that newsgen no longer makes", severity="warning"),
    "N605": ProblemCode("a limit of the host that is near", "all is published", "warning"),
    # Search
    "N702": ProblemCode("a search index that could not be made"),
}
