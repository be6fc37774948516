"""Renders views as HTML; the only package that uses Jinja.

A template sees only the page's view and the site's configuration: the bytes are the same anywhere.
"""

from newsgen.render.renderer import Renderer
from newsgen.render.template_errors import TemplateProblem

__all__ = ["Renderer", "TemplateProblem"]
