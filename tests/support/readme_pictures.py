"""Takes the pictures in the README, of the sample archive: `make pictures`.

In the fonts the machine has; the kept ones were taken on Debian with fonts-noto-core and
fonts-noto-cjk installed. Whether a page looks as it did is for test_pictures to say.
"""

from dataclasses import dataclass

from playwright.sync_api import expect

from support.likeness import open_sample, reduce_colours
from support.paths import ROOT

FOLDER = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1200, 800


@dataclass(frozen=True)
class Picture:
    """scheme: of the page; wait: the text that it shows last."""

    address: str
    scheme: str
    wait: str


PICTURES = {
    "front": Picture("", "light", "Most active lately"),
    "article": Picture("2022/09/13/xi-putin-samarkand/", "light", "Yuri Ushakov"),
    "name": Picture("organizations/shanghai-cooperation-organization/", "dark", "In numbers"),
    "search": Picture("search/?q=summit+chair", "light", "Articles found"),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with open_sample() as (browser, address):
        for name, picture in PICTURES.items():
            page = browser.new_page(
                color_scheme=picture.scheme, viewport={"width": WIDTH, "height": HEIGHT}
            )
            page.goto(address + picture.address)
            expect(page.get_by_text(picture.wait).first).to_be_visible()
            (FOLDER / f"{name}.png").write_bytes(reduce_colours(page.screenshot()))


if __name__ == "__main__":
    main()
