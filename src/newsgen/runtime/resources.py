"""Data files that come with newsgen, wherever it is installed."""

from importlib import resources


def read_resource(package: str, path: str) -> str:
    """Return the text of a data file in one of newsgen's packages."""
    return resources.files(package).joinpath(path).read_text("utf-8")
