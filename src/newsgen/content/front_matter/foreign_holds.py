"""Keys by which other programs hold an article back → how it is held back here.

`published: false`, `publishDate:`, `expiryDate:` and their kin count in any spelling, and whether
newsgen.yml renames them or lets them pass: no setting publishes what another program kept back.
A value that says neither yes nor no, nor when, holds the article back too, and is a problem.
"""

import re
from collections.abc import Collection, Mapping
from typing import Literal

from newsgen.content.dates import parse_moment
from newsgen.content.did_you_mean import nearest_word
from newsgen.content.schema import FRONT_MATTER_FIELDS, WITHHOLDING_KEYS
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode
from newsgen.content.yaml.validator import Validator
from newsgen.model.article import Article, Moment
from newsgen.model.problem import Location
from newsgen.model.value import Value, replace


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_Effect = Literal["shown", "hidden", "from", "until"]
"""What a key says if it is true, or by its date: shown or hidden, from or until that moment."""

_WORDS: dict[_Effect, str] = {
    "shown": "published publish ispublished public ispublic visible isvisible discoverable "
    "listed active enabled live released",
    "hidden": "draft isdraft hidden ishidden hide private isprivate protected unpublished unlisted "
    "disabled headless deleted trashed expired wip excludefromcollections "
    "eleventyexcludefromcollections",
    "from": "publishdate publishat publishon publishtime publishfrom publishafter scheduled "
    "scheduledat scheduledfor scheduleddate scheduledate schedule golive goliveat golivedate "
    "embargo embargoed embargodate embargountil embargoeduntil embargoends availablefrom "
    "visiblefrom validfrom showfrom onlinefrom releasedate releaseat releaseon notbefore holduntil",
    "until": "expirydate expiry expires expire expireson expiresat expireat expiredate "
    "expirationdate expiration unpublish unpublishdate unpublishat unpublishon unpublishedat "
    "unpublishedon validuntil validthrough visibleuntil availableuntil showuntil onlineuntil "
    "offlinefrom takedown takedowndate removeon removeat notafter",
}
_EFFECTS = {word: effect for effect, words in _WORDS.items() for word in words.split()}
_ALSO_DATES = frozenset(
    ("pubdate", "publishedat", "publishedon", "publisheddate", "datepublished", "publicationdate")
)
"""Keys that hold back until their date where the article has another date of its own."""

_PLAIN_WORDS = _words(
    "published publish ispublished draft isdraft hidden ishidden private isprivate unpublished "
    "publishdate publishat publishon scheduled scheduledat embargo embargoed embargodate "
    "embargountil expirydate expiry expires expirationdate unpublish unpublishdate"
)
"""Keys that mean nothing else, so that a value that is no answer is a mistake."""

_STATES = frozenset(("status", "state", "poststatus", "visibility", "workflow", "workflowstate"))
_PUBLIC_STATES = _words("published publish public live visible listed everyone final")
_HELD_STATES = _words(
    "draft autodraft private pending hidden unpublished unlisted future scheduled trash trashed "
    "deleted inherit skip inreview review idea wip todo disabled inactive expired embargoed "
    "rejected archived offline members paid password protected"
)
_YES = frozenset(("true", "yes", "on", "y", "1"))
_NO = frozenset(("false", "no", "off", "n", "0", "never", "none"))
_OWN_KEYS = frozenset(field.name for field in FRONT_MATTER_FIELDS) - {
    "published",
    "expires",
}
"""The keys of newsgen, without those it has taken over from other programs."""

_HINT = "write draft: true to hold the article back, or take the key out to publish it"


class ForeignHolds(Value, frozen=True):
    """How other programs hold an article back.

    Attributes:
        draft: where the first key is that holds it back without a date.
        embargo: the last moment before which it is held back.
        expiry: the first moment from which it is held back.
        location: where the first of all these keys is.
    """

    draft: Location | None = None
    embargo: Moment | None = None
    expiry: Moment | None = None
    location: Location | None = None


def separate_holds(
    mapping: MappingNode,
    renamed_keys: Mapping[str, str],
    validator: Validator,
    *,
    with_own_keys: bool = False,
) -> tuple[MappingNode, ForeignHolds]:
    """Return the mapping without the keys by which other programs hold back, and what they say.

    A value that cannot be read makes the key `draft` invalid.

    Args:
        mapping: front matter as it was written.
        renamed_keys: as `rename` in newsgen.yml: foreign keys, and the keys they mean.
        validator: what gathers the problems.
        with_own_keys: whether `draft`, `status` and `embargo` are read too.
    """
    reader = _HoldReader(mapping, renamed_keys, validator, with_own_keys)
    kept = tuple(pair for pair in mapping.pairs if not reader.takes(*pair))
    return replace(mapping, pairs=kept), reader.holds


