"""The decision whether a page is drawn, as the pure function it is, and its reason in words."""

import pytest

from newsgen.pipeline.outdatedness import (
    Explainer,
    OutdatednessReason,
    outdatedness_reason,
    page_key,
)
from newsgen.publish.manifest import FileFault, ManifestEntry
from newsgen.render.template_digests import frame_digest
from newsgen.store.cache import Cache
from newsgen.store.encoded_pages import EncodedPage, PageRow

KEY = page_key("frame", "view")


@pytest.mark.parametrize(
    "known, key, fault, reason",
    [
        # the manifest does not know it, whatever stands there
        (False, None, None, "new"),
        (False, None, "output missing", "new"),
        # it knows that newsgen wrote it, and not what for
        (True, None, None, "unknown"),
        (True, None, "output altered", "unknown"),
        # it was made for something else
        (True, "other.view", None, "frame"),
        (True, "other.another", None, "frame"),
        (True, "frame.other", None, "view"),
        (True, "frame.other", "output missing", "view"),
        (True, "copy.of a file", None, "frame"),
        # it was made for this, but is not what was made
        (True, KEY, "output missing", "output missing"),
        (True, KEY, "output altered", "output altered"),
        # it is what it would be
        (True, KEY, None, None),
    ],
)
def test_why(
    known: bool, key: str | None, fault: FileFault | None, reason: OutdatednessReason | None
) -> None:
    old = ManifestEntry("index.html", key, "hash", 1) if known else None
    assert outdatedness_reason(old, KEY, fault) == reason


@pytest.mark.parametrize(
    "reason, words",
    [
        ("new", "new"),
        ("unknown", "not known what it was made from"),
        ("output missing", "output missing"),
        ("output altered", "output altered"),
        ("view", "view"),
        ("frame", "templates or settings"),
    ],
)
def test_a_reason_in_words_where_nothing_is_remembered(
    reason: OutdatednessReason, words: str
) -> None:
    page = EncodedPage(PageRow("/", "front.html", "other"), b"", ())
    assert Explainer(Cache(None)).explain(reason, KEY, (), page, None) == words


@pytest.mark.parametrize(
    "reason, words",
    [
        ("new", "new"),
        ("unknown", "not known what it was made from"),
        ("output altered", "output altered"),
        ("view", "file static/x.css"),
        ("frame", "file static/x.css"),
        (None, "file static/x.css"),
    ],
)
def test_why_a_file_is_copied(reason: OutdatednessReason | None, words: str) -> None:
    assert Explainer(Cache(None)).explain_copy(reason, "static/x.css") == words


def test_keys_are_equal_only_if_both_their_parts_are() -> None:
    assert page_key("a", "b") == page_key("a", "b")
    assert len({page_key("a", "b"), page_key("b", "a"), page_key("a", "c")}) == 3
    assert frame_digest((("ab", "c"),)) != frame_digest((("a", "bc"),))
