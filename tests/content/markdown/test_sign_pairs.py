"""What `sign_pairs` passes over is not in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.markdown.foreign_mark_table import FOREIGN_MARKS
from newsgen.content.markdown.sign_pairs import sign_pair, sign_pairs

TRIGGERS = sorted({trigger for mark in FOREIGN_MARKS for trigger in mark.triggers})
_WORDS = st.text("[]*:#h \na☐")


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_each_trigger_is_searched_for_where_it_is(trigger: str) -> None:
    for text in (trigger, f"a{trigger}b", f"{trigger} {trigger}", f"{trigger}{trigger}"):
        assert sign_pair(trigger) in sign_pairs(text)


@given(_WORDS, st.text("[]*:#h \na☐", min_size=1), _WORDS)
def test_no_text_is_missed(before: str, short: str, after: str) -> None:
    assert sign_pair(short) in sign_pairs(before + short + after)


def test_most_triggers_are_not_searched_for_in_plain_words() -> None:
    pairs = sign_pairs("Plain words, and a [link](there.md).\n\nMore words: many of them.\n")
    assert sum(sign_pair(trigger) in pairs for trigger in TRIGGERS) < len(TRIGGERS) / 3
