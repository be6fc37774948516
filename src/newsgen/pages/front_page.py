"""The front page: a lead, the newest articles, the sections and the years."""

from newsgen.pages.cards import CardFactory, card_groups, headline, site_periods, term_address
from newsgen.pages.indexes import NameIndex, recently_active, section_terms
from newsgen.pages.language_pages import language_links
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import FrontSection
from newsgen.pages.views import FrontView

_HEADLINES_PER_SECTION = 3


def front_view(inputs: PlanInputs, entity_index: NameIndex, make_card: CardFactory) -> FrontView:
    """Return the front page; the index of all entities says which of them are recently active."""
    stories, versions = inputs.archive.stories, inputs.archive.versions
    newest = stories[: inputs.config.newest]
    leads = (story for story in newest if any(version.lead for version in versions.of(story)))
    lead = next(leads, newest[0] if newest else None)
    others = tuple(article for article in newest if article is not lead)
    # A headline of a section would only repeat an article if the page shows all of them.
    headline_count = 0 if len(newest) == len(stories) else _HEADLINES_PER_SECTION
    return FrontView(
        lead=make_card(lead) if lead else None,
        groups=card_groups(make_card, others),
        sections=tuple(
            FrontSection(
                term.text,
                term_address(term),
                term.count,
                tuple(map(headline, term.stories[:headline_count])),
            )
            for term in section_terms(inputs)
        ),
        lately=recently_active(inputs, entity_index),
        years=site_periods(inputs, inputs.archive.articles, "year")[::-1],
        count=len(stories),
        languages=language_links(inputs),
    )
