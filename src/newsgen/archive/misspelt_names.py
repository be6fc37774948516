"""Finds names that one article writes, and that are one letter off a name of an authority file."""

from collections import defaultdict
from collections.abc import Iterator

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.archive.name_conflicts import NameLocator
from newsgen.archive.name_similarity import comparison_key, is_one_letter_apart, similarity_keys
from newsgen.content.authorities import authority_file
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.kind import CONTROLLED_KINDS, NameKey
from newsgen.model.problem import Problem, problem


def find_misspelt_names(archive: Archive, locate: NameLocator) -> Iterator[Problem]:
    """Yield a problem for each name of one article that most likely is a known one (N315).

    A name that several articles have is no slip; `newsgen suggest` asks about those.
    """
    for kind in CONTROLLED_KINDS:
        terms = archive.terms_of_kind(kind)
        rare = [term for term in terms if term.authority is None and term.count == 1]
        if not rare:
            continue
        # By the keys of the rare names, which are few: an authority file may have 20,000 names.
        rare_by_key: dict[str, list[ListedTerm]] = defaultdict(list)
        for term in rare:
            for key in similarity_keys(term.text):
                rare_by_key[key].append(term)
        similar: dict[NameKey, set[tuple[str, str]]] = defaultdict(set)
        for entry in archive.authorities.entries:
            for spelling in entry.declarable_spellings if entry.kind is kind else ():
                for key in similarity_keys(spelling.text):
                    for term in rare_by_key.get(key, ()):
                        similar[term.key].add((spelling.text, entry.name))
        for term in rare:
            for text, name in sorted(similar.get(term.key, ())):
                is_same = comparison_key(text) == comparison_key(term.text)
                if not is_same and is_one_letter_apart(text, term.text):
                    file = authority_file(kind)
                    right, typed = yaml_scalar(text), yaml_scalar(term.text)
                    message = f'{kind}: "{term.text}" is one letter off "{name}" of {file}'
                    hint = f"write {right}, or, if they are two, add the line {typed}: to {file}"
                    location = locate(term.articles[0], kind, term.text)
                    yield problem("N315", location, message, hint)
                    break
