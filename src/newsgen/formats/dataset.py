"""What the page of the data says of them to search engines for data sets (schema.org's Dataset)."""

from typing import Any

from newsgen.formats.localization import Localization
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.views import DataPageView

_DESCRIPTION = (
    "All articles and names of this archive as files for programs: to count, to compare, to search."
)
"""As on the page itself."""

_FILES = {"archive.db": "application/vnd.sqlite3", "datapackage.json": "application/json"}
"""The files that hold or describe everything, with their media types."""


def dataset_facts(view: DataPageView, chrome: Chrome, localizer: Localization) -> dict[str, Any]:
    """Return the properties of a Dataset, without its name and who made it."""
    return {
        "description": localizer.message(_DESCRIPTION, None, None),
        "license": view.license.url if view.license else "",
        "temporalCoverage": f"{view.years[0]:04}/{view.years[-1]:04}" if view.years else "",
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": chrome.absolute_url(f"{view.address}{name}"),
                "encodingFormat": media_type,
            }
            for name, media_type in _FILES.items()
        ],
    }