class _HoldReader:
    """Reads the keys of one article's front matter, one by one."""

    def __init__(
        self,
        mapping: MappingNode,
        renamed_keys: Mapping[str, str],
        validator: Validator,
        with_own_keys: bool,
    ) -> None:
        self.holds = ForeignHolds()
        self._with_own_keys = with_own_keys
        self._renamed_keys = renamed_keys
        self._validator = validator
        self._has_date = any(
            renamed_keys.get(key.text, key.text) == "date" for key, _ in mapping.pairs
        )

    def takes(self, key: ScalarNode, node: Node) -> bool:
        """Read a key; return whether it is done with, so that nothing else should read it."""
        our_key = self._renamed_keys.get(key.text, key.text)
        is_own = key.text == our_key and our_key in _OWN_KEYS
        if is_own and not self._with_own_keys and our_key != "status":
            return False
        word = _fold(key.text)
        if isinstance(node, MappingNode):
            return word == "build" and self._takes_build(key, node)
        if not isinstance(node, ScalarNode):
            return False
        answer = _fold(node.text)
        if word == "permalink" and answer == "false":
            return self._hold(key)
        if word == "password" and not node.is_empty:
            return self._hold(key)
        for name in dict.fromkeys((word, _fold(our_key))):
            if name in _STATES:
                return not is_own if node.is_blank else self._takes_state(key, name, answer)
            effect: _Effect | None = _EFFECTS.get(name)
            if effect is None and name in _ALSO_DATES and self._has_date:
                effect = "from"
            if effect:
                return self._takes_answer(key, node, name, effect)
        return False

    def _takes_build(self, key: ScalarNode, node: MappingNode) -> bool:
        """Read the key `build` of Hugo, which says whether a page is rendered and listed."""
        answers = {
            inner.text: value.text for inner, value in node.pairs if isinstance(value, ScalarNode)
        }
        is_held = {answers.get("render"), answers.get("list")} & {"never", "false", "link"}
        return bool(is_held) and self._hold(key)

    def _takes_state(self, key: ScalarNode, name: str, answer: str) -> bool:
        is_status = name == "status"
        if is_status and answer in ("draft", "published"):
            return self._renamed_keys.get(key.text, key.text) != "status"
        if answer in _HELD_STATES or (name == "visibility" and answer not in _PUBLIC_STATES):
            return self._hold(key)
        return not is_status and answer in _PUBLIC_STATES

    def _takes_answer(self, key: ScalarNode, node: ScalarNode, name: str, effect: _Effect) -> bool:
        is_renamed = self._renamed_keys.get(key.text, key.text) in _OWN_KEYS
        is_renamed &= not self._with_own_keys
        answer = _fold(node.text)
        if node.is_empty:
            return not is_renamed and name in _PLAIN_WORDS
        if answer in _YES or answer in _NO:
            holds = (answer in _NO) == (effect == "shown")
            if holds and (effect != "until" or name == "unpublish"):
                self._hold(key)
            return True
        moment = parse_moment(node.text, self._validator.zone)
        if isinstance(moment, Moment):
            if effect == "hidden" and name != "unpublished":
                return self._hold(key)
            self._hold_by_date(key, moment, is_end=effect in ("until", "hidden"))
            return not is_renamed
        if is_renamed or name not in _PLAIN_WORDS:
            return False
        message, hint = moment
        is_date = effect in ("from", "until") or any(map(str.isdigit, answer))
        if not is_date:
            message, hint = f'"{node.text}" is neither true nor false', _HINT
        code = "N103" if is_date else "N106"
        self._validator.report(code, node.location, f"{key.text}: {message}", hint)
        self._validator.invalid_keys.add("draft")
        return True

    def _hold(self, key: ScalarNode) -> bool:
        location = self.holds.location or key.location
        draft = self.holds.draft or key.location
        self.holds = replace(self.holds, draft=draft, location=location)
        return True

    def _hold_by_date(self, key: ScalarNode, moment: Moment, is_end: bool) -> None:
        holds = replace(self.holds, location=self.holds.location or key.location)
        if is_end:
            ends = filter(None, (holds.expiry, moment))
            self.holds = replace(holds, expiry=min(ends, key=lambda end: end.at))
        else:
            self.holds = replace(holds, embargo=_later(holds.embargo, moment))


def misspelt_holds(mapping: MappingNode, foreign_keys: Collection[str]) -> set[str]:
    """Return the keys that hold an article back, as in `embargo`, and are there misspelt only.

    foreign_keys: those that newsgen.yml lets pass.
    """
    unknown = (key.text for key, _ in mapping.pairs if key.text not in _OWN_KEYS)
    nearest = (nearest_word(key, _OWN_KEYS) for key in unknown if key not in foreign_keys)
    return {key for key in nearest if key in WITHHOLDING_KEYS}


def hold_back(article: Article, holds: ForeignHolds) -> Article:
    """Return an article that is held back by its own keys and by those of other programs."""
    return replace(
        article,
        draft=article.draft or holds.draft is not None,
        embargo=_later(article.embargo, holds.embargo),
        expiry=holds.expiry,
    )


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    """Return the later of two moments, of which there may be none."""
    return max(filter(None, (one, other)), key=lambda moment: moment.at, default=None)


def _fold(text: str) -> str:
    """Return a word in small letters without what people put between its parts."""
    return re.sub(r"[\W_]", "", text.casefold())
