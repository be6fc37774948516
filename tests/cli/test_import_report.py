"""What an import tells at its end: each kind of loss in one line, with its number."""

from pathlib import Path

from newsgen.cli.import_text import DETAILED_ARTICLES, article_lines, import_lines
from newsgen.commands.import_result import ImportedArticle, ImportRequest, ImportResult
from newsgen.importing.draft import Draft, Loss
from newsgen.pipeline.request import BuildRequest

REQUEST = ImportRequest(BuildRequest(Path(), Path()), ())


def imported(name: str, *losses: Loss) -> ImportedArticle:
    return ImportedArticle(f"articles/{name}.md", Draft(name, losses=losses))


def test_the_same_loss_of_many_articles_is_one_line_with_its_sum() -> None:
    articles = [
        imported(f"post {number}", Loss("comments were left out", count=number))
        for number in range(DETAILED_ARTICLES + 1)
    ]
    articles.append(imported("last", Loss("a form was left out")))
    lines = list(import_lines(ImportResult(tuple(articles)), REQUEST, "newsgen"))
    assert lines[:2] == [
        "  lost: comments were left out (78 times in 13 articles, as in post 0)",
        "  lost: a form was left out (1 article, as in last)",
    ]


def test_a_loss_of_one_article_says_how_often_and_where() -> None:
    article = imported("post", Loss("a form was left out", line=3, count=2))
    assert "  lost: a form was left out (2 times) (line 3)" in article_lines(article)


def test_of_one_article_with_many_losses_the_first_are_shown() -> None:
    losses = (Loss(f'the key "k{number}" has no counterpart') for number in range(5_000))
    lines = list(import_lines(ImportResult((imported("post", *losses),)), REQUEST, "newsgen"))
    assert len(lines) < 30
    assert "  lost: 4,980 more, which the report has" in lines
