"""Keys of front matter that other programs or other words have for ours, and what to write instead.

Names of kinds (`people:`) that slipped out of `entities:` count as if they stood there, and so do
keys of a picture that slipped out of `image:`.
"""

import re
from collections.abc import Collection, Mapping

from newsgen.content.did_you_mean import did_you_mean, nearest_word
from newsgen.content.schema import (
    ENTITY_FIELDS,
    FRONT_MATTER_FIELDS,
    IMAGE_TYPE,
    PLAIN_PAGE_FIELDS,
)
from newsgen.content.yaml.collection_types import ListType
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.quote import yaml_quoted
from newsgen.content.yaml.validator import Validator
from newsgen.model.kind import TYPED_ENTITY_KINDS, join_words
from newsgen.model.value import replace

_OUR_KEYS = tuple(field.name for field in FRONT_MATTER_FIELDS)

_IMAGE_KEYS = tuple(field.name for field in IMAGE_TYPE.fields)

_SYNONYMS = {
    "title": "headline heading name",
    "source": "publisher publication newspaper paper outlet magazine provider origin",
    "source_url": "url link href web website original original_url canonical canonical_url "
    "external_url article_url",
    "date": "day dated datetime pubdate pub_date published_at published_on "
    "publication_date date_published created created_at creation_date",
    "authors": "author byline by writer writers reporter reporters journalist creator contributor",
    "series": "serial story storyline story_chain",
    "section": "category desk department rubric",
    "tags": "categories keyword keywords topic topics subject subjects label labels hashtags",
    "summary": "description excerpt abstract teaser standfirst intro lede dek deck subtitle "
    "subheading subhead subheadline synopsis meta_description",
    "language": "lang locale",
    "updated": "modified lastmod last_mod last_modified date_modified modified_at updated_at "
    "last_updated revised edited",
    "aliases": "permalink permalinks redirect redirects redirect_from old_url old_urls former_url "
    "legacy_url",
    "image": "picture photo pic cover thumbnail thumb hero banner header_image featured_image "
    "feature_image cover_image lead_image image_url",
    "images": "gallery galleries pictures photos photo_gallery image_gallery slideshow carousel",
    "image.alt": "alt image_alt alt_text",
    "image.caption": "caption captions image_caption photo_caption picture_caption "
    "featured_image_caption thumbnail_caption cutline legend",
    "image.credit": "credit credits photo_credit image_credit photographer",
    "corrections": "correction erratum errata",
    "withdrawn": "retracted retraction withdrawal unpublished",
    "embargo": "embargoed embargo_until embargo_date not_before",
    "translation_of": "translation translates translated_from original_article",
    "archived_url": "archive archive_url archived wayback wayback_url snapshot",
    "retrieved": "accessed access_date accessed_on retrieved_on date_accessed",
    "dateline": "location_line filed_from",
    "rights": "copyright",
    "license": "licence license_url copyright_license terms",
    "id": "guid uid uuid identifier",
    "slug": "basename post_name",
    "lead": "featured sticky pinned top_story",
    "status": "state visibility",
    **{f"entities.{field.name}": field.synonyms for field in ENTITY_FIELDS},
}
"""Our keys, each with what else people call it."""

_OUR_KEY_BY_SYNONYM = {
    word.replace("_", ""): key for key, words in _SYNONYMS.items() for word in words.split()
}
_LIST_KEYS = tuple(one.name for one in FRONT_MATTER_FIELDS if isinstance(one.value_type, ListType))
_RENAMED_KEYS = frozenset(_OUR_KEYS) - {"image", "corrections", "withdrawn", "entities"}
"""Keys whose values are mostly written by other programs as here."""

UNUSED_KEY_HINT = "take it out, or list it in newsgen.yml under front_matter: extra:"


def without_article_keys(
    mapping: MappingNode, foreign_keys: Collection[str], validator: Validator
) -> MappingNode:
    """Return the front matter of a plain page without keys that only articles have (N107).

    foreign_keys: those that newsgen.yml lets pass.
    """
    others = set(_OUR_KEYS).difference((field.name for field in PLAIN_PAGE_FIELDS), foreign_keys)
    pairs = [pair for pair in mapping.pairs if pair[0].text in others]
    stray = [key for key, node in pairs if not node.is_blank]
    kept = replace(mapping, pairs=tuple(pair for pair in mapping.pairs if pair not in pairs))
    if not stray:
        return kept
    names = join_words([f"{key.text}:" for key in stray], "and")
    hint = "if this is an article, move the file into articles/; else take "
    hint += "them out" if len(stray) > 1 else "it out"
    validator.report("N107", stray[0].location, f"a plain page has no {names}", hint)
    return kept


def misnamed_keys(mapping: MappingNode) -> frozenset[str]:
    """Return those of our keys that a mapping has under another word only, such as `headline`."""
    written = {key.text for key, _ in mapping.pairs}
    foreign = written.difference(_OUR_KEYS)
    meant = {meant_key(word) or nearest_word(word, _OUR_KEYS) for word in foreign}
    return frozenset(meant - written)


def meant_key(word: str) -> str | None:
    """Return our key that a foreign one means, such as `image.alt`; None if it means none."""
    return _OUR_KEY_BY_SYNONYM.get(re.sub(r"[\W_]", "", word.casefold()))


