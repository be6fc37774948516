"""A tree of docutils → HTML of the elements that `html_to_markdown` knows."""

from docutils import nodes
from docutils.writers.html5_polyglot import HTMLTranslator

_ITEMS = (nodes.list_item, nodes.definition, nodes.field_body, nodes.description, nodes.entry)


class RstWriter(HTMLTranslator):
    """Writes HTML; `body` has the pieces of it."""

    def visit_literal(self, node: nodes.Element) -> None:
        """Write code within a line."""
        self.body.append(f"<code>{self.encode(node.astext())}</code>")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write a block of code with the name of its language."""
        language = node.get("language", "")
        name = f' data-lang="{self.attval(language)}"' if language else ""
        self.body.append(f"<pre{name}>{self.encode(node.astext())}</pre>\n")
        raise nodes.SkipNode

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Begin a paragraph; the only one of an item is none."""
        if not _is_whole_item(node):
            self.body.append("<p>")

    def depart_paragraph(self, node: nodes.Element) -> None:
        """End a paragraph."""
        if not _is_whole_item(node):
            self.body.append("</p>\n")

    def visit_classifier(self, node: nodes.Element) -> None:
        """Write what kind of term is defined, as it is typed."""
        self.body.append(" : ")

    def depart_classifier(self, node: nodes.Element) -> None:
        """Write nothing after it."""

    def depart_field_name(self, node: nodes.Element) -> None:
        """End a field's name, without a colon."""
        self.body.append("</dt>\n")

    def visit_math(self, node: nodes.Element) -> None:
        """Write a formula as it is typed."""
        self.visit_literal(node)

    def visit_line_block(self, node: nodes.Element) -> None:
        """Write lines that stay apart as one paragraph."""
        if not isinstance(node.parent, nodes.line_block):
            self.body.append("<p>")

    def depart_line_block(self, node: nodes.Element) -> None:
        """End the paragraph."""
        if not isinstance(node.parent, nodes.line_block):
            self.body.append("</p>\n")

    def visit_line(self, node: nodes.Element) -> None:
        """Write nothing before a line."""

    def depart_line(self, node: nodes.Element) -> None:
        """End a line."""
        self.body.append("<br>\n")

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write the mark of a footnote."""
        self.body.append(f'<sup><a href="#{node.get("refid", "")}">1</a></sup>')
        raise nodes.SkipNode

    visit_citation_reference = visit_footnote_reference

    def visit_footnote(self, node: nodes.Element) -> None:
        """Write a footnote; one that no mark means begins with its label."""
        ids = node.get("ids") or [""]
        self.body.append(f'<div id="{self.attval(ids[0])}">')

    def depart_footnote(self, node: nodes.Element) -> None:
        """End a footnote."""
        self.body.append("</div>\n")

    visit_citation, depart_citation = visit_footnote, depart_footnote

    def visit_label(self, node: nodes.Element) -> None:
        """Write a label where no mark does."""
        if not node.parent.get("backrefs"):
            self.body.append(f"<p>[{self.encode(node.astext())}]</p>")
        raise nodes.SkipNode


def _is_whole_item(paragraph: nodes.Element) -> bool:
    return isinstance(paragraph.parent, _ITEMS) and len(paragraph.parent) == 1
