"""Names as spaCy finds them: the one module that knows it, and does without where it is not.

Takes a text and its language; gives the entities in it, by kind, or None
where spaCy or a model for the language is not installed. Both are the user's to install: the extra
`suggest` and a model, as in `python -m spacy download en_core_web_sm`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsgen.content.names.fold import NAME_BREAK
from newsgen.model.kind import Kind

_KIND_BY_LABEL = {label: kind for kind in Kind if kind.entity for label in kind.entity.spacy_labels}
"""What the labels of spaCy's models are called here; numbers, days and the like are no names."""

_MAX_LENGTH = 100_000
"""Characters that are given to a model at once: more takes memory without bound."""

EntityRecognizer = Callable[[str], Iterable[tuple[int, int, str]]]
"""Gives the entities of a text: from, to, and their label."""


class EntityRecognizers:
    """The models that are installed, each loaded when a text of its language first comes.

    load: gives the model for a language, or None.
    """

    def __init__(self, load: Callable[[str], EntityRecognizer | None] | None = None) -> None:
        self._load = load or load_spacy_model
        self._loaded: dict[str, EntityRecognizer | None] = {}

    def find_entities(self, text: str, language: str) -> tuple[tuple[int, int, Kind], ...] | None:
        """Where names stand in a text, from and to, and of which kind; None if no model tells."""
        spoken = language.partition("-")[0].lower()
        if spoken not in self._loaded:
            self._loaded[spoken] = self._load(spoken)
        model = self._loaded[spoken]
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
    """The smallest model for a language that is installed."""
    try:
        import spacy
    except ImportError:
        return None
    installed = sorted(spacy.util.get_installed_models(), key=lambda name: (_size_rank(name), name))
    found = next((name for name in installed if name.partition("_")[0] == language), None)
    if found is None:
        return None
    # Only what entities need: all else would take most of the time.
    loaded: Any = spacy.load(found, exclude=["lemmatizer", "attribute_ruler", "textcat"])
    return lambda text: (
        (each.start_char, each.end_char, each.label_) for each in loaded(text).ents
    )


def _size_rank(name: str) -> int:
    sizes = ("_sm", "_md", "_lg", "_trf")
    return next((place for place, size in enumerate(sizes) if name.endswith(size)), len(sizes))
