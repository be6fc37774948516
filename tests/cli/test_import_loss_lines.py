"""The report of an import of many documents: one line a kind, the most frequent first."""

from newsgen.cli.import_loss_lines import loss_lines, refusal_lines
from newsgen.commands.import_result import ImportedArticle
from newsgen.importing.draft import Draft, Leftover, Loss, Refusal

SHARE_ROW = Leftover("share row", "Share this", is_near=True)


def article(origin: str, *losses: Loss, leftovers: tuple[Leftover, ...] = ()) -> ImportedArticle:
    return ImportedArticle(f"articles/{origin}", Draft(origin, losses=losses, leftovers=leftovers))


def key(name: str) -> Loss:
    return Loss(f'the key "{name}" has no counterpart', 3, what=name)


def test_losses_of_one_kind_are_one_line() -> None:
    picture = Loss("the picture /a.jpg leads to nothing in the folder", count=2, what="/a.jpg")
    articles = [
        article("a.md", key("colour"), picture),
        article("b.md", key("colour"), key("size"), leftovers=(SHARE_ROW,)),
        article("c.md", key("colour"), key("shape"), key("weight of it")),
        article("d.md", Loss("a form was left out")),
        article("e.md", Loss("a form was left out", count=4)),
    ]
    assert list(loss_lines(articles)) == [
        "  lost: a form was left out (5 times in 2 articles, as in d.md)",
        "  lost: the picture /a.jpg leads to nothing in the folder"
        " (2 times in 1 article, as in a.md)",
        '  lost: the key "…" has no counterpart: colour (3), size (1), shape (1), 1 more'
        " (6 times in 3 articles, as in a.md)",
        "  left out: share row: Share this (1 article, as in b.md)",
    ]


def test_refusals_for_one_reason_stand_together() -> None:
    refusals = [
        Refusal("one.md", "it is empty"),
        *(Refusal(f"{number}.md", "its YAML is wrong", number) for number in range(1, 6)),
    ]
    assert list(refusal_lines(refusals)) == [
        "not imported: 5 documents: its YAML is wrong",
        "  1.md, line 1",
        "  2.md, line 2",
        "  3.md, line 3",
        "  … and 2 more",
        "not imported: one.md: it is empty",
    ]


def test_reasons_that_differ_in_a_title_only_are_one_reason() -> None:
    refusals = [
        Refusal(f"t.csv, line {number}", f'"Title {number}" has no text', number)
        for number in (2, 3)
    ]
    assert list(refusal_lines(refusals)) == [
        "not imported: 2 documents: … has no text",
        "  t.csv, line 2",
        "  t.csv, line 3",
    ]
    assert list(refusal_lines(refusals[:1])) == [
        'not imported: t.csv, line 2: "Title 2" has no text'
    ]


def test_what_stood_far_from_the_article_is_counted_without_its_words() -> None:
    menu, footer = Leftover("navigation", "Home"), Leftover("footer", "Imprint")
    near = Leftover("navigation", "Tags: tea", is_near=True)
    articles = [
        article("a.html", leftovers=(menu, near, footer)),
        article("b.html", leftovers=(menu,)),
    ]
    assert list(loss_lines(articles)) == [
        "  left out: navigation: Tags: tea (3 times in 2 articles, as in a.html)",
        "  left out: footer (1 article, as in a.html)",
    ]
