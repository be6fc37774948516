"""constraints.txt pins everything that `make` installs, to one version each, and names no host."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from support.paths import ROOT

OF_THE_ENVIRONMENT = {"pip", "setuptools"}
"""What an environment brings, as .ci/pin.py has it; datasette names both."""

PIN = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[A-Za-z0-9.+!-]+)")


def needed(lines: list[str], pinned: set[str]) -> set[str]:
    """These requirements and all that they in turn require here, by canonical name."""
    found: set[str] = set()
    todo = [Requirement(line) for line in lines]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        extras = requirement.extras or {""}
        if name in found:
            continue
        found.add(name)
        try:
            further = [Requirement(line) for line in requires(name) or []]
        except PackageNotFoundError:
            continue  # an extra that this machine did not need, npm's; its name alone is checked
        todo += [
            requirement
            for requirement in further
            if not requirement.marker
            or any(requirement.marker.evaluate({"extra": extra}) for extra in extras)
        ]
    return found - pinned


def pins() -> dict[str, str]:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    matches = [PIN.fullmatch(line) for line in lines]
    assert all(matches), "a line that is no name==version"
    return {canonicalize_name(m["name"]): m["version"] for m in matches if m}


def test_all_that_is_needed_is_pinned() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = settings["project"]
    lines = [*settings["build-system"]["requires"], *project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    assert needed(lines, set(pins())) - OF_THE_ENVIRONMENT == set()


def test_every_pin_runs_on_the_oldest_python_that_newsgen_names() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = settings["project"]["requires-python"].removeprefix(">=") + ".0"
    assert not [name for name in pins() if not runs_on(oldest, name)]


def runs_on(python: str, name: str) -> bool:
    """Whether the installed version of a distribution does; True for one that is not installed."""
    try:
        wanted = metadata(name).get("Requires-Python")
    except PackageNotFoundError:
        return True
    return SpecifierSet(wanted or "").contains(python)


def test_what_is_not_pinned_is_found() -> None:
    assert needed(["pytest"], set(pins()) - {"pluggy"}) == {"pluggy"}
