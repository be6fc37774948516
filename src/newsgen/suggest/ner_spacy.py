"""Recognizes names with spaCy; the only module that uses it.

Gives nothing if spaCy or a model for the language is not installed. The user installs both: the
extra `suggest` and a model, as in `python -m spacy download en_core_web_sm`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from newsgen.content.names.fold import NAME_BREAK
from newsgen.model.kind import Kind

_KIND_BY_LABEL = {label: kind for kind in Kind if kind.entity for label in kind.entity.spacy_labels}
"""Kinds by the labels of spaCy's models; labels of numbers, days and the like are left out."""

_MAX_LENGTH = 100_000
"""Characters a model gets at once: its memory grows with them."""

_SIZES = ("_sm", "_md", "_lg", "_trf")

EntityRecognizer = Callable[[str], Iterable[tuple[int, int, str]]]
"""Gives start, end and label of the entities in a text."""


def load_spacy_model(language: str) -> EntityRecognizer | None:
    """Load the smallest installed model for a language; None if there is none."""
    try:
        import spacy
    except ImportError:
        return None
    sizes = {
        name: next((rank for rank, size in enumerate(_SIZES) if name.endswith(size)), len(_SIZES))
        for name in spacy.util.get_installed_models()
        if name.partition("_")[0] == language
    }
    if not sizes:
        return None
    # Entities do not need these components, which would take most of the time.
    excluded = ["lemmatizer", "attribute_ruler", "textcat"]
    model: Any = spacy.load(min(sizes, key=lambda name: (sizes[name], name)), exclude=excluded)
    return lambda text: (
        (entity.start_char, entity.end_char, entity.label_) for entity in model(text).ents
    )


class EntityRecognizers:
    """The installed models, each loaded when the first text of its language comes."""

    def __init__(self, load: Callable[[str], EntityRecognizer | None] = load_spacy_model) -> None:
        """load: gives the model for a language, or None."""
        self._load = cache(load)

    def find_entities(self, text: str, language: str) -> list[tuple[int, int, Kind]] | None:
        """Return start, end and kind of the names in a text; None without a model."""
        model = self._load(language.partition("-")[0].lower())
        if model is None:
            return None
        entities = []
        start = 0
        for block in text.split(NAME_BREAK):
            for first, last, label in model(block[:_MAX_LENGTH]) if block.strip() else ():
                if kind := _KIND_BY_LABEL.get(label):
                    entities.append((start + first, start + last, kind))
            start += len(block) + 1
        return entities
