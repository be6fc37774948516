"""The default theme: found wherever newsgen lives, small, and without anything from elsewhere."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from newsgen.runtime.theme import default_theme


def make(folder: Path) -> None:
    (folder / "templates").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "templates" / "base.html").write_text("", "utf-8")


def test_an_installed_package_carries_its_theme(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "newsgen"
    make(package / "theme")
    assert default_theme(package).templates == package / "theme" / "templates"


def test_a_checkout_has_it_at_its_top(tmp_path: Path) -> None:
    make(tmp_path)
    assert default_theme(tmp_path / "src" / "newsgen").static == tmp_path / "static"


def test_a_broken_installation_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="install newsgen again"):
        default_theme(tmp_path / "src" / "newsgen")


def test_the_style_sheet_is_small_and_fetches_nothing_but_the_fonts() -> None:
    css = (default_theme().static / "newsgen.css").read_text("utf-8")
    assert len(gzip.compress(css.encode())) < 10_000  # as a host sends it
    assert "@import" not in css
    named = re.findall(r'url\("([^"]*)"\)', css)
    assert css.count("url(") == len(named)
    assert sorted(named) == sorted(f"fonts/{file.name}" for file in FONTS.glob("*.woff2"))


FONTS = default_theme().static / "fonts"
FACE = re.compile(
    r'@font-face \{ font-family: "([^"]*)"; font-weight: ([^;]*);(?: font-style: (italic);)?'
    r' font-display: [a-z]*; src: url\("fonts/([^"]*)"\) format\("woff2"\);'
    r" unicode-range: ([^;]*); \}"
)


@pytest.mark.parametrize("file", sorted(path.name for path in FONTS.glob("*.woff2")))
def test_a_font_has_the_letters_for_which_it_is_fetched(file: str) -> None:
    css = (default_theme().static / "newsgen.css").read_text("utf-8")
    (ranges,) = [face[4] for face in FACE.findall(css) if face[3] == file]
    said: set[int] = set()
    for one in ranges.split(", "):
        first, _, last = one.removeprefix("U+").partition("-")
        said.update(range(int(first, 16), int(last or first, 16) + 1))
    points = {*TTFont(FONTS / file).getBestCmap()}
    assert points <= said
    script = file.removesuffix(".woff2").removeprefix(f"{file.split('-')[0]}-")
    assert points >= {*map(ord, LETTERS[script.removeprefix("italic-")])}


LETTERS = {"latin": "aZ9é€“", "latin-ext": "łș", "cyrillic": "Жя", "greek": "Ωλ"}


def test_the_fonts_of_a_first_page_are_small() -> None:
    for script in ("latin", "cyrillic", "greek"):
        files = [FONTS / f"{face}-{script}.woff2" for face in ("serif", "display", "sans")]
        assert sum(file.stat().st_size for file in files) < 80_000


def test_every_class_that_templates_use_is_styled_or_a_hook() -> None:
    """A misspelt class looks like nothing at all."""
    theme = default_theme()
    css = (theme.static / "newsgen.css").read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][a-z-]+)", css))
    hooks = {
        "changes",
        "days",
        "cards",
        "when",
        "place",
        "alike",
        "source",
        "corrections",
        "news",
        "listing",
        "today",
    }
    used = {
        name
        for file in sorted(theme.templates.rglob("*.html"))
        for names in re.findall(r'class="([a-z -]+)"', file.read_text("utf-8"))
        for name in names.split()
    }
    assert used - styled - hooks == set()


TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "shade", "alert-shade"])
def test_every_text_colour_can_be_read_on_every_ground(scheme: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 to 1."""
    css = (default_theme().static / "newsgen.css").read_text("utf-8")
    tokens = {name: colours[scheme == "dark"] for name, *colours in TOKEN.findall(css)}
    for name in ("ink", "quiet", "link", "visited", "alert"):
        high, low = sorted(map(_luminance, (tokens[name], tokens[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, name