def advise_on_unknown_key(key: ScalarNode, value: Node, mapping: MappingNode) -> str:
    """Return the way out for a key of front matter that newsgen does not know."""
    our_key = meant_key(key.text)
    if key.text == "note":
        notes = (one for one, _ in mapping.pairs if one.text in ("corrections", "withdrawn"))
        if above := next(notes, None):
            place = f"{above.text}: on line {above.location.line}"
            return f"it belongs to {place}: put as many blanks before it as stand before date:"
    if our_key is None:
        return did_you_mean(key.text, _OUR_KEYS) or UNUSED_KEY_HINT
    if our_key == "source_url" and isinstance(value, ScalarNode) and value.text.startswith("/"):
        our_key = "aliases"  # Hugo's url: is an address of the site itself
    if our_key == "section" and isinstance(value, SequenceNode) and len(value.items) > 1:
        our_key = "tags"
    top, _, inner = our_key.partition(".")
    earlier = next((node for node, _ in mapping.pairs if node.text == top), None)
    if earlier:
        place = f"{top}: on line {earlier.location.line}"
        return f"newsgen calls it {our_key}: put its value into {place}, or take it out"
    form = _form(value, our_key)
    if top == "image" and inner:
        return f"newsgen calls it {our_key}: write image: {{src: …, {inner}: {form}}}"
    if inner:
        return f"newsgen calls it {our_key}: write {top}: {{{inner}: {form}}}"
    if our_key not in _RENAMED_KEYS:
        return f"newsgen calls it {top}: write {top}: {form}"
    for_all = f"front_matter: {{rename: {{{key.text}: {top}}}}}"
    return (
        f"newsgen calls it {top}: write {top}: {form}, or for all articles {for_all} in newsgen.yml"
    )


def _form(value: Node, our_key: str) -> str:
    """Return how a value is written below one of our keys, in short."""
    if isinstance(value, SequenceNode):
        texts = [item.text for item in value.items if isinstance(item, ScalarNode)]
    else:
        texts = [value.text] if isinstance(value, ScalarNode) and not value.is_empty else []
    if not texts or max(map(len, texts)) > 40 or len(texts) > 4:
        return "…"
    if our_key == "image":
        return f"{{src: {_value(texts[0])}}}"
    is_list = our_key in _LIST_KEYS or our_key.startswith("entities.")
    return f"[{', '.join(map(_value, texts))}]" if is_list else _value(texts[0])


def _value(text: str) -> str:
    return (
        text
        if re.fullmatch(r"[\w/][\w ./:+-]*(?<!:)", text) and ": " not in text
        else yaml_quoted(text)
    )


def gather_stray_kinds(
    mapping: MappingNode, foreign_keys: Collection[str], validator: Validator
) -> MappingNode:
    """Return the mapping with kinds of names moved to `entities:`, each with a problem (N138).

    foreign_keys: those that newsgen.yml lets pass.
    """
    pairs: Mapping[str, tuple[ScalarNode, Node]] = {
        key.text: (key, node) for key, node in mapping.pairs
    }
    stray = [kind for kind in TYPED_ENTITY_KINDS if kind in pairs and kind not in foreign_keys]
    if not stray:
        return mapping
    entities_key, entities = pairs.get("entities", (None, None))
    for kind in stray:
        key, node = pairs[kind]
        if entities and (_is_empty(entities) or isinstance(entities, MappingNode)):
            report_outdented_key(key, "entities", validator)
            continue
        hint = f"write entities: {{{kind}: {_form(node, f'entities.{kind}')}}}"
        validator.report("N138", key.location, f"{kind}: does not stand under entities:", hint)
    gathered: Node
    if isinstance(entities, SequenceNode):
        items = [item for kind in stray for item in _items(pairs[kind][1])]
        gathered = SequenceNode((*entities.items, *items), entities.location)
    else:
        inner = {key.text: (key, node) for key, node in _pairs(entities)}
        inner = {kind: pairs[kind] for kind in stray} | inner
        gathered = MappingNode(tuple(inner.values()), pairs[stray[0]][0].location)
    key = entities_key or replace(pairs[stray[0]][0], text="entities")
    rest = (pair for pair in mapping.pairs if pair[0].text not in (*stray, "entities"))
    return replace(mapping, pairs=(*rest, (key, gathered)))


def gather_stray_picture(
    mapping: MappingNode, foreign_keys: Collection[str], validator: Validator
) -> MappingNode:
    """Return the mapping with `src:` and its like moved to an `image:` without a text (N138).

    foreign_keys: those that newsgen.yml lets pass.
    """
    found = next((pair for pair in mapping.pairs if pair[0].text == "image"), None)
    stray = [
        pair
        for pair in mapping.pairs
        if pair[0].text in _IMAGE_KEYS and pair[0].text not in foreign_keys
    ]
    if not found or not stray or not (isinstance(found[1], MappingNode) or _is_empty(found[1])):
        return mapping
    for key, _ in stray:
        report_outdented_key(key, "image", validator)
    gathered = MappingNode((*_pairs(found[1]), *stray), stray[0][0].location)
    rest = (pair for pair in mapping.pairs if pair is not found and pair not in stray)
    return replace(mapping, pairs=(*rest, (found[0], gathered)))


def report_outdented_key(key: ScalarNode, above: str, validator: Validator) -> None:
    """Report a key at the margin that belongs under another (N138)."""
    message = f"{key.text}: does not stand under {above}:"
    hint = f"put two blanks before {key.text}:, so that it stands under {above}:"
    validator.report("N138", key.location, message, hint)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_empty


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, SequenceNode) else (node,)


def _pairs(node: Node | None) -> tuple[tuple[ScalarNode, Node], ...]:
    return node.pairs if isinstance(node, MappingNode) else ()
