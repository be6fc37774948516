"""Text that means nothing: made-up words, sentences of them, and articles of six paragraphs.

Every word is built of syllables, so that nothing can be taken for news. A few thousand sentences
are made once and strung together anew for each article, which is quick and still gives every
article a text of its own.
"""

from collections.abc import Sequence
from itertools import accumulate
from random import Random

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
WORDS, SENTENCES = 3000, 4000
PARAGRAPHS = 6


class Prose:
    """A language of its own. What it says depends on the chance it is given and nothing else."""

    def __init__(self, chance: Random) -> None:
        syllables = [first + second for first in CONSONANTS for second in VOWELS]
        found: dict[str, None] = {}
        while len(found) < WORDS:
            length = 1 + int(chance.random() * 4)
            found.setdefault("".join(chance.choices(syllables, k=length)))
        self.vocabulary = list(found)
        self.places = {word: place for place, word in enumerate(found)}
        # Common words are far more common than rare ones, as in any language.
        self._shares = list(accumulate(1 / (place + 8) for place in range(WORDS)))
        self._sentences = [self._sentence(chance) for _ in range(SENTENCES)]

    def words(self, chance: Random, count: int) -> list[str]:
        """Some words, the frequent ones more often."""
        return chance.choices(self.vocabulary, cum_weights=self._shares, k=count)

    def frequencies(self) -> dict[str, float]:
        """The share of each word in all that is said, the most frequent first."""
        whole = self._shares[-1]
        return {
            word: (share - before) / whole
            for word, before, share in zip(
                self.vocabulary, [0, *self._shares], self._shares, strict=False
            )
        }

    def summary(self, chance: Random, name: str) -> str:
        """A sentence or two about a name, without any markup."""
        return f"{name} {' '.join(self.words(chance, 20))}."

    def article(
        self, chance: Random, names: Sequence[str], links: Sequence[tuple[str, str]]
    ) -> str:
        """Markdown of six paragraphs.

        names: to be mentioned, one a paragraph. links: words and target, each in another paragraph.
        """
        paragraphs = [chance.choices(self._sentences, k=5) for _ in range(PARAGRAPHS)]
        for paragraph, name in zip(paragraphs, names, strict=False):
            paragraph[1] = f"{name} {' '.join(self.words(chance, 9))}."
        for paragraph, (words, target) in zip(paragraphs[1:], links, strict=False):
            paragraph[3] = f"{' '.join(self.words(chance, 3)).capitalize()}: [{words}]({target})."
        return "\n\n".join(map(" ".join, paragraphs)) + "\n"

    def _sentence(self, chance: Random) -> str:
        words = self.words(chance, 8 + int(chance.random() * 8))
        words[0] = words[0].capitalize()
        lot = chance.random()
        if lot < 0.08:
            words[2] = f"*{words[2]} {words[3]}*"
            del words[3]
        elif lot < 0.14:
            words[4] = f"**{words[4]}**"
        return " ".join(words) + "."
