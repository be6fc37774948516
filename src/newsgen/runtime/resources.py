"""Data files that come with newsgen, wherever it is installed."""

from importlib import resources


def read_resource(package: str, path: str) -> str:
    """The text of a data file that is packed with one of newsgen's packages."""
    return resources.files(package).joinpath(path).read_text("utf-8")
