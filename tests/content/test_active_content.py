"""Files beside articles: a drawing is published, and nothing that a browser would run."""

import pytest

from newsgen.content.active_content import active_content

SVG = 'xmlns="http://www.w3.org/2000/svg"'
PLAIN = (
    f"<svg {SVG}/>",
    f"<svg {SVG}><style>a {{fill: red}}</style><a href='https://example.org/'/></svg>",
    f"<svg {SVG}><image href='data:image/png;base64,AA=='/><use href='#a'/></svg>",
    f"<svg {SVG}><animate attributeName='fill' values='red;blue'/><title>On: a title</title></svg>",
    f"<svg {SVG}><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>A</p></foreignObject></svg>",
    f"<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
    f"'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg {SVG}/>",
)
ACTIVE = (
    f"<svg {SVG}><script>1</script></svg>",
    "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script>1</s:script></s:svg>",
    f"<svg {SVG}><x:script xmlns:x='http://www.w3.org/1999/xhtml'>1</x:script></svg>",
    f"<svg {SVG} onload='1'/>",
    f"<svg {SVG}><a href='javascript:1'/></svg>",
    f"<svg {SVG}><a href=' JAVA&#9;SCRIPT&#58;1'/></svg>",
    f"<svg {SVG}><a xlink:href='javascript:1' xmlns:xlink='http://www.w3.org/1999/xlink'/></svg>",
    f"<svg {SVG}><animate attributeName='href' values='#a;javascript:1'/></svg>",
    f"<svg {SVG}><set attributeName=' onclick' to='1'/></svg>",
    f"<svg {SVG}><use href='data:image/svg+xml,1'/></svg>",
    f"<svg {SVG}><iframe xmlns='http://www.w3.org/1999/xhtml' srcdoc='1'/></svg>",
    f"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg {SVG}/>",
    f"<!DOCTYPE svg [<!ATTLIST svg onload CDATA '1'>]><svg {SVG}/>",
    f"<?xml-stylesheet type='text/xsl' href='b.xsl'?><svg {SVG}/>",
    f"<?xml version='1.0' encoding='iso-2022-jp'?><svg {SVG}/>",
    f"<svg {SVG}><script>1",
    "",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_drawing_is_published(text: str) -> None:
    assert active_content("articles/map.svg", text.encode()) == ""
    assert active_content("articles/map.svg", b"\xef\xbb\xbf" + text.encode()) == ""


@pytest.mark.parametrize("text", ACTIVE)
@pytest.mark.parametrize("path", ["articles/map.svg", "articles/MAP.SVG"])
def test_a_drawing_that_can_run_script_is_told(path: str, text: str) -> None:
    assert active_content(path, text.encode()) != ""


@pytest.mark.parametrize("name", ["a.html", "a.b.HTM", "a.xhtml", "a.xml", "a.xsl", "a.svgz"])
def test_pages_of_any_kind_are_told(name: str) -> None:
    assert active_content(f"articles/{name}", b"") != ""


@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.csv", "a.txt", "a", "html"])
def test_what_a_browser_does_not_run_is_published(name: str) -> None:
    assert active_content(f"articles/{name}", b"<script>1</script>") == ""
