"""What web pages put around an article, and a copied text still has: forms, buttons, adverts.

The lines say so themselves, in one of seven languages. A line counts only as a whole. Of what may
also be a heading, only lines near the end of a text count.
"""

from collections.abc import Iterator, Sequence

from newsgen.model.lazy_pattern import lazy_pattern

_LINES_AT_END = 40
"""Lines with words, from the end of a text, that may be leftovers; a form has some twenty."""

_ENGLISH = (
    "(?:leave|write|post|add|submit) an? (?:reply|replay|comment|response)",
    r"(?:\d+|no|one) (?:comments?|responses?|replies)(?: yet)?",
    r"comments? (?:\(\d+\)|are closed)",
    "cancel reply|log in to (?:reply|comment|leave a comment)",
    r"your e-?mail address will not be published\b.*|required fields are marked\b.*",
    r"save my name, e-?mail\b.*|notify me of (?:new|follow-?up)\b.*",
    "share (?:this|this (?:article|story|post|page))",
    "share (?:on|via) (?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|e-?mail)",
    r"click to (?:share|print|e-?mail)\b.*|like this|like loading",
    r"skip to (?:main )?content|back to top|view all posts by\b.*",
    r"(?:copyright|©|\(c\)) ?(?:©|\(c\))? ?\d{4}\b.*|all rights reserved|ends|\(more\)"
    r"|filed under:? .+|tags: .+|posted (?:on|in) .+",
    "(?:sign up for|subscribe to) our newsletter|continue reading the main story",
)
_GERMAN = (
    "(?:schreibe|schreiben sie|hinterlasse|hinterlassen sie) einen kommentar",
    "kommentar (?:schreiben|hinterlassen|abschicken|verfassen)|antwort abbrechen",
    r"(?:\d+|keine|ein) kommentare?|(?:deine|ihre) e-?mail-adresse wird nicht\b.*",
    r"erforderliche felder sind\b.*|(?:artikel|beitrag) (?:teilen|drucken)|nach oben",
)
_FRENCH = (
    r"laisse[rz] un commentaire|annuler la réponse|(?:\d+|aucun) commentaires?",
    r"votre adresse (?:e-?mail|de messagerie) ne sera pas\b.*|les champs obligatoires sont\b.*",
    r"partager(?: cet article| sur \w+)?|retour en haut",
)
_SPANISH = (
    r"dej[ae]r? una? (?:respuesta|comentario)|cancelar (?:la )?respuesta",
    r"(?:\d+|sin|ningún) comentarios?|tu dirección de correo electrónico no será\b.*",
    r"los campos obligatorios están\b.*|compartir (?:esto|en \w+|este artículo)|volver arriba",
)
_RUSSIAN = (
    "(?:оставить|добавить|написать) (?:комментарий|ответ)|отменить ответ",
    r"комментариев:? \d+|\d+ комментари(?:й|я|ев)|нет комментариев|комментариев нет",
    r"ваш (?:адрес email|e-?mail) не будет\b.*|обязательные поля помечены\b.*",
    r"поделиться(?: в \S+)?|наверх",
)
_ARABIC = (
    r"اترك (?:تعليقا|تعليقاً|رداً|ردا)|إلغاء الرد|لن يتم نشر عنوان بريدك\b.*",
    "شارك (?:هذا )?(?:المقال|الموضوع)",
)
_CHINESE = (
    "(?:发表|添加|發表)(?:评论|回复|評論|回覆|留言)|取消(?:回复|回覆)",
    r"您的(?:电子邮箱地址|電子郵件地址|邮箱地址)不会.*|分享[到至]\S*|返回顶部",
)
_WITHIN = (
    r"(?:paid |sponsored )?advertisements?(?: [-–—] continue reading below)?|sponsored content"
    r"|continue reading|read the (?:full|whole) (?:story|article)|\d+ min(?:ute)?s? read"
    r"|(?:article|story) continues below(?: (?:this )?ad\w*)?"
    r"|(?:click|tap) here to (?:subscribe|sign up|read)\b.*|sign up (?:here|now)"
    r"|subscribe (?:now|today|here|to continue(?: reading)?)"
    r"|(?:already )?a subscriber\? (?:log|sign) in|read (?:more|also|next)(?:: .+)?"
    r"|recommended for you|you (?:may|might) also like.*|accept (?:all )?cookies"
    r"|load(?:ing)? more|show more|anzeige|werbung|(?:lesen sie|lies) auch(?:: .+)?"
    r"|mehr zum thema(?:: .+)?|weiterlesen|publicité|(?:à )?lire aussi(?: .+)?|lire la suite"
    r"|publicidad|(?:lea|lee|leer) también(?:: .+)?|leer más|реклама|читайте также(?:: .+)?"
    r"|читать далее|إعلان|اقرأ (?:أيضا|أيضاً|المزيد)(?:: .+)?"
    r"|广告|廣告|相关阅读|延伸阅读|延伸閱讀|阅读更多|点击订阅"
)
"""What stands between the paragraphs, too; with a link in it, it leads readers somewhere."""

_LEFTOVER = lazy_pattern(
    "|".join((*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH, *_RUSSIAN, *_ARABIC, *_CHINESE))
)
_LEFTOVER_WITHIN = lazy_pattern(_WITHIN)
_MARKS = lazy_pattern(r"^[\s>#*_+\-|\[\]]+|\]\([^)]*\)|[\s*_#\[\]|:.…!»→←↑–—-]+$")


def leftover_lines(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers, from 0, of the lines of a text that are leftovers of a web page."""
    with_words = [number for number, line in enumerate(lines) if line.strip()]
    at_end = with_words[-_LINES_AT_END:]
    for number in with_words:
        line = lines[number]
        if len(line) < (200 if number >= at_end[0] else 100):
            words = _MARKS.sub("", line).casefold()
            is_within = _LEFTOVER_WITHIN.fullmatch(words) and "](" not in line and "][" not in line
            if is_within or (number >= at_end[0] and _LEFTOVER.fullmatch(words)):
                yield number
