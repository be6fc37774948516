"""MathML → TeX, for formulas that keep no source."""

from newsgen.importing.markup.tree import HtmlElement, words_of

_FORMS = {
    "mfrac": r"\frac{0}{1}",
    "msqrt": r"\sqrt{0}",
    "mroot": r"\sqrt[{index}]{0}",
    **dict.fromkeys(("msup", "mover"), "{base}^{1}"),
    **dict.fromkeys(("msub", "munder"), "{base}_{1}"),
    **dict.fromkeys(("msubsup", "munderover"), "{base}_{1}^{2}"),
}
"""How an element is written with its children, each in braces; a base of one sign has none."""

_ACCENTS = {"˙": "dot", "→": "vec", "¯": "bar", "‾": "bar", "^": "hat", "~": "tilde", "¨": "ddot"}
_SIGNS = {"−": "-", "∗": "*", "\u2061": "", "\u2062": "", "\u2063": ",", "\xa0": " "}
_LETTERS = ("mi", "mn", "mo", "ms")
_SPACES = ("mspace", "maligngroup", "malignmark")


def tex_of_mathml(element: HtmlElement) -> str:
    """Return the TeX of an element of MathML; other elements count as a row of their children."""
    tag = str(element.tag).rpartition(":")[2]
    if tag in _LETTERS:
        words = words_of(element)
        return "".join(_SIGNS.get(sign, sign) for sign in words)
    if tag == "mtext":
        return f"\\text{{{words_of(element)}}}" if words_of(element) else ""
    if tag in _SPACES:
        return " "
    if tag in ("annotation", "annotation-xml"):
        return ""
    parts = [tex_of_mathml(child) for child in element]
    if tag == "mover" and len(parts) == 2 and parts[1] in _ACCENTS:
        return f"\\{_ACCENTS[parts[1]]}{{{parts[0]}}}"
    if tag == "mfrac" and len(parts) == 2 and (element.get("linethickness") or "")[:1] == "0":
        return f"\\binom{{{parts[0]}}}{{{parts[1]}}}"
    if tag == "msqrt":
        parts = ["".join(parts)]
    if tag in _FORMS and parts:
        base = parts[0] if len(parts[0]) == 1 else f"{{{parts[0]}}}"
        groups = [f"{{{part}}}" for part in (*parts, "", "")]
        return _FORMS[tag].format(*groups, base=base, index=(*parts, "")[1])
    if tag == "mtable":
        rows = " \\\\ ".join(parts)
        return f"\\begin{{matrix}} {rows} \\end{{matrix}}"
    if tag == "mtr":
        return " & ".join(parts)
    return "".join(parts)
