"""`newsgen init --cms`: the form in an archive, with a policy of its own."""

import io
import json
import subprocess
import tarfile
from base64 import b64encode
from hashlib import sha512
from pathlib import Path

import pytest
import yaml

from newsgen.commands import add_form as command
from newsgen.commands.add_form import FORM_FOLDER, PACKAGES, add_form, parse_repository
from newsgen.model.command_error import CommandError
from newsgen.preview.host_headers import host_headers
from newsgen.runtime import npm_package
from newsgen.runtime.npm_package import NpmFailed, NpmPackage, fetch_packages, read_package
from support.paths import ROOT, TESTS
from support.sites import Site

THEME_HEADERS = (ROOT / "static/root/_headers").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What npm would bring, without npm."""
    files = {
        target + "x" * target.endswith("/"): b"." for p in PACKAGES for target in p.targets.values()
    }
    monkeypatch.setattr(command, "fetch_packages", lambda packages: files)


def test_an_archive_that_exists_gets_the_form(site: Site, fetched: None) -> None:
    site.article("a", "Words.")
    before = (site.folder / "newsgen.yml").read_bytes()
    paths = add_form(site.folder, "https://github.com/oakford/file")
    assert all((site.folder / path).is_file() for path in paths)
    assert (site.folder / "newsgen.yml").read_bytes() == before
    config = yaml.safe_load((site.folder / FORM_FOLDER / "config.yml").read_text("utf-8"))
    assert config["backend"] == {"name": "github", "repo": "oakford/file"}
    site.build().ok()
    assert (site.out / "admin/index.html").is_file()
    with pytest.raises(CommandError, match="delete it to have the form made anew"):
        add_form(site.folder, "")


def test_the_form_has_a_policy_of_its_own_and_no_other_page_a_looser_one(
    site: Site, fetched: None
) -> None:
    add_form(site.folder, "https://gitlab.com/oakford/desk/file.git")
    headers = (site.folder / "static/root/_headers").read_text("utf-8")
    assert headers.startswith(THEME_HEADERS.rstrip())
    policy = host_headers(headers, "/admin/")["Content-Security-Policy"]
    assert "connect-src 'self' blob: data: https://gitlab.com;" in policy
    assert "script-src 'self';" in policy
    page = (site.folder / FORM_FOLDER / "index.html").read_text("utf-8")
    said_in_page = policy.removesuffix("; frame-ancestors 'none'")
    assert f'content="{said_in_page}"' in page  # for hosts that send no headers
    assert host_headers(headers, "/admin/form.js")["X-Content-Type-Options"] == "nosniff"
    for path in ("/", "/2022/09/13/vote/", "/administration/"):
        assert host_headers(headers, path) == host_headers(THEME_HEADERS, path)


def test_headers_of_the_archives_own_stay(site: Site, fetched: None) -> None:
    site.write("static/root/_headers", "/*\n  X-Own: yes\n")
    add_form(site.folder, "")
    headers = (site.folder / "static/root/_headers").read_text("utf-8")
    assert host_headers(headers, "/a/") == {"X-Own": "yes"}
    assert host_headers(headers, "/admin/")["X-Own"] == "yes"


def test_what_a_rule_takes_away_is_not_said() -> None:
    text = "/*\n  A: 1\n  B: 2\n/:year/*\n  ! A\n  B: 3\n"
    assert host_headers(text, "/") == {"A": "1", "B": "2"}
    assert host_headers(text, "/2022/x") == {"B": "3"}


@pytest.mark.parametrize(
    "address, name, repo",
    [
        ("https://github.com/oakford/file", "github", "oakford/file"),
        ("git@github.com:oakford/file.git", "github", "oakford/file"),
        ("https://gitlab.com/oakford/desk/file/", "gitlab", "oakford/desk/file"),
    ],
)
def test_a_repository_is_named_as_its_host_does(address: str, name: str, repo: str) -> None:
    backend, _ = parse_repository(address)
    assert (backend.name, backend.repo) == (name, repo)


@pytest.mark.parametrize("address", ["oakford/file", "https://example.org/oakford/file"])
def test_another_address_is_refused_with_the_way_out(address: str) -> None:
    with pytest.raises(CommandError, match="write it as in https://github.com/owner/name"):
        parse_repository(address)


def test_without_npm_nothing_is_written_and_the_way_out_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_npm(*_: object, **__: object) -> None:
        raise FileNotFoundError("npm")

    monkeypatch.setattr(subprocess, "run", no_npm)
    with pytest.raises(CommandError, match="npm is not on this machine: it comes with Node.js"):
        add_form(site.folder, "")
    assert not (site.folder / "static").exists()


def test_a_package_that_is_not_the_one_meant_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a-1.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        for name, data in (("package/LICENSE", b"words"), ("package/dist/a.js", b"1")):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    digest = b64encode(sha512(archive.read_bytes()).digest()).decode()
    targets = {"dist/": "program/", "LICENSE": "licence.txt"}
    files = read_package(NpmPackage("a", "1", digest, targets), archive)
    assert files == {"program/a.js": b"1", "licence.txt": b"words"}
    with pytest.raises(NpmFailed, match="is another file"):
        read_package(NpmPackage("a", "1", "AAAA", targets), archive)
    with pytest.raises(NpmFailed, match="has no README"):
        read_package(NpmPackage("a", "1", digest, {"README": "readme"}), archive)


def test_what_npm_says_of_a_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 1, "", "npm error code E404\nnpm error more\n")
    monkeypatch.setattr(npm_package.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(NpmFailed, match="npm cannot fetch a@1: code E404"):
        fetch_packages((NpmPackage("a", "1", "", {}),))


def test_the_form_that_is_tested_is_the_form_that_is_fetched() -> None:
    pinned = json.loads((TESTS / "package.json").read_text("utf-8"))["devDependencies"]
    assert {package.name: package.version for package in PACKAGES}.items() <= pinned.items()
