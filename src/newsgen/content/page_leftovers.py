"""What web pages put below an article, and a copied text still has: forms for comments, buttons.

The lines say so themselves, in one of seven languages. A line counts only as a whole, and only near
the end of a text.
"""

import re
from collections.abc import Iterator, Sequence

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
_LEFTOVER = re.compile(
    "|".join((*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH, *_RUSSIAN, *_ARABIC, *_CHINESE))
)
_MARKS = re.compile(r"^[\s>#*_+\-|\[\]]+|\]\([^)]*\)|[\s*_#\[\]|:.…!»→←↑]+$")


def leftover_lines(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers, from 0, of the lines of a text that are leftovers of a web page."""
    with_words = [number for number, line in enumerate(lines) if line.strip()]
    for number in with_words[-_LINES_AT_END:]:
        line = lines[number]
        if len(line) < 200 and _LEFTOVER.fullmatch(_MARKS.sub("", line).casefold()):
            yield number
