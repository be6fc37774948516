"""What an import leaves out of a page is told: each block by its kind and first words."""

import random
import re

import pytest

from newsgen.cli.import_text import article_lines
from newsgen.commands.import_result import ImportedArticle
from newsgen.importing.draft import Draft, Leftover
from newsgen.importing.leftover_kinds import kind_by_names, kind_by_words
from newsgen.importing.leftovers import describe_leftovers
from support.saved_page import SENTENCE, TEXT, draft_of


@pytest.mark.parametrize(
    "block, kind, first_words",
    [
        ('<nav><a href="/">Home</a> <a href="/b">World</a></nav>', "navigation", "Home World"),
        ('<ul><li><a href="/">Home</a><li><a href="/b">World</a></ul>', "navigation", "Home World"),
        ('<div role="search"><label>Find</label></div>', "navigation", "Find"),
        ('<aside class="more-stories"><h3>More</h3><p>A bridge</p></aside>', "related articles",
         "More A bridge"),
        ("<div><h3>Read also</h3><p>A bridge</p></div>", "related articles", "Read also A bridge"),
        ('<div id="respond"><h3>Say it</h3><form><input></form></div>', "comments", "Say it"),
        ("<div><h3>Kommentar schreiben</h3></div>", "comments", "Kommentar schreiben"),
        ('<div class="social-links"><a href="x">Post it</a></div>', "share row", "Post it"),
        ('<div class="cookie-box"><p>We use some.</p></div>', "cookie words", "We use some."),
        ('<div class="ad-slot">Buy tea</div>', "advertisement", "Buy tea"),
        ("<div>Werbung</div>", "advertisement", "Werbung"),
        ('<div class="newsletter-box">Every day</div>', "subscription", "Every day"),
        ("<footer>Imprint</footer>", "footer", "Imprint"),
        ("<div>© 2022 Anue Juheng</div>", "footer", "© 2022 Anue Juheng"),
        ('<div style="display:none">A window</div>', "hidden", "A window"),
        ("<form><label>Your name</label></form>", "form", "Your name"),
        ("<div><span>Lakeside</span></div>", "other", "Lakeside"),
    ],
)  # fmt: skip
def test_a_block_around_an_article_is_told_with_its_kind(
    block: str, kind: str, first_words: str
) -> None:
    result = draft_of(f"{block}<article>{TEXT}</article>")
    assert [(each.kind, each.text, each.is_near) for each in result.leftovers] == [
        (kind, first_words, False)
    ]


def test_a_paragraph_that_is_cut_wrongly_is_seen() -> None:
    last = f"In winter {SENTENCE.casefold()}".strip()
    body = f'<article>{TEXT}</article><div><div class="sidebar-x"><p>{last}</p></div></div>'
    (leftover,) = draft_of(f"<div>{body}</div>").leftovers
    assert (leftover.kind, leftover.text, leftover.is_near) == ("other", last, True)
    body = f'<article>{TEXT}</article><div class="related"><p>Tea</p><p>{last}</p></div>'
    assert [(each.kind, each.text) for each in draft_of(body).leftovers] == [
        ("related articles", f"Tea {last}"),
        ("related articles", last),
    ]


def test_what_stands_between_paragraphs_is_near() -> None:
    body = TEXT.replace("<p>3", '<div class="sponsor">Buy tea</div><p>3')
    assert [each.is_near for each in draft_of(f"<article>{body}</article>").leftovers] == [True]


@pytest.mark.parametrize(
    "block, first_words",
    [
        ('<div class="related-content"><p>A bridge is built</p></div>', "A bridge is built"),
        ('<section id="newsletter-body">Every day a letter</section>', "Every day a letter"),
        ('<h3>Related stories</h3><ul><li><a href="/b">A bridge</a></ul>', "A bridge"),
        ("<div><strong>Mehr zum Thema</strong></div><p>A bridge</p>", "A bridge"),
        ("<div><h4>3 Comments</h4><div>Anna: Well said</div></div>", "3 Comments Anna: Well said"),
    ],
)
def test_what_a_site_adds_at_the_end_is_left_out_and_told(block: str, first_words: str) -> None:
    result = draft_of(f"<article>{TEXT}{block}</article>")
    assert result.text.count("which is when") == 10
    assert result.text.endswith("autumn.")
    assert (first_words, True) in [(each.text, each.is_near) for each in result.leftovers]


@pytest.mark.parametrize(
    "block",
    [
        f'<div class="related-events">{TEXT}</div>',
        f"<h3>More news from Samarkand</h3><p>{SENTENCE * 2}</p>",
        "<h3>More tents</h3><ul><li>Two on the bank</ul>",
    ],
)
def test_a_text_with_such_a_name_or_heading_stays(block: str) -> None:
    text = draft_of(f"<article>{TEXT}{block}</article>").text
    assert set(re.findall(r"\w+", re.sub("<[^>]*>", " ", block))) <= set(re.findall(r"\w+", text))


@pytest.mark.parametrize("seed", range(40))
def test_no_word_of_a_page_is_lost_in_silence(seed: int) -> None:
    """Each word is in the article, in its title, or in the first words of something left out."""
    rng = random.Random(seed)
    words = iter(f"w{number}" for number in range(10_000))

    def block(level: int) -> str:
        tag = rng.choice(("div", "section", "aside", "nav", "ul", "p", "span", "footer", "form"))
        name = rng.choice(("", "menu", "related", "story", "ad", "share", "main", "xyz", "comment"))
        style = rng.choice(("", "", "", ' style="display:none"'))
        if tag in ("p", "span") or level > 3:
            within = next(words)
            within += "" if rng.random() < 0.7 else f' <a href="/x">{next(words)}</a>'
        else:
            within = "".join(block(level + 1) for _ in range(rng.randint(0, 3)))
            within += next(words) if rng.random() < 0.3 else ""
        return f'<{tag} class="{name}"{style}>{within}</{tag}>'

    parts = [block(0) for _ in range(6)]
    parts.insert(rng.randint(0, 6), f"<div class=story>{TEXT}{block(2)}{TEXT}{block(2)}</div>")
    body = "".join(parts)
    result = draft_of(body)
    told = " ".join((result.text, *(each.text.rstrip("…") for each in result.leftovers)))
    long = [each for each in result.leftovers if each.text.endswith("…")]
    missing = set(re.findall(r"w\d+", body)) - set(re.findall(r"w\d+", told))
    assert not missing or long, missing


def test_few_articles_show_what_was_near_and_count_the_rest() -> None:
    leftovers = (
        Leftover("share row", "Share", is_near=True),
        Leftover("navigation", "Home"),
        Leftover("navigation", "World"),
        Leftover("footer", "Imprint"),
    )
    article = ImportedArticle("articles/a.md", Draft("a.html", leftovers=leftovers))
    assert list(article_lines(article, is_short=True))[3:] == [
        "  left out (share row): Share",
        "  left out around the article: navigation (2), footer (1)",
    ]
    assert list(describe_leftovers(leftovers, is_short=False)) == [
        "left out (share row): Share",
        "left out (navigation): Home",
        "left out (navigation): World",
        "left out (footer): Imprint",
    ]


def test_names_and_words_say_what_a_block_is_for() -> None:
    assert kind_by_names("div", "", "thread-of-shades header-image") == ""
    assert kind_by_names("div", "contentinfo", "") == "footer"
    assert kind_by_names("body", "", "menu-open") == ""
    assert kind_by_words("Читайте также") == "related articles"
    assert kind_by_words("Accept all cookies") == "cookie words"
    assert kind_by_words(f"Comments on tea: {SENTENCE * 2}") == ""
