"""What GitHub Flavored Markdown (0.29) adds to CommonMark, example by example in our words.

The numbers are those of the specification's examples, https://github.github.com/gfm/.
"""

from support.commonmark import Example

_TABLE = "<table>\n<thead>\n<tr>\n{}\n</tr>\n</thead>\n{}</table>\n"


def _cells(name: str, *cells: str, align: tuple[str, ...] = ()) -> str:
    sides = [*align, *[""] * len(cells)]
    return "\n".join(
        f'<{name} align="{side}">{cell}</{name}>' if side else f"<{name}>{cell}</{name}>"
        for cell, side in zip(cells, sides, strict=False)
    )


def _body(*rows: str) -> str:
    return "<tbody>\n" + "".join(f"<tr>\n{row}\n</tr>\n" for row in rows) + "</tbody>\n"


def _link(address: str, text: str) -> str:
    return f'<a href="{address}">{text}</a>'


_SIDES = ("center", "right")
_EXAMPLES: tuple[tuple[int, str, str], ...] = (
    # Tables
    (
        198,
        "| city | river |\n| --- | --- |\n| Low Barrow | Ryme |\n",
        _TABLE.format(_cells("th", "city", "river"), _body(_cells("td", "Low Barrow", "Ryme"))),
    ),
    (
        199,
        "| year | seats |\n:-: | -----------:\n2021 | eleven\n",
        _TABLE.format(
            _cells("th", "year", "seats", align=_SIDES),
            _body(_cells("td", "2021", "eleven", align=_SIDES)),
        ),
    ),
    (
        200,
        "| s\\|gn  |\n| ------ |\n| a `\\|` b |\n| a **\\|** b |\n",
        _TABLE.format(
            _cells("th", "s|gn"),
            _body(_cells("td", "a <code>|</code> b"), _cells("td", "a <strong>|</strong> b")),
        ),
    ),
    (
        201,
        "| one | two |\n| --- | --- |\n| three | four |\n> said\n",
        _TABLE.format(_cells("th", "one", "two"), _body(_cells("td", "three", "four")))
        + "<blockquote>\n<p>said</p>\n</blockquote>\n",
    ),
    (
        202,
        "| one | two |\n| --- | --- |\n| three | four |\nfive\n\nfive\n",
        _TABLE.format(
            _cells("th", "one", "two"),
            _body(_cells("td", "three", "four"), _cells("td", "five", "")),
        )
        + "<p>five</p>\n",
    ),
    (
        203,
        "| one | two |\n| --- |\n| three |\n",
        "<p>| one | two |\n| --- |\n| three |</p>\n",
    ),
    (
        204,
        "| one | two |\n| --- | --- |\n| three |\n| four | five | six |\n",
        _TABLE.format(
            _cells("th", "one", "two"),
            _body(_cells("td", "three", ""), _cells("td", "four", "five")),
        ),
    ),
    (
        205,
        "| one | two |\n| --- | --- |\n",
        _TABLE.format(_cells("th", "one", "two"), ""),
    ),
    # Task lists
    (
        279,
        "- [ ] asked\n- [x] answered\n",
        '<ul>\n<li><input disabled="" type="checkbox"> asked</li>\n'
        '<li><input checked="" disabled="" type="checkbox"> answered</li>\n</ul>\n',
    ),
    (
        280,
        "- [x] asked\n  - [ ] twice\n",
        '<ul>\n<li><input checked="" disabled="" type="checkbox"> asked\n<ul>\n'
        '<li><input disabled="" type="checkbox"> twice</li>\n</ul>\n</li>\n</ul>\n',
    ),
    # Strikethrough
    (491, "~~Eleven~~ Twelve, ~no~ yes\n", "<p><del>Eleven</del> Twelve, <del>no</del> yes</p>\n"),
    (492, "This ~~has an\n\nempty line~~.\n", "<p>This ~~has an</p>\n<p>empty line~~.</p>\n"),
    (493, "This is ~~~not~~~ struck out.\n", "<p>This is ~~~not~~~ struck out.</p>\n"),
    # Addresses typed plainly
    (622, "www.example.org\n", f"<p>{_link('http://www.example.org', 'www.example.org')}</p>\n"),
    (
        623,
        "See www.example.org/help for more.\n",
        f"<p>See {_link('http://www.example.org/help', 'www.example.org/help')} for more.</p>\n",
    ),
    (
        624,
        "See www.example.org.\n\nSee www.example.org/a.b.\n",
        f"<p>See {_link('http://www.example.org', 'www.example.org')}.</p>\n"
        f"<p>See {_link('http://www.example.org/a.b', 'www.example.org/a.b')}.</p>\n",
    ),
    (
        625,
        "www.example.org/?q=r+(n)\n\n(www.example.org/?q=r+(n))\n",
        f"<p>{_link('http://www.example.org/?q=r+(n)', 'www.example.org/?q=r+(n)')}</p>\n"
        f"<p>({_link('http://www.example.org/?q=r+(n)', 'www.example.org/?q=r+(n)')})</p>\n",
    ),
    (
        626,
        "www.example.org/?q=(r))+k\n",
        f"<p>{_link('http://www.example.org/?q=(r))+k', 'www.example.org/?q=(r))+k')}</p>\n",
    ),
    (
        627,
        "www.example.org/?q=ryme&hl=en\n",
        "<p>"
        + _link("http://www.example.org/?q=ryme&amp;hl=en", "www.example.org/?q=ryme&amp;hl=en")
        + "</p>\n",
    ),
    (
        628,
        "www.example.org/he<lp\n",
        f"<p>{_link('http://www.example.org/he', 'www.example.org/he')}&lt;lp</p>\n",
    ),
    (
        629,
        "http://example.org\n\n(Visit https://example.org/?q=ryme+(new))\n",
        f"<p>{_link('http://example.org', 'http://example.org')}</p>\n<p>(Visit "
        f"{_link('https://example.org/?q=ryme+(new)', 'https://example.org/?q=ryme+(new)')})</p>\n",
    ),
    (
        630,
        "desk@example.org\n",
        f"<p>{_link('mailto:desk@example.org', 'desk@example.org')}</p>\n",
    ),
    (
        631,
        "desk@mail+xyz.example is none, but desk+xyz@mail.example is.\n",
        "<p>desk@mail+xyz.example is none, but "
        f"{_link('mailto:desk+xyz@mail.example', 'desk+xyz@mail.example')} is.</p>\n",
    ),
    (
        632,
        "a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n",
        f"<p>{_link('mailto:a.b-c_d@a.b', 'a.b-c_d@a.b')}</p>\n"
        f"<p>{_link('mailto:a.b-c_d@a.b', 'a.b-c_d@a.b')}.</p>\n"
        "<p>a.b-c_d@a.b-</p>\n<p>a.b-c_d@a.b_</p>\n",
    ),
    # HTML that GitHub does not let through
    (
        657,
        "<strong> <title> <style> <em>\n\n"
        "<blockquote>\n  <xmp> is gone.  <XMP> too.\n</blockquote>\n",
        "<p><strong> &lt;title> &lt;style> <em></p>\n"
        "<blockquote>\n  &lt;xmp> is gone.  &lt;XMP> too.\n</blockquote>\n",
    ),
)


def github_examples() -> list[Example]:
    """All of them, in their order."""
    return [Example(*example) for example in _EXAMPLES]
