"""Versions of one text by the names of their files: sister folders or endings named by languages.

`articles/en/x.md` and `articles/de/x.md` are versions, and so are `x.md` and `x.de.md`. A folder or
ending says nothing where no file of that name stands in a sister, as in a lonely folder `it`.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterator
from typing import NamedTuple

from newsgen.content.language_tags import language_tag, tag_of_name
from newsgen.model.article import AddressEnd, Article
from newsgen.model.value import replace

# ISO 639-1. Codes of three letters are left out: too many of them are words, such as old and new.
_LANGUAGES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
_TAG = re.compile(
    "([a-z]{2})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|[0-9]{3}))?", re.ASCII | re.IGNORECASE
)


def path_language_tag(text: str) -> str:
    """Return the language tag that a folder or ending is: zh_tw is zh-TW, and german is de."""
    match = _TAG.fullmatch(text)
    is_language = match and f" {match[1].lower()} " in _LANGUAGES
    return (language_tag(text) or "") if is_language else tag_of_name(text)


Family = tuple[str, str]
"""What the paths of sisters share: what stands before the tag, and what stands after it."""


class PathReading(NamedTuple):
    """A tag in a path; empty for none. folder: the one that it names, if any."""

    family: Family
    tag: str
    folder: str


def infer_translations(
    articles: Collection[Article],
    language: str,
    end: AddressEnd,
    folders: Container[str] | None = None,
) -> tuple[Article, ...]:
    """Return the articles with the languages and originals that names of files tell.

    Front matter that names a language or an original always counts.

    Args:
        articles: All of them, with drafts; or of each family with several tags all or none.
        language: That of the archive.
        end: Where addresses name other languages.
        folders: Those that name a language where a family of the archive has several; None if the
            articles are all of them.
    """
    readings = {article.path: tuple(path_readings(article.path)) for article in articles}
    groups: dict[Family, dict[str, str]] = defaultdict(dict)
    for path, own in readings.items():
        for reading in own:
            groups[reading.family][path] = reading.tag
    families = {key: paths for key, paths in groups.items() if len(set(paths.values())) > 1}
    if folders is None:
        known = (reading for own in readings.values() for reading in own)
        folders = {reading.folder for reading in known if reading.family in families} - {""}
    told = {}
    for article in articles:
        tags = (
            reading.tag
            for reading in readings[article.path]
            if reading.tag and (reading.family in families or reading.folder in folders)
        )
        told[article.path] = _with_language(article, next(tags, ""), language, end)
    for _, paths in sorted(families.items()):
        versions = tuple(told[path] for path in sorted(paths))
        told |= {version.path: version for version in _with_original(versions, language)}
    return tuple(told.values())


def told_article(
    article: Article, tag: str, original: str, language: str, end: AddressEnd
) -> Article:
    """Return an article with the language and the original that names of files tell, if any."""
    told = _with_language(article, tag, language, end)
    return _translation_of(told, original) if original else told


def path_readings(path: str) -> Iterator[PathReading]:
    """Yield each way to find a tag in a path, the last folder first; an empty tag for none."""
    *folders, name = path.split("/")
    stem, dot, ending = name.rpartition(".")
    plain_stem, _, suffix = stem.rpartition(".")
    if plain_stem and (tag := path_language_tag(suffix)):
        yield PathReading(("/".join([*folders, plain_stem + dot + ending]), ""), tag, "")
    else:
        yield PathReading((path, ""), "", "")
    for at in range(len(folders) - 1, 0, -1):
        if tag := path_language_tag(folders[at]):
            before, after = "/".join(folders[:at]), "/".join([*folders[at + 1 :], name])
            yield PathReading((before, after), tag, f"{before}/{folders[at]}")


def _with_language(article: Article, tag: str, language: str, end: AddressEnd) -> Article:
    if not tag or article.states("language") or tag == article.language:
        return article
    return replace(
        article,
        language=tag,
        language_in_address=end if tag.lower() != language.lower() else "",
    )


def _with_original(versions: tuple[Article, ...], language: str) -> Iterator[Article]:
    """Yield those versions of one text that get an original: the one in the archive's language."""

    def precedence(version: Article) -> tuple[bool, bool, bool]:
        is_foreign = version.language.lower() != language.lower()
        return version.draft, is_foreign, bool(version.translation_of)

    first = min(versions, key=precedence)
    original = first.translation_of or first.path
    for version in versions:
        is_other = version.language.lower() != first.language.lower()
        if is_other and not version.translation_of and version.path != original:
            yield _translation_of(version, original)


def _translation_of(article: Article, original: str) -> Article:
    return replace(article, translation_of=original)
