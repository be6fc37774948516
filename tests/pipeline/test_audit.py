"""What an edit forgot to look at is found: by every build in turn, and by --verify at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.pipeline import audit
from newsgen.store.affected_groups import AffectedGroups
from support.laws import assert_as_clean
from support.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An archive of which a build forgot to look at pages that show a title."""
    site = Site(tmp_path).article("a", tags=["SCO"]).article("b", tags=["SCO"]).build().ok()
    site.article("a", title="Other", tags=["SCO"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AffectedGroups, "find", lambda *_: {("article", "articles/a.md"): ""})
        patch.setattr(audit, "audit_groups", lambda _: None)
        site.build().ok()
    assert "Other" not in site.page("/tags/sco/")
    return site


def planned_anew(site: Site) -> set[str]:
    return {one.path for one in site.outcome.mended if one.text == "planned anew"}


def test_every_build_plans_a_few_groups_again(site: Site) -> None:
    for number in range(10):
        site.article("other", f"Text {number}.", date="2020-01-01").build().ok()
        if planned_anew(site):
            break
    assert planned_anew(site)
    assert_as_clean(site)
    site.article("other", "Another text.", date="2020-01-01").build().ok()
    assert not planned_anew(site)


def test_verify_compares_the_whole_archive(site: Site) -> None:
    site.build(verify=True).ok()
    assert {"tags/sco/index.html", "index.html"} <= planned_anew(site)
    assert_as_clean(site)
    site.build(verify=True).ok()
    assert (planned_anew(site), site.outcome.rendered_count) == (set(), 0)
