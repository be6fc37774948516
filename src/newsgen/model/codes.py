"""The table of problem codes: what each means and what happens when it is only a warning.

A room that meets a problem always does what `lowered` says and returns the problem; whether the
build then stops is decided by the severity alone. So lowering a code never takes another path
through the program. Codes whose `lowered` is empty guard identity or safety, or leave nothing
sensible to do: they cannot be lowered. docs/problems.md has a section for each (a test sees to it).
"""

from typing import Literal

from newsgen.model.value import Value

Severity = Literal["error", "warning"]


class Code(Value, frozen=True):
    """One kind of problem.

    title: the kind in a few words.
    lowered: what newsgen does when it is a warning; empty if it cannot be lowered.
    severity: the one it has when newsgen.yml says nothing.
    """

    title: str
    lowered: str = ""
    severity: Severity = "error"


LEFT_OUT = "the article is left out"
FILE_LEFT_OUT = "the file is left out, and with it the article or the names in it"
IGNORED = "the key is ignored; if the article cannot do without it, the article is left out"

CODES: dict[str, Code] = {
    # Front matter and YAML
    "N101": Code("no front matter", LEFT_OUT),
    "N102": Code("front matter without an end", LEFT_OUT),
    "N103": Code("not a calendar date", IGNORED),
    "N104": Code(
        "a required key is missing or empty",
        "the article is left out, or the entry of a list or file that it is missing from",
    ),
    "N105": Code(
        "the source is missing or empty",
        "the article counts as the archive's own: its source is the publisher's name, or the title",
    ),
    "N106": Code("a value of the wrong type", IGNORED),
    "N107": Code("an unknown key", "the key is ignored"),
    "N108": Code("a key given twice", "the last one counts"),
    "N109": Code("not readable as YAML", FILE_LEFT_OUT),
    "N110": Code("a # that starts a comment after a value", "what follows the # is a comment"),
    "N111": Code("a plain value that runs on to the next line", "its lines are joined by spaces"),
    "N112": Code("a YAML anchor, alias or tag"),
    "N113": Code("commas where a list is expected", "the value is split at its commas"),
    "N114": Code("not UTF-8 text", FILE_LEFT_OUT),
    "N115": Code("control characters", "they are removed"),
    "N116": Code("an empty value", "the key is ignored", "warning"),
    "N117": Code("a value outside of those allowed", IGNORED),
    "N118": Code("a file that cannot be read", FILE_LEFT_OUT),
    "N119": Code("a symbolic link that leads out of the site or to a folder"),
    # Text
    "N201": Code("a link that leads nowhere", "the link's text stays, the link goes"),
    "N202": Code(
        "a link to an article that is left out", "the link's text stays, the link goes", "warning"
    ),
    "N203": Code("an image that is not there", "its alternative text is shown instead"),
    "N204": Code("a path that leads out of the site"),
    "N205": Code("HTML that newsgen does not publish", "it is removed", "warning"),
    "N206": Code("another generator's shortcode", "the shortcode is left out"),
    "N207": Code(
        "a list that Markdown does not see",
        "its dashes or numbers are shown in the running text, or its items not nested",
        "warning",
    ),
    # Names and addresses
    "N301": Code("two pages at one address"),
    "N302": Code("two names at one address"),
    "N303": Code("two articles with one id"),
    "N304": Code("a name that no authority file knows", "it gets a page under /entities/"),
    "N305": Code(
        "a name that authority files know as two kinds",
        "the first of people, organizations, places and events counts",
    ),
    "N306": Code("an alias claimed by two names"),
    "N307": Code("a slug or id that cannot be part of an address", "the key is ignored"),
    "N308": Code("an alias that is not an address of this site"),
    "N309": Code("a translation of no article", "the key is ignored"),
    "N310": Code(
        "a section that newsgen.yml does not list", "the section gets a page all the same"
    ),
    "N311": Code("an alias that is the address of a page", "the alias is ignored"),
    "N312": Code(
        "two articles at one address",
        "the one whose path comes first in the alphabet stays, the other article is left out",
    ),
    "N313": Code("a name that would be part of itself", "none of the names is part of another"),
    "N314": Code("a larger name that no authority file knows", "the key is ignored"),
    # The site
    "N401": Code("no newsgen.yml"),
    "N402": Code("an unknown time zone or language"),
    "N403": Code("a problem code that does not exist or cannot be lowered"),
    "N404": Code("an archive without a title"),
    # Templates
    "N501": Code("a template that Jinja cannot read"),
    "N502": Code("a template that asks for what is not there"),
    "N503": Code("a template named by an expression"),
    "N504": Code("a message catalogue that cannot be used"),
    # The output folder
    "N601": Code("a file at a planned place that newsgen did not write"),
    "N602": Code("an output folder that would hold or bury the site"),
    "N603": Code("a file of the site where an export is written"),
    # Search
    "N701": Code(
        "words that nobody here can tell apart",
        "texts in these languages are found by whole phrases between two marks only",
        "warning",
    ),
    "N702": Code("a search index that could not be made"),
}
