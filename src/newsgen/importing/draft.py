"""What every format gives: drafts of articles, and refusals of what cannot become one."""

from collections.abc import Mapping

from newsgen.model.value import Value, field

DRAFT_LINK = "draft:"
"""The scheme of a link to another draft of the same import: `draft:` and one of its keys."""


class DraftPicture(Value, frozen=True):
    """A picture of an article as the document describes it. src: as in `Attachment.reference`."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Attachment(Value, frozen=True):
    """A file that a text or its picture refers to and that the import can bring along.

    Attributes:
        reference: What the text says: the very destination of the Markdown link or picture.
        name: A file name for it, such as `fair.jpg`.
        path: Where it lies on this machine; empty if it does not.
        content: Its bytes, if they were part of the document.
        url: Where it lies on the web; empty if that is not known.
        is_own: Whether it belongs to the imported site, so that it is always brought along.
    """

    reference: str
    name: str
    path: str = ""
    content: bytes = b""
    url: str = ""
    is_own: bool = False


class Loss(Value, frozen=True):
    """Something of a document that its draft does not have, in a sentence for the editor.

    Attributes:
        message: What was lost, as in `the shortcode {{< map >}} has no counterpart`.
        line: The line of the document it stands on; 0 if there is none.
        count: How many times it was lost.
        what: The part of the message that names it, as in `{{< map >}}`; empty if it has none.
    """

    message: str
    line: int = 0
    count: int = 1
    what: str = ""

    @property
    def kind(self) -> str:
        """The message without what it names: equal for losses of one kind."""
        return self.message.replace(self.what, "…", 1) if self.what else self.message


class Leftover(Value, frozen=True):
    """Something that was taken out of a document, because it is no part of the article.

    Attributes:
        kind: What it was for, such as `navigation`; `other` if nothing says it.
        text: Its first words.
        is_near: Whether it stood among the parts of the article, or looks like one of them.
    """

    kind: str
    text: str
    is_near: bool = False


class Draft(Value, frozen=True, tag=True):
    """An article as a document has it. An empty value means that the document does not say it.

    Attributes:
        origin: The document for the editor's eyes: a path, or a path and an entry of it.
        keys: Names by which links of other drafts of the same import mean this one, such as
            `content/news/a.md`; see DRAFT_LINK.
        text: Markdown as newsgen reads it. Links are whole addresses, `draft:` links or references
            of attachments.
        source: The publisher, as the document names it.
        authors: Each person or organization by itself, without "By".
        date: As front matter writes it: 2022-09, 2022-09-13 or 2022-09-13T08:30:00+02:00.
        date_evidence: Where the date was found, as in `its metadata (article:published_time)`.
        updated: As `date`.
        language: A BCP 47 tag.
        summary: What the document itself gives as its summary, in one line.
        images: Those beside the text; the first is the article's picture.
        source_url: The address at which the document was read.
        retrieved: The day on which it was read: YYYY-MM-DD.
        id: Its permanent id, if the document comes from an archive of newsgen.
        slug: The last part of its address, if the document names it.
        aliases: Paths of its own old addresses, such as /2014/05/fair/; of a site that moves here.
        entities: Names by kind, as in front matter: people, organizations, places, events.
        translation_of: A key of the draft that it is a translation of.
        is_draft: Whether the document itself says that it is not published.
        embargo: As `date`: not published before.
        expires: As `date`: not published from then on.
        archived_url: A kept copy of `source_url`.
        dateline: The place and day that the text begins with.
        rights: full, excerpt or metadata; empty if the document does not say.
        leftovers: What was taken out, because it is not part of the article.
        old_addresses: Those of the drafts that the text links to, by their keys: for those that do
            not become articles.
        losses: What could not be carried over.
    """

    origin: str
    keys: tuple[str, ...] = ()
    title: str = ""
    text: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    date_evidence: str = ""
    updated: str = ""
    language: str = ""
    section: str = ""
    series: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    images: tuple[DraftPicture, ...] = ()
    source_url: str = ""
    retrieved: str = ""
    id: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    translation_of: str = ""
    is_draft: bool = False
    embargo: str = ""
    expires: str = ""
    archived_url: str = ""
    dateline: str = ""
    rights: str = ""
    attachments: tuple[Attachment, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    old_addresses: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


class Refusal(Value, frozen=True, tag=True):
    """A document that cannot become an article, and why, with a way out.

    Attributes:
        origin: As of a draft.
        message: As in `there is no text in it; if the page needs a login, copy its text`.
        line: The line of the document it is about; 0 if there is none.
    """

    origin: str
    message: str
    line: int = 0


Reading = Draft | Refusal
"""What comes of a document."""
