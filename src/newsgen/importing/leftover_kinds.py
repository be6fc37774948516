"""What a block around an article is for, by the names that a page gives it, or by its words."""

import re

_AD = r"(?<![a-z])(?:ads?|advert\w*|sponsor\w*|promo\w*|taboola\w*|outbrain\w*|dfp|gpt)(?![a-z])"
_BY_NAMES = (
    ("cookie words", r"cookie|consent|gdpr|^amp-user-notification|onetrust|(?<![a-z])cmp(?![a-z])"),
    ("advertisement", rf"{_AD}|adsense|adslot|doubleclick|^amp-(?:sticky-)?ad|^amp-embed|^ins "),
    ("comments", r"comment|disqus|(?<![a-z])respond(?![a-z])|combx|(?<![a-z])repl(?:y|ies)"),
    ("share row", r"(?<![a-z])shar(?:e|ing)|social|addthis|addtoany|^amp-social-share"),
    ("subscription", r"newsletter|subscri|paywall|sign-?up|mailing|piano|(?<![a-z])login"),
    (
        "related articles",
        r"related|recommend|read-?(?:more|also|next)|more-?(?:from|stories|news|on|articles)"
        r"|most-?(?:read|popular|viewed)|trending|popular|teaser|latest|recent|similar|see-?also",
    ),
    ("footer", r"^footer|footer|copyright|imprint|colophon"),
    (
        "navigation",
        r"^nav(?![a-z])|(?<![a-z])nav(?:bar|igation)?(?![a-z])|menu|breadcrumb|pager|pagination"
        r"|masthead|toolbar|search|skip|(?<![a-z])tags?(?![a-z])|site-?header|^header",
    ),
)
_NAMES = tuple((kind, re.compile(pattern)) for kind, pattern in _BY_NAMES)

_BY_WORDS = (
    ("cookie words", "cookie"),
    (
        "advertisement",
        r"advertisement|sponsored|anzeige|werbung|publicité|publicidad|реклама|إعلان|广告|廣告"
        r"|continues below",
    ),
    (
        "comments",
        r"\bcomment|\brepl(?:y|ies|ay)\b|responses?\b|e-?mail address|notify me|required field"
        r"|kommentar|antwort|réponse|respuesta|comentario|комментари|ответ|تعليق|الرد|评论|評論"
        r"|回复|回覆|留言",
    ),
    ("share row", r"\bshare\b|click to|teilen|partager|compartir|поделиться|شارك|分享"),
    (
        "subscription",
        r"subscri|newsletter|sign (?:up|in)\b|log in\b|abonn|suscr|подпис|订阅|訂閱",
    ),
    (
        "related articles",
        r"\bread (?:more|also|next|the)\b|also like|recommended for|related|lesen sie|lies auch"
        r"|mehr zum|weiterlesen|lire (?:aussi|la suite)|(?:lea|lee|leer) (?:también|más)"
        r"|читайте также|читать далее|اقرأ|阅读|閱讀|continue reading|most (?:read|popular)",
    ),
    ("footer", r"©|\(c\) ?\d|copyright|all rights reserved"),
    (
        "navigation",
        r"skip to|back to top|nach oben|retour en haut|volver arriba|наверх|返回"
        r"|tags?:|filed under",
    ),
)
_WORDS = tuple((kind, re.compile(pattern)) for kind, pattern in _BY_WORDS)
_LONGEST = 100
"""Characters of a line that may say what a block is for; a longer one is a text."""

_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "search", "banner"), "navigation"),
    "contentinfo": "footer",
}


def kind_by_names(tag: str, role: str, names: str) -> str:
    """Return what an element is for; empty if nothing says it.

    Args:
        names: Its class and id, in lower case.
    """
    if tag == "body":
        return ""
    text = f"{tag} {names.replace('_', '-')}"
    by_role = _ROLES.get(role, "")
    return by_role or next((kind for kind, pattern in _NAMES if pattern.search(text)), "")


def kind_by_words(line: str) -> str:
    """Return what the first line of a block says that it is; empty if it says nothing."""
    if len(line) > _LONGEST:
        return ""
    words = line.casefold()
    return next((kind for kind, pattern in _WORDS if pattern.search(words)), "")
