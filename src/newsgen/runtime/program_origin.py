"""Where the newsgen that runs was installed from (PEP 610), so that others can install the same."""

import json
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit


def requirement() -> str:
    """Return what pip installs the same newsgen by; empty if it comes from this machine alone."""
    try:
        installed = distribution("newsgen")
    except PackageNotFoundError:  # it runs from its source
        return ""
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    if not url:
        return f"newsgen=={installed.version}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.username or parts.password:
        return ""
    if version := origin.get("vcs_info"):
        return f"newsgen @ {version['vcs']}+{url}@{version['commit_id']}"
    return f"newsgen @ {url}"
