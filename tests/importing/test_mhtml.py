"""Saved pages in one file of parts (MHTML): the page, its pictures, and what may be wrong."""

from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.mhtml import read_mhtml
from support.saved_page import TEXT

URL = "https://news.example.org/2022/09/15/fair.html"


def mhtml(*, boundary: str = "--sep--") -> bytes:
    return f"""From: <Saved by Blink>\r
Snapshot-Content-Location: {URL}\r
Subject: =?utf-8?Q?The_fair_opens?=\r
Date: Wed, 14 Sep 2022 10:00:00 +0500\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="sep"\r
\r
--sep\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
Content-Location: {URL}\r
\r
<html><body><article>{TEXT}<p><img src="/fair.jpg" alt="A"> <img src="cid:b" alt="B"></p>\r
--sep\r
Content-Type: image/jpeg\r
Content-Location: https://news.example.org/fair.jpg\r
Content-Transfer-Encoding: base64\r
\r
ZmFpcg==\r
--sep\r
Content-Type: image/png\r
Content-ID: <b>\r
Content-Transfer-Encoding: base64\r
\r
dGlsZXM=\r
{boundary}\r
""".encode()


def test_a_page_in_parts_brings_its_pictures() -> None:
    (result,) = read_mhtml(Document("mhtml", "a.mhtml"), mhtml(), ImportSettings())
    assert isinstance(result, Draft)
    assert (result.title, result.source_url, result.retrieved) == (
        "The fair opens",
        URL,
        "2022-09-14",
    )
    assert [each.content for each in result.attachments] == [b"fair", b"tiles"]
    assert result.losses == ()


def test_a_page_in_parts_that_is_cut_off_says_so() -> None:
    (result,) = read_mhtml(Document("mhtml", "a.mhtml"), mhtml(boundary=""), ImportSettings())
    assert isinstance(result, Draft)
    assert "cut off" in result.losses[0].message
    (empty,) = read_mhtml(Document("mhtml", "a.mhtml"), b"Subject: x\r\n\r\n", ImportSettings())
    assert isinstance(empty, Refusal)


def test_parts_within_parts_and_soft_line_breaks_are_read() -> None:
    head, _, rest = mhtml().partition(b"--sep\r\n")
    soft = TEXT.replace("in autumn", "in=\r\n autumn").replace("which", "w=\r\nhich")
    page_ = f"""--sep\r
Content-Type: multipart/alternative; boundary="in"\r
\r
--in\r
Content-Type: text/plain\r
\r
nothing\r
--in\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><body><article>{soft}<p>Caf=C3=A9 <img src=3D"cid:b" alt=3D"B"></p>
<iframe src=3D"cid:frame-1@mhtml.blink"></iframe>\r
--in--\r
""".encode()
    pictures = rest.partition(b"--sep\r\n")[2]
    source = head + page_ + b"--sep\r\n" + pictures
    (result,) = read_mhtml(Document("mhtml", "a.mhtml"), source, ImportSettings())
    assert isinstance(result, Draft)
    assert result.text.count("which is when the river") == 10
    assert "Café ![B]" in result.text
    assert [each.content for each in result.attachments] == [b"tiles"]
    assert "cid:" not in result.text


def test_a_page_in_parts_that_is_too_large_is_refused() -> None:
    content = mhtml() + b" " * 60_000_000
    (result,) = read_mhtml(Document("mhtml", "a.mhtml"), content, ImportSettings())
    assert isinstance(result, Refusal)
    assert result.message == "it has 60 MB, 60 MB at most are read: save the page as HTML"
