"""The `_redirects` file that Netlify and Cloudflare Pages read: one rule a line, `from to 301`."""

from newsgen.pages import routes
from newsgen.pages.links import href_builder
from newsgen.pages.machine_views import RedirectsView


def render_redirects(view: RedirectsView, base_url: str) -> str:
    """Return the file: the paths start at the root of the host that serves the archive."""
    at_root = href_builder(routes.NOT_FOUND, base_url)
    return "".join(f"{at_root(alias)} {at_root(target)} 301\n" for alias, target in view.rules)
