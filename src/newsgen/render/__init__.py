"""Renders views as HTML; the only package that uses Jinja.

Takes a planned page and the HTML of its text; gives the bytes of its file, which are the same on
every machine, because a template sees only the page's view and the site's configuration. Refuses
templates that cannot be read, use a missing value or compute a template's name, with file and line.
"""

from newsgen.render.renderer import Renderer
from newsgen.render.template_errors import TemplateProblem

__all__ = ["Renderer", "TemplateProblem"]
