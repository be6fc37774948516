"""A page, and the type of all views: of what people read and of what programs read."""

from newsgen.model.value import Value
from newsgen.pages.machine_views import MachineView
from newsgen.pages.views import TemplateView

View = TemplateView | MachineView
"""All that one page shows."""


class Page(Value, frozen=True):
    """A page. Its template is empty where a module of `formats` renders the view."""

    address: str
    template: str
    view: View
