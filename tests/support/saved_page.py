"""A saved page with an article of ten sentences, and the draft that an import makes of it."""

from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft
from newsgen.importing.web_page import read_web_page

SENTENCE = "The fair opens in spring, which is when the river is high, and it ends in autumn. "
TEXT = "".join(f"<p>{number}. {SENTENCE * 2}</p>" for number in range(5))


def draft_of(body: str) -> Draft:
    """Return the draft of a page with a body."""
    source = f"<html><head><title>The fair opens</title></head><body>{body}</body></html>"
    (reading,) = read_web_page(Document("html", "a.html"), source.encode(), ImportSettings())
    assert isinstance(reading, Draft)
    return reading
