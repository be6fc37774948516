"""The arguments of shortcodes, and what pictures and embedded pages become by them."""

import html
import re
from collections.abc import Mapping

from newsgen.importing.plain_to_markdown import escape_signs

_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*(?:=|:(?!//))\s*)?"
    r"(?:\"(?P<double>(?:\\.|[^\"\\])*)\"|'(?P<single>(?:\\.|[^'\\])*)'|`(?P<back>[^`]*)`"
    r"|(?P<bare>[^\s,\"'`()]+))",
    re.DOTALL,
)
_SOURCE_KEYS = (
    "src",
    "url",
    "path",
    "image",
    "image_path",
    "image_url",
    "file",
    "filename",
    "link",
)
_CAPTION_KEYS = ("caption", "title", "description", "cap")
_PICTURE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
EMBEDDED = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubelite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/{}",
    "twitter": "https://twitter.com/{}",
    "x": "https://x.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "spotify": "https://open.spotify.com/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
    "scribd": "https://www.scribd.com/document/{}",
    "asciinema": "https://asciinema.org/a/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "facebook": "{}",
    "codepen": "{}",
    "iframe": "{}",
    "video": "{}",
    "audio": "{}",
    "embed": "{}",
    "remoteimage": "{}",
}


def shortcode_arguments(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the arguments of a shortcode that have names, and those that have none."""
    named: dict[str, str] = {}
    positions: list[str] = []
    inner = text.strip()
    if inner.startswith("("):
        inner = inner[1:].rstrip(" \t\n-").removesuffix(")")
    for match in _ARGUMENT.finditer(inner):
        groups = (match["double"], match["single"], match["back"], match["bare"])
        value = next((each for each in groups if each is not None), "")
        value = re.sub(r"\\([\"'])", r"\1", value).strip()
        if match["key"]:
            named.setdefault(match["key"].casefold(), value)
        else:
            positions.append(value)
    return named, positions


def picture_html(arguments: Mapping[str, str], positions: list[str]) -> str:
    """Return the picture that arguments name as HTML; empty if they name none."""
    src = next((arguments[key] for key in _SOURCE_KEYS if arguments.get(key)), "")
    rest = list(positions)
    if not src:
        src = next((each for each in rest if _PICTURE.match(each)), rest[0] if rest else "")
        rest = rest[rest.index(src) + 1 :] if src in rest else []
    if not src or not re.search(r"[./]|^[\w-]+$", src):
        return ""
    has_size = any(each.isdigit() for each in rest)
    words = [each for each in rest if re.search(r"[^\W\d_]{2}", each) and " " in each]
    title = ""
    if has_size and len(words) > 1:  # Octopress: width, height, title, description
        title, *words = words
    alt = arguments.get("alt") or (words[0] if words else "")
    caption = next((arguments[key] for key in _CAPTION_KEYS if arguments.get(key)), title)
    if arguments.get("title") and arguments.get("caption"):
        caption = f"**{arguments['title']}** {arguments['caption']}"
    credit = next((arguments[key] for key in ("attr", "credit") if arguments.get(key)), "")
    if credit and arguments.get("attrlink"):
        credit = f"[{credit}]({arguments['attrlink']})"
    caption = " ".join(filter(None, (caption, credit and f"({credit})")))
    # As HTML, since it may stand in HTML; where it stands in Markdown, it becomes Markdown.
    values = (html.escape(" ".join(each.split())) for each in (src, alt, caption))
    return '<img src="{}" alt="{}" title="{}">'.format(*values)


def markdown_picture(src: str, alt: str, caption: str = "") -> str:
    """Return a picture in Markdown, with its caption as its title."""
    caption = re.sub(r"<[^>]+>", "", caption)
    title = " ".join(caption.split()).replace("\\", "\\\\").replace('"', '\\"')
    words = escape_signs(" ".join(re.sub(r"<[^>]+>", "", alt).split()))
    place = f"<{src}>" if re.search(r"[\s()]", src) else src
    return f'![{words}]({place} "{title}")' if title else f"![{words}]({place})"


def embedded_address(name: str, arguments: Mapping[str, str], positions: list[str]) -> str:
    """Return the address of what is embedded; empty if the arguments do not say it.

    Args:
        name: Of the shortcode, as in EMBEDDED.
        arguments: Those with names.
        positions: Those without.
    """
    values = (*(arguments.get(key, "") for key in ("url", "src", "id", "v")), *positions)
    address = next((each for each in values if each.startswith(("http://", "https://"))), "")
    if address:
        return address
    user, number = arguments.get("user", ""), next(filter(None, values), "")
    if name in ("tweet", "twitter", "x"):
        number = f"{user or 'i'}/status/{number}" if number.isdigit() else ""
    elif name == "gist" and len(positions) > 1:
        number = f"{positions[0]}/{positions[1]}"
    if not re.fullmatch(r"[\w./-]+", number) or EMBEDDED[name] == "{}":
        return ""
    return EMBEDDED[name].format(number)
