"""The law of publishing: whatever trees were built and killed before, the next build is right."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from newsgen.publish import output_tree
from newsgen.publish.transaction import ForeignFiles
from support.examples import tries
from support.output import Output, assert_exactly, build_and_kill

PLACES = ("a", "b", "a/a", "a/b", "b/a", "a/b/a", "a/b/b", "c/c/c")


def no_file_is_a_folder(pages: dict[str, str]) -> bool:
    return not output_tree.parent_folders(pages) & pages.keys()


TREES = st.dictionaries(st.sampled_from(PLACES), st.sampled_from("12")).filter(no_file_is_a_folder)
KILLS = st.none() | st.tuples(st.integers(1, 40), st.booleans())
FOREIGN = st.none() | st.sampled_from(("mine", "a/mine", "b/mine", "a/b/mine", "c/c/mine"))
STEPS = st.lists(st.tuples(FOREIGN, TREES, KILLS), min_size=1, max_size=5)


def lay(output: Output, path: str | None, others: dict[str, str]) -> None:
    """Somebody puts a file into the output, if its folder is not just now a page."""
    if path is not None and not output_tree.OutputTree(output.out).obstacle(path):
        output.add_foreign_files({path: "mine"})
        others[path] = "mine"


@tries(60, 1000)
@given(STEPS)
def test_whatever_was_built_and_killed_the_next_build_is_right(
    steps: list[tuple[str | None, dict[str, str], tuple[int, bool] | None]],
) -> None:
    with TemporaryDirectory() as folder:
        output = Output(Path(folder))
        output.out.mkdir()
        others: dict[str, str] = {}
        for path, pages, kill in steps:
            lay(output, path, others)
            if kill is not None and build_and_kill(output, pages, kill[0], kill[1]):
                assert others.items() <= output.visible_files().items()
                continue
            result = output.build(pages)
            in_the_way = {
                page for page in pages for other in others if other.startswith(f"{page}/")
            }
            if in_the_way:
                assert result == ForeignFiles(tuple(sorted(in_the_way)))
                assert others.items() <= output.visible_files().items()
            else:
                assert_exactly(output, pages, others)
