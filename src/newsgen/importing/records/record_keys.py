"""What the keys of a record, or the columns of a table, mean.

They are newsgen's own, those of other programs (`content.front_matter.foreign_keys`), or words for
them in other languages. Capitals, blanks and signs in them do not count.
"""

import re

from newsgen.content.front_matter.foreign_keys import meant_key
from newsgen.model.kind import TYPED_ENTITY_KINDS

RECORD_WORDS = {
    "title": "titel überschrift schlagzeile titre titular título titulo titolo заголовок "
    "название 标题 標題 العنوان عنوان",
    "text": "body content contents article articlebody fulltext story html bodyhtml "
    "contenthtml contenttext bodytext markdown inhalt texte contenu texto contenido cuerpo "
    "testo текст 正文 内容 內容 النص نص المحتوى",
    "date": "datetime edtf published posted postdate datum veröffentlicht veröffentlichtam "
    "erscheinungsdatum veröffentlichungsdatum datedepublication datedeparution publiéle fecha "
    "fechadepublicación fechadepublicacion data дата датапубликации опубликовано 日期 发布日期 "
    "發布日期 发布时间 發布時間 التاريخ تاريخ تاريخالنشر",
    "updated": "geändertam aktualisiert aktualisiertam modifiéle misàjour datedemodification "
    "actualizado fechademodificación изменено обновлено 更新日期 更新时间 更新時間 "
    "تاريخالتحديث",
    "source": "quelle fuente fonte источник издание 来源 來源 المصدر مصدر",
    "source_url": "sourceurl permalink adresse lien enlace dirección ссылка адрес 链接 鏈接 "
    "連結 网址 網址 الرابط رابط",
    "authors": "autor autorin autoren autorinnen verfasser verfasserin auteur auteure auteurs "
    "autrice autora autores autore автор авторы 作者 记者 記者 الكاتب المؤلف",
    "tags": "taglist tagnames schlagwort schlagwörter schlagworte stichwörter stichworte "
    "motclé motsclés étiquettes etiquetas palabrasclave теги метки ключевыеслова 标签 標籤 "
    "关键词 關鍵詞 الوسوم الكلماتالمفتاحية",
    "section": "sectionname categoryname rubrik ressort kategorie rubrique catégorie sección "
    "seccion categoría рубрика раздел категория 栏目 欄目 分类 分類 القسم",
    "summary": "zusammenfassung untertitel vorspann kurztext résumé chapô chapeau soustitre "
    "resumen subtítulo subtitulo entradilla bajada аннотация подзаголовок лид 摘要 导语 導語 "
    "副标题 副標題 الملخص ملخص العنوانالفرعي",
    "language": "sprache langue idioma lingua язык 语言 語言 اللغة",
    "image": "imageurl heroimage bild imagen изображение картинка фото 图片 圖片 الصورة",
    "image.alt": "alternativtext textealternatif textoalternativo 替代文字",
    "image.caption": "herocaption bildunterschrift bildtext légende legende piedefoto leyenda "
    "подпись 图片说明 圖片說明 تعليقالصورة",
    "image.credit": "fotograf fotografin bildnachweis créditphoto crédito фотограф 摄影 攝影 "
    "المصور",
}
"""Our keys, each with words for it, without blanks and signs."""

_KEY_BY_WORD = {word: key for key, words in RECORD_WORDS.items() for word in (key, *words.split())}
_OTHER_KEYS = frozenset(
    (
        *(
            "embargo",
            "expires",
            "slug",
            "aliases",
            "archived_url",
            "retrieved",
            "dateline",
            "rights",
        ),
        *("status", "id", "entities"),
    )
)
_ENTITY_KEYS = {kind.value: f"entities.{kind.value}" for kind in TYPED_ENTITY_KINDS}
_READ_KEYS = frozenset((*RECORD_WORDS, *_OTHER_KEYS, *_ENTITY_KEYS.values()))
EXPORT_MARK = "edtf"
"""A column of the tables that `newsgen export` writes, and that no others have."""

_DERIVED_COLUMNS = frozenset(
    (
        *("uri", "datetime", "year", "excerpt", "address", "words", "corrections", "withdrawn"),
        *("withdrawn_note", "image.src"),
    )
)
"""Columns that `newsgen export` writes and that an import makes anew or does not need."""


def is_derived_column(key: str, record: object) -> bool:
    """Return whether a key of a record says what newsgen itself made of an article."""
    return key in _DERIVED_COLUMNS and isinstance(record, dict) and EXPORT_MARK in record


def record_key(key: str) -> str:
    """Return our key that a key of a record means, such as `image.alt`; empty if it means none."""
    word = re.sub(r"[\W_]", "", key.casefold())
    plain = key.strip().casefold()
    ours = (
        plain
        if plain in _OTHER_KEYS or plain in RECORD_WORDS
        else _ENTITY_KEYS.get(plain) or _KEY_BY_WORD.get(word) or meant_key(key) or ""
    )
    return ours if ours in _READ_KEYS else ""
