"""Recognizes names with spaCy; the only module that uses it.

Takes a text and its language; gives the entities in it with their kinds, or None if spaCy or a
model for the language is not installed. The user installs both: the extra `suggest` and a model, as
in `python -m spacy download en_core_web_sm`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsgen.content.names.fold import NAME_BREAK
from newsgen.model.kind import Kind

_KIND_BY_LABEL = {label: kind for kind in Kind if kind.entity for label in kind.entity.spacy_labels}
"""Kinds by the labels of spaCy's models; labels of numbers, days and the like are left out."""

_MAX_LENGTH = 100_000
"""Characters a model gets at once: its memory grows with them."""

EntityRecognizer = Callable[[str], Iterable[tuple[int, int, str]]]
"""Gives start, end and label of the entities in a text."""


class EntityRecognizers:
    """The installed models, each loaded when the first text of its language comes."""

    def __init__(self, load: Callable[[str], EntityRecognizer | None] | None = None) -> None:
        """load: gives the model for a language, or None; `load_spacy_model` if left out."""
        self._load = load or load_spacy_model
        self._loaded: dict[str, EntityRecognizer | None] = {}

    def find_entities(self, text: str, language: str) -> tuple[tuple[int, int, Kind], ...] | None:
        """Return start, end and kind of the names in a text; None without a model."""
        code = language.partition("-")[0].lower()
        if code not in self._loaded:
            self._loaded[code] = self._load(code)
        model = self._loaded[code]
        return None if model is None else tuple(_find_entities(model, text))


def _find_entities(model: EntityRecognizer, text: str) -> Iterator[tuple[int, int, Kind]]:
    start = 0
    for block in text.split(NAME_BREAK):
        if block.strip():
            for first, last, label in model(block[:_MAX_LENGTH]):
                if kind := _KIND_BY_LABEL.get(label):
                    yield start + first, start + last, kind
        start += len(block) + 1


def load_spacy_model(language: str) -> EntityRecognizer | None:
    """Load the smallest installed model for a language; None if there is none."""
    try:
        import spacy
    except ImportError:
        return None
    installed = sorted(spacy.util.get_installed_models(), key=lambda name: (_size_rank(name), name))
    model_name = next((name for name in installed if name.partition("_")[0] == language), None)
    if model_name is None:
        return None
    # Entities do not need these components, which would take most of the time.
    model: Any = spacy.load(model_name, exclude=["lemmatizer", "attribute_ruler", "textcat"])
    return lambda text: (
        (entity.start_char, entity.end_char, entity.label_) for entity in model(text).ents
    )


def _size_rank(name: str) -> int:
    sizes = ("_sm", "_md", "_lg", "_trf")
    return next((rank for rank, size in enumerate(sizes) if name.endswith(size)), len(sizes))
