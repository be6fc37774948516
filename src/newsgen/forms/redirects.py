"""The `_redirects` file that Netlify and Cloudflare Pages read: one rule a line, `from to 301`."""

from newsgen.pages import urls
from newsgen.pages.links import link
from newsgen.pages.views import RedirectsView


def redirects(view: RedirectsView, base_url: str) -> str:
    """The rules of a view, as paths from the root of the host the archive is published at."""
    return "".join(
        f"{link(alias, urls.NOT_FOUND, base_url)} {link(target, urls.NOT_FOUND, base_url)} 301\n"
        for alias, target in view.rules
    )
