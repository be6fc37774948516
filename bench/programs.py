"""The programs that are compared: how each is called, which version it is, when it is left out."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import distribution, version
from json import loads
from pathlib import Path

BIN = Path(sys.executable).parent
NODE_MODULES = BIN.parent / "peers" / "node_modules"
ELEVENTY = NODE_MODULES / "@11ty" / "eleventy"
ASTRO = NODE_MODULES / "astro"


@dataclass(frozen=True, slots=True)
class Program:
    """name: of its folder. row: what the table calls it.

    command: gives the arguments that build the site in the working folder into another folder.
    most: articles up to which it is timed; beyond, it takes too long, or more memory than there is.
    note: in which way its site differs from the others, for the table.
    """

    name: str
    title: str
    version: Callable[[], str]
    command: Callable[[Path], list[str]]
    most: int
    note: str = ""

    @property
    def row(self) -> str:
        """Its title, and how its site differs."""
        return f"{self.title}, {self.note}" if self.note else self.title


def newsgen(out: Path, site: Path, *, formats: bool = False) -> list[str]:
    """Build a site with newsgen; prints its report as JSON.

    formats: with feeds, sitemaps and all else that machines read, which needs an address.
    """
    command = [str(BIN / "newsgen"), "-C", str(site), "build", "--json", "--out", str(out)]
    return command if formats else [*command, "--base-url", ""]


def serve(site: Path, port: int) -> list[str]:
    """Show a preview of a site at a port."""
    return [str(BIN / "newsgen"), "-C", str(site), "serve", "--port", str(port)]


def export(out: Path, site: Path) -> list[str]:
    """Write a built site as data."""
    return [str(BIN / "newsgen"), "-C", str(site), "export", "--quiet", "--out", str(out)]


def _hugo(out: Path, *config: str) -> list[str]:
    # The command of that name is a Python script that says a line and becomes this program.
    binary = distribution("hugo").locate_file("hugo/binaries/hugo")
    return [str(binary), "build", "--quiet", "--destination", str(out), *config]


def _hugo_related(out: Path) -> list[str]:
    return _hugo(out, "--config", "hugo.toml,related.toml")


def _hugo_feeds(out: Path) -> list[str]:
    return _hugo(out, "--config", "hugo.toml,feeds.toml")


def _eleventy(out: Path) -> list[str]:
    return [str(BIN / "node"), str(ELEVENTY / "cmd.cjs"), "--quiet", f"--output={out}"]


def _astro(out: Path) -> list[str]:
    # By force, so that it goes by no texts that a build before has left.
    program = [str(BIN / "node"), str(ASTRO / "bin" / "astro.mjs")]
    words = ["build", "--silent", "--force", "--outDir", str(out)]
    return ["env", "ASTRO_TELEMETRY_DISABLED=1", *program, *words]


def _node_version(package: Path) -> str:
    found: str = loads((package / "package.json").read_text("utf-8"))["version"]
    return found


def _pelican(out: Path) -> list[str]:
    return [str(BIN / "pelican"), "--settings", "pelicanconf.py", "--output", str(out), "--quiet"]


HUGO = Program("hugo", "Hugo", lambda: version("hugo"), _hugo, most=200_000)
PEERS = (
    HUGO,
    Program(
        "hugo",
        "Hugo",
        lambda: version("hugo"),
        _hugo_related,
        most=20_000,
        note="with related articles",
    ),
    Program(
        "hugo",
        "Hugo",
        lambda: version("hugo"),
        _hugo_feeds,
        most=20_000,
        note="with feeds and a sitemap",
    ),
    Program("eleventy", "Eleventy", partial(_node_version, ELEVENTY), _eleventy, most=20_000),
    Program("astro", "Astro", partial(_node_version, ASTRO), _astro, most=20_000),
    Program(
        "pelican",
        "Pelican",
        lambda: version("pelican"),
        _pelican,
        most=20_000,
        note="without entities",
    ),
)
