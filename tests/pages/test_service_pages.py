"""Pages about the site itself: its accent colour."""

from pathlib import Path

from newsgen.model.accent import make_accent
from support.laws import assert_as_clean
from support.sites import Site

SETTINGS = "title: The Test File\nsearch: false\n"


def test_an_accent_is_a_style_sheet_that_all_pages_load(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS).article("a").build().ok()
    site.assert_no_pages("accent.css")
    assert "accent.css" not in site.page("/")
    for color in ("#0b5c3b", "#14377d"):
        site.write("newsgen.yml", f'{SETTINGS}accent: "{color}"\n').build().ok()
        accent = make_accent(color)
        assert f"--alert: light-dark({color}, {accent.dark})" in site.page("accent.css")
        # The address changes with the colour, so that no browser shows the earlier one.
        for page in ("/", "/2022/09/13/a/"):
            assert f"accent.css?v={color[1:]}" in site.page(page)
        assert_as_clean(site)
