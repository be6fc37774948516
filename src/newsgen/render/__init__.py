"""Views to HTML: the owner of Jinja.

Takes a planned page and its text, gives the bytes of its file: the same on every machine, because
a template sees nothing but the page's view and the site's configuration. Refuses templates that
cannot be read, that ask for what is not there, or whose names are computed: with file and line.
"""

from newsgen.render.renderer import Renderer
from newsgen.render.template_errors import TemplateProblem

__all__ = ["Renderer", "TemplateProblem"]
