"""The archives whose plans and pages are written down in goldens/: the sample and three small ones.

goldens/sites/life has every turn of an article's life, goldens/sites/years long listings,
goldens/sites/scripts names in many scripts in an archive written from right to left.
"""

from support.paths import GOLDENS, ROOT

SITES = {
    "sample": ROOT,
    **{folder.name: folder for folder in sorted((GOLDENS / "sites").iterdir())},
}

KIND_PAGES = {
    "front": "/",
    "article": "/2022/09/13/lead/",
    "article, excerpt": "/2022/09/14/excerpt/",
    "article, metadata": "/2022/09/14/metadata/",
    "tombstone": "/2022/09/12/gone/",
    "period, year": "/2022/",
    "period, month": "/2022/09/",
    "period, day": "/2022/09/13/",
    "period, of nothing": "/2022/09/12/",
    "name": "/organizations/example-union/",
    "index": "/tags/",
    "index, sections": "/sections/",
    "entities": "/entities/",
    "trends": "/trends/",
    "words": "/words/",
    "reading list": "/reading/",
    "corrections": "/corrections/",
    "feeds": "/feeds/",
    "plain": "/policy/",
    "not found": "/404.html",
    "redirect": "/old/lead.html",
}
"""A page of each kind in goldens/sites/life."""

LONG_PAGES = {
    "name": "/tags/long/",
    "period, year of a name": "/tags/long/2022/",
    "period, month of a name": "/tags/long/2022/01/",
    "period, long year": "/2022/",
    "corrections": "/corrections/",
    "corrections, year": "/corrections/2022/",
}
"""The kinds that look different in goldens/sites/years, where listings are long."""
