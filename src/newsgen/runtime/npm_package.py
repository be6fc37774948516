"""Packages of npm, fetched by its own client, each pinned to a version and to a digest.

What a package asks to be run is not run; only the files that are named are read.
"""

import os
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha512
from pathlib import Path

from newsgen.model.value import Value

_CLIENT = "npm.cmd" if os.name == "nt" else "npm"


class NpmFailed(Exception):
    """npm is not there or cannot fetch a package, or the package is not the one that was meant."""


class NpmPackage(Value, frozen=True):
    """A package in one version.

    Attributes:
        sha512: the digest of its archive, in Base64, as npm itself states it.
        targets: a file of the package, or a folder with a slash at its end → where it is put.
    """

    name: str
    version: str
    sha512: str
    targets: Mapping[str, str]

    @property
    def archive_name(self) -> str:
        """The name of the file that npm makes of it."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


def fetch_packages(packages: tuple[NpmPackage, ...]) -> dict[str, bytes]:
    """Return the wanted files of packages by the paths where they are put; else NpmFailed."""
    with tempfile.TemporaryDirectory(prefix="newsgen-") as folder:
        names = [f"{package.name}@{package.version}" for package in packages]
        command = [_CLIENT, "pack", *names, "--pack-destination", folder, "--ignore-scripts"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
        except OSError:
            raise NpmFailed("npm is not on this machine") from None
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
            reason = (lines or ["npm error no reason given"])[0].removeprefix("npm error ")
            raise NpmFailed(f"npm cannot fetch {', '.join(names)}: {reason}")
        files: dict[str, bytes] = {}
        for package in packages:
            files |= read_package(package, Path(folder, package.archive_name))
        return files


def read_package(package: NpmPackage, archive: Path) -> dict[str, bytes]:
    """Return the wanted files of a package's archive by where they are put; else NpmFailed."""
    with open(archive, "rb") as file:
        data = file.read()
    if b64encode(sha512(data).digest()).decode() != package.sha512:
        raise NpmFailed(f"what came as {package.name} {package.version} is another file")
    with tarfile.open(archive) as tar:
        files = dict(_wanted_files(package, tar))
    for source, target in package.targets.items():
        if not any(path.startswith(target) for path in files):
            raise NpmFailed(f"{package.name} {package.version} has no {source}")
    return files


def _wanted_files(package: NpmPackage, tar: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in tar:
        path = member.name.partition("/")[2]
        for source, target in package.targets.items():
            is_wanted = path.startswith(source) if source.endswith("/") else path == source
            if is_wanted and (file := tar.extractfile(member)):
                yield target + path.removeprefix(source), file.read()
