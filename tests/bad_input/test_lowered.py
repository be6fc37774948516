"""What a code does when newsgen.yml makes it a warning, or tries to, or makes it an error.

One function for each code: it writes the bad input, yields, and looks at the archive that was built
with the code lowered. model/problem_codes.py promises in words what these hold it to.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsgen.model.problem_codes import PROBLEM_CODES
from support.photographs import photograph
from support.sites import Site

Effect = Callable[[Site], Iterator[None]]

A = "/2022/09/13/a/"
CONFIG = "title: The Test File\nsearch: false\n"


def left_out(site: Site, name: str = "a") -> None:
    """An article is not in the archive, and the build says so."""
    assert f"articles/{name}.md" in site.omission_reasons()
    site.assert_no_pages(f"/2022/09/13/{name}/")


def n101(site: Site) -> Iterator[None]:
    site.write("articles/a.md", "# A headline\n")
    yield
    left_out(site)


def n102(site: Site) -> Iterator[None]:
    site.write("articles/a.md", "---\ntitle: A\nsource: Desk\ndate: 2022-09-13\n")
    yield
    left_out(site)


def n103(site: Site) -> Iterator[None]:
    site.article("a", updated="2022-02-30").article("b", date="2022-02-30")
    yield
    assert "Updated" not in site.text(A)
    left_out(site, "b")


def n103_of_an_embargo(site: Site) -> Iterator[None]:
    site.article("a", embargo="tomorrow")
    yield
    left_out(site)


def n104(site: Site) -> Iterator[None]:
    site.article("a", title=None)
    yield
    left_out(site)


def n105(site: Site) -> Iterator[None]:
    site.article("a", source=None)
    yield
    site.assert_shows("/sources/the-test-file/", "The Test File", "2022/09/13/a/")


def n105_with_a_publisher(site: Site) -> Iterator[None]:
    site.write("newsgen.yml", CONFIG + "publisher: {name: The Test Press}\n").article(
        "a", source=""
    )
    yield
    site.assert_shows("/sources/the-test-press/", "The Test Press", "2022/09/13/a/")


def n106(site: Site) -> Iterator[None]:
    site.article("a", summary=["A list"]).article("b", title=["A list"])
    yield
    assert "A list" not in site.page(A)
    left_out(site, "b")


def n106_of_a_withdrawal(site: Site) -> Iterator[None]:
    site.article("a", body="Nobody is to read this.", withdrawn="true")
    yield
    left_out(site)


def n107(site: Site) -> Iterator[None]:
    site.article("a", weight="10 kg")
    yield
    assert "10 kg" not in site.page(A)


def n108(site: Site) -> Iterator[None]:
    site.article("a", tags=["First"], **{"tags ": ["Second"]})
    yield
    site.assert_pages("/tags/second/").assert_no_pages("/tags/first/")


def n109(site: Site) -> Iterator[None]:
    site.article("a", title="Xi: Putin meet")
    yield
    left_out(site)


def n110(site: Site) -> Iterator[None]:
    site.article("a", title="Trump's #1 rival")
    yield
    assert "Trump&#39;s</h1>" in site.main(A)


def n111(site: Site) -> Iterator[None]:
    site.article("a", title="A headline\n  of two lines")
    yield
    assert "A headline of two lines</h1>" in site.main(A)


def n113(site: Site) -> Iterator[None]:
    site.article("a", tags="One, Two")
    yield
    site.assert_pages("/tags/one/", "/tags/two/")


def n114(site: Site) -> Iterator[None]:
    site.write("articles/a.md", b"---\ntitle: S\xe3o Paulo\nsource: Desk\ndate: 2022-09-13\n---\n")
    yield
    left_out(site)


def n115(site: Site) -> Iterator[None]:
    site.article("a", title="A\x07 head\x00line", body="The\x1b text.")
    yield
    assert "A headline</h1>" in site.main(A)
    site.assert_shows(A, "The text.")


def n117(site: Site) -> Iterator[None]:
    site.article("a", source_url="example.org/a")
    yield
    assert "example.org" not in site.page(A)


def n117_of_a_status(site: Site) -> Iterator[None]:
    site.article("a", status="drafft")
    yield
    left_out(site)


def n117_of_rights(site: Site) -> Iterator[None]:
    site.article("a", rights="excerp")
    yield
    left_out(site)


def n118(site: Site) -> Iterator[None]:
    site.pipe("articles/a.md")
    yield
    site.assert_no_pages(A)


def n130(site: Site) -> Iterator[None]:
    site.write("authorities/authors.yml", "Anna Writer: {family: Author}\n")
    site.article("a", authors=["Anna Writer"])
    yield
    assert "Writer, A. (2022" in site.text(A)


def n135(site: Site) -> Iterator[None]:
    site.article("a", source="“Desk”").article("b", date="2022–09–14")
    yield
    site.assert_pages("/sources/desk/", "/2022/09/14/b/")


def n120(site: Site) -> Iterator[None]:
    site.article("a", updated="2202-09-14")
    yield
    site.assert_shows(A, "14 September 2202")


def n121(site: Site) -> Iterator[None]:
    site.write("newsgen.yml", CONFIG + "front_matter: {from_path: [date]}\n")
    site.article("a").article("2022-09-13-b", "Other words.", date="2023-09-13")
    yield
    site.assert_pages("/2023/09/13/b/")


def n122(site: Site) -> Iterator[None]:
    site.article("a", title="The cafÃ©")
    yield
    site.assert_shows(A, "The cafÃ©")


def n124(site: Site) -> Iterator[None]:
    site.article("a", authors=["By Xi Jinping"])
    yield
    site.assert_pages("/authors/by-xi-jinping/")


def n128(site: Site) -> Iterator[None]:
    site.article("a", "# A headline\n\nWords.", title="A headline")
    yield
    assert site.main(A).count("A headline</h") == 2


def n129(site: Site) -> Iterator[None]:
    site.article("a", "TODO: write this")
    yield
    site.assert_shows(A, "TODO: write this")


def n317(site: Site) -> Iterator[None]:
    site.write("newsgen.yml", CONFIG).article("a").article("b", "Other words.", date="0202-09-13")
    yield
    site.assert_pages("/0202/09/13/b/")


def n125(site: Site) -> Iterator[None]:
    site.article("a", "Words.\n\n### Leave a Reply")
    yield
    site.assert_shows(A, "Leave a Reply")


def n126(site: Site) -> Iterator[None]:
    site.write("newsgen.yml", CONFIG + "base_url: https://example.org/\n")
    site.article("a", "![A fair](http://example.org/a.png)")
    yield
    assert 'src="http://example.org/a.png"' in site.main(A)


def n127(site: Site) -> Iterator[None]:
    site.article("a", summary="An <em>early</em> summary")
    yield
    assert "An &lt;em&gt;early&lt;/em&gt; summary" in site.page(A)


def n315(site: Site) -> Iterator[None]:
    site.write("authorities/people.yml", "Shavkat Mirziyoyev:\n")
    site.article("a", entities="{people: [Shavkat Mirzyoyev]}")
    yield
    site.assert_pages("/people/shavkat-mirzyoyev/")


def n316(site: Site) -> Iterator[None]:
    site.article("a", "Words.\n\n    The council voted on the bridge of Oakford.")
    yield
    assert "<pre><code>The council" in site.main(A)


def n136(site: Site) -> Iterator[None]:
    site.article("a", source="De\u00adsk")
    yield
    site.assert_pages("/sources/desk/")


def n137(site: Site) -> Iterator[None]:
    site.article("a", tags="\n• Council\n• Bridge")
    yield
    site.assert_pages("/tags/council/", "/tags/bridge/")


def n138(site: Site) -> Iterator[None]:
    site.article("a", entities="\npeople: [Xi Jinping]")
    yield
    site.assert_pages("/people/xi-jinping/")


def n139(site: Site) -> Iterator[None]:
    site.article("a", authors="Shavkat Mirziyoyev and Xi Jinping")
    yield
    site.assert_pages("/authors/shavkat-mirziyoyev-and-xi-jinping/")


def n140(site: Site) -> Iterator[None]:
    site.write("authorities/places.yml", "Samarkand:\n")
    site.article("a", entities="{people: [Samarkand]}")
    yield
    site.assert_pages("/people/samarkand/")


def n141(site: Site) -> Iterator[None]:
    site.article("a", updated="2021-09-14", corrections="[{date: 2021-09-15, note: A name.}]")
    yield
    site.assert_shows(A, "14 September 2021", "15 September 2021")


def n142(site: Site) -> Iterator[None]:
    site.write("articles/fair.HEIC", b"x").article("a", "![A fair](fair.HEIC)")
    yield
    site.assert_pages(f"{A}fair.HEIC")


def n143(site: Site) -> Iterator[None]:
    site.write("articles/fair.png", bytes(10_000_001)).article("a", "![A fair](fair.png)")
    yield
    site.assert_pages(f"{A}fair.png")


def n144(site: Site) -> Iterator[None]:
    site.write("articles/fair.jpg", photograph(80, 60)[:-20]).article("a", "![A fair](fair.jpg)")
    yield
    site.assert_pages(f"{A}fair.jpg")


def n201(site: Site) -> Iterator[None]:
    site.article("a", body="More [in another article](b.md).")
    yield
    assert "More in another article." in site.text(A)
    assert "b.md" not in site.main(A)


def n203(site: Site) -> Iterator[None]:
    site.article("a", body="See ![two men at a table](b.jpg).")
    yield
    assert "See two men at a table." in site.text(A)
    assert "<img" not in site.main(A)


def n222(site: Site) -> Iterator[None]:
    settings = f"{CONFIG}base_url: https://example.org/\nimage: static/cover.png\n"
    site.write("newsgen.yml", settings).article("a")
    yield
    assert "og:image" not in site.page(A)


def n206(site: Site) -> Iterator[None]:
    site.article("a", body="Before {{< youtube abc >}} after.")
    yield
    assert "Before after." in site.text(A)


def n213(site: Site) -> Iterator[None]:
    site.article("a", body=f"{'<' * 7} HEAD\nMay.\n\n{'>' * 7} desk")
    yield
    assert f"{'<' * 7} HEAD May." in site.text(A)


def n304(site: Site) -> Iterator[None]:
    site.article("a", entities=["Samarkand"])
    yield
    site.assert_shows("/entities/samarkand/", "Samarkand", "2022/09/13/a/")


def n305(site: Site) -> Iterator[None]:
    for kind in ("places", "people", "events"):
        site.write(f"authorities/{kind}.yml", "Samarkand:\n")
    site.article("a", entities=["Samarkand"])
    yield
    site.assert_pages("/people/samarkand/").assert_no_pages(
        "/places/samarkand/", "/events/samarkand/"
    )


def n307(site: Site) -> Iterator[None]:
    site.article("a", slug="../b", id="/c")
    yield
    site.assert_pages(A)


def n309(site: Site) -> Iterator[None]:
    site.article("a", translation_of="a.md")
    yield
    assert "Translation" not in site.text(A)


def n310(site: Site) -> Iterator[None]:
    site.write("newsgen.yml", CONFIG + "sections: [World]\n").article("a", section="Letters")
    yield
    site.assert_shows("/sections/letters/", "Letters", "2022/09/13/a/")


def n311(site: Site) -> Iterator[None]:
    site.article("a", title="Where it was").article("b", title="Where it is", aliases=[A])
    yield
    assert "Where it was</h1>" in site.main(A)


def n312(site: Site) -> Iterator[None]:
    site.article("a", title="First in the alphabet").article("b", title="Second", slug="a")
    yield
    assert "First in the alphabet</h1>" in site.main(A)
    assert "articles/b.md" in site.omission_reasons()


def n313(site: Site) -> Iterator[None]:
    circle = "Samarkand: {part_of: Tashkent}\nTashkent: {part_of: Samarkand}\n"
    site.write("authorities/places.yml", circle).article("a", entities=["Samarkand", "Tashkent"])
    yield
    assert "Part of" not in site.text("places/samarkand/") + site.text("places/tashkent/")


def n314(site: Site) -> Iterator[None]:
    site.write("authorities/places.yml", "Samarkand: {part_of: Uzbekistan}\n")
    site.article("a", entities=["Samarkand"])
    yield
    assert "Part of" not in site.text("places/samarkand/")


def n204(site: Site) -> Iterator[None]:
    site.article("a", body="[A link](../../../a.md) and ![Secret](../../secret.jpg)")
    yield
    assert "A link and Secret" in site.text(A)
    assert "secret.jpg" not in site.page(A)


def n321(site: Site) -> Iterator[None]:
    site.write("pages/a.md", "---\ntitle: A\npublished: false\n---\nText.\n")
    yield
    assert "pages/a.md" in site.omission_reasons()
    site.assert_no_pages("/a/")


EFFECTS: tuple[Effect, ...] = (
    n101, n102, n103, n103_of_an_embargo, n104, n105, n105_with_a_publisher, n106,
    n106_of_a_withdrawal, n107, n108, n109, n110, n111, n113, n114, n115, n117, n117_of_a_status,
    n117_of_rights, n118, n130, n135, n137, n138, n201, n203, n206, n213, n222, n304, n305, n307,
    n309, n310, n311, n312, n313, n314,
    n204, n321,
)  # fmt: skip


def code_of(function: Effect) -> str:
    return function.__name__.partition("_")[0].upper()


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.__name__)
def test_a_lowered_code_warns_and_does_what_it_says(effect: Effect, tmp_path: Path) -> None:
    site, code = Site(tmp_path, CONFIG), code_of(effect)
    archive = effect(site)
    next(archive)
    site.build().assert_refused(code)
    assert not site.out.exists() or not any(site.out.iterdir())
    config = (site.folder / "newsgen.yml").read_text("utf-8")
    site.write("newsgen.yml", f"{config}problems: {{{code}: warning}}\n").build().assert_warning(
        code
    )
    next(archive, None)


def n116(site: Site) -> Iterator[None]:
    site.article("a", summary="")
    yield
    site.assert_pages(A)


def n202(site: Site) -> Iterator[None]:
    site.article("a", body="More [in a draft](b.md).").article("b", status="draft")
    yield
    assert "More in a draft." in site.text(A)


def n205(site: Site) -> Iterator[None]:
    site.article("a", body="Before <script>alert(1)</script> after.")
    yield
    assert "Before after." in site.text(A)
    assert "alert" not in site.page(A)


def n207(site: Site) -> Iterator[None]:
    site.article("a", body="Signed:\n• a treaty\n• a protocol")
    yield
    assert "Signed: • a treaty • a protocol" in site.text(A)


def n208(site: Site) -> Iterator[None]:
    site.article("a", body="16. September: it begins.\n\n3. Oktober: it ends.")
    yield
    assert "16. September: it begins." in site.text(A)
    assert "3. Oktober: it ends." in site.text(A)


def n209(site: Site) -> Iterator[None]:
    site.article("a", body="This is **strong.")
    yield
    assert "This is **strong." in site.text(A)


def n210(site: Site) -> Iterator[None]:
    site.article("a", body="This is ~~gone~~.")
    yield
    assert "This is ~~gone~~." in site.text(A)


def n211(site: Site) -> Iterator[None]:
    site.article("a", body="Said.[^1]\n\n[^2]: By whom.")
    yield
    assert "Said.[^1]" in site.text(A)
    assert "By whom." in site.text(A)


def n212(site: Site) -> Iterator[None]:
    site.article("a", body="![](https://example.org/a.png)")
    yield
    assert 'alt="" src="https://example.org/a.png"' in site.page(A)


def n214(site: Site) -> Iterator[None]:
    site.article("a", body="| a | b |\n|---|---|\n| c | d | e |")
    yield
    assert "<td>d</td>" in site.page(A)
    assert "<td>e</td>" not in site.page(A)


def n221(site: Site) -> Iterator[None]:
    site.write("articles/a:b.png", "").article("a", "![Map](a%3Ab.png)")
    yield
    assert (site.out / "2022/09/13/a/a:b.png").is_file()


def n323(site: Site) -> Iterator[None]:
    site.article("a").article("a (1)")
    yield
    assert site.outcome.article_count == 2


def n324(site: Site) -> Iterator[None]:
    site.article("a").write("articles/b.md.txt", "B")
    yield
    assert not list(site.out.rglob("*.txt"))


def n325(site: Site) -> Iterator[None]:
    site.article("a").write("articles/b.jpg", "B")
    yield
    assert not list(site.out.rglob("*.jpg"))


def n326(site: Site) -> Iterator[None]:
    site.article("a").write("article/b.md", "B")
    yield
    site.assert_pages(A)


WARNINGS: tuple[Effect, ...] = (
    n116, n120, n121, n122, n124, n125, n126, n127, n128, n129, n136, n139,
    n140, n141, n142, n143, n144, n202, n205, n207, n208, n209, n210, n211, n212, n214, n221, n315,
    n316, n317, n323, n324, n325, n326,
)  # fmt: skip


@pytest.mark.parametrize("effect", WARNINGS, ids=lambda effect: effect.__name__)
def test_a_warning_can_be_made_an_error(effect: Effect, tmp_path: Path) -> None:
    site, code = Site(tmp_path, CONFIG), code_of(effect)
    archive = effect(site)
    next(archive)
    site.build().assert_warning(code)
    next(archive, None)
    config = (site.folder / "newsgen.yml").read_text("utf-8")
    site.write("newsgen.yml", f"{config}problems: {{{code}: error}}\n").build().assert_refused(code)
    site.assert_pages(A)


def n112(site: Site) -> None:
    site.article("a", title="&Xi")


def n119(site: Site) -> None:
    site.link("articles/a.md", "/etc/hostname")


def n220(site: Site) -> None:
    site.write("articles/map.svg", "<svg onload='x'/>").article("a", "![Map](map.svg)")


def n301(site: Site) -> None:
    site.article("a").write("pages/tags.md", "---\ntitle: Tags\n---\n")


def n302(site: Site) -> None:
    site.article("a", tags=["São Paulo", "Sao Paulo"])


def n303(site: Site) -> None:
    site.article("a").article("b", id="a")


def n306(site: Site) -> None:
    site.write("authorities/people.yml", "Xi:\n  aliases: [X]\nYi:\n  aliases: [X]\n")


def n308(site: Site) -> None:
    site.article("a", aliases=["/../a/"])


def n402(site: Site) -> None:
    site.write("newsgen.yml", CONFIG + "timezone: Nowhere\n")


def n403(site: Site) -> None:
    site.write("newsgen.yml", CONFIG)


def n501(site: Site) -> None:
    site.write("templates/front.html", "{% endif %}")


def n502(site: Site) -> None:
    site.write("templates/front.html", "{{ nothing }}")


def n503(site: Site) -> None:
    site.write("templates/front.html", "{% include page.title %}")


def n504(site: Site) -> None:
    site.write("templates/languages/de.po", "msgstr Schlagwort")


def n601(site: Site) -> None:
    (site.out / "index.html").parent.mkdir(parents=True)
    (site.out / "index.html").write_text("mine", "utf-8")


def n602(site: Site) -> None:
    site.out = site.folder / "articles"


def n404(site: Site) -> None:
    site.write("newsgen.yml", "language: en\n")


FAULTS: tuple[Callable[[Site], None], ...] = (
    n112, n119, n220, n301, n302, n303, n306, n308, n402, n404, n501, n502, n503, n504,
    n601, n602,
)  # fmt: skip


@pytest.mark.parametrize("bad", [*FAULTS, n403], ids=lambda bad: bad.__name__)
def test_a_code_that_guards_cannot_be_lowered(bad: Callable[[Site], None], tmp_path: Path) -> None:
    site, code = Site(tmp_path, CONFIG), bad.__name__.upper()
    bad(site)
    if bad is not n403:
        site.build().assert_refused(code)
    config = (site.folder / "newsgen.yml").read_text("utf-8")
    site.write("newsgen.yml", f"{config}problems: {{{code}: warning}}\n").check().assert_refused(
        "N403"
    )
    assert site.build().outcome.status == "problems"
    severities = {found.code: found.severity for found in site.outcome.problems}
    assert severities.get(code, "error") == "error"
    site.assert_no_pages(A)


def test_an_archive_without_newsgen_yml_is_refused(tmp_path: Path) -> None:
    Site(tmp_path).article("a").delete("newsgen.yml").build().assert_refused(
        "N401"
    ).assert_no_pages(A)


def test_every_code_has_its_test() -> None:
    lowered = {
        code
        for code, about in PROBLEM_CODES.items()
        if about.warning_effect and about.severity == "error"
    }
    warnings = {code for code, about in PROBLEM_CODES.items() if about.severity == "warning"}
    assert {code_of(effect) for effect in EFFECTS} == lowered
    published = {"N604", "N605"}  # found when pages are published: they stand in tests/pipeline
    assert {code_of(effect) for effect in WARNINGS} == warnings - published
    fixed = {bad.__name__.upper() for bad in FAULTS} | {"N401", "N403", "N603", "N702"}
    assert fixed == set(PROBLEM_CODES) - lowered - warnings
