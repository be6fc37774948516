"""Finds sequences of Chinese and Japanese characters that have the form of a name.

A surname and one or two characters may be a person; a sequence with the ending of an organization
or place may be one; foreign names in Katakana have a middle dot. Each sequence comes with the
characters on both sides: only if these vary over many texts, the sequence is a word of its own
(branching entropy: Z. Jin and K. Tanaka-Ishii, 2006).
"""

import re
from collections.abc import Iterator

_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱郭梁宋郑鄭韩韓唐冯馮董萧蕭曹袁邓鄧傅沈彭吕呂苏蘇卢盧"
    "蒋蔣蔡贾賈魏薛叶葉阎閻潘杜戴夏钟鐘汪姜范姚谭譚廖邹鄒熊陆陸郝崔邱秦侯邵孟龚龔黎乔喬贺賀赖賴习習耿"
)
"""Surnames that begin few other words."""

_ENDINGS = """
大学 大學 大厦 学院 學院 公司 集团 集團 银行 銀行 委员会 委員會 委員会 组织 組織
协会 協會 協会 联盟 聯盟 基金会 基金會 研究院 研究所 理事会 理事會 法院 议会 議會 議会
联合国 国会 國會 共和国 共和國 自治区 自治州 半岛 半島 群岛 群島 峰会 峰會
论坛 論壇 条约 條約 条約 协定 協定 电视台 通讯社 通信社 新聞 日报 日報 晚报 晚報
市 省 县 縣 県 州 党 黨 部 署 局 庁 廳 氏
"""
_SUFFIX = re.compile("|".join(sorted(_ENDINGS.split(), key=len, reverse=True)))
_SHORT_SUFFIXES = frozenset("市省县縣県州党黨部署局庁廳氏")

_HAN = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[\u00b7\uff1d=][\u30a1-\u30fa\u30fc]{2,})+")

_FUNCTION_CHARS = frozenset(
    "的了在是和与與及或对對为為将將被把从從到向于於以之其此这這那该該各每某等也都就还還又再不没沒有无無"
    "我你他她它们們您自己个個位名次年月日时時分秒上下中内外前后後一二三四五六七八九十百千万萬亿億两兩几幾"
    "说說称稱表示认認来來去要会會能可应應由因而且但如若则則所者多少大小新老好同本最更很太非常已经經正"
)
"""Characters that are rare in given names."""

_NUMERALS = frozenset("一二三四五六七八九十百千万萬亿億两兩几幾年月日")
_SEPARATORS = frozenset(
    "的了在是和与與及或对對将將被把从從到向于於以之其此这這那该該"
    "各每某等也都就还還又再不們们说說称稱"
)
"""Characters that separate words, so that no name contains them."""

_MAX_LENGTH = 8


CjkSequence = tuple[int, int, str, str]
"""Start, end, and the characters on both sides, empty at the end of a run."""


def cjk_sequences(text: str) -> Iterator[CjkSequence]:
    """Yield all sequences of a text, in no order; one may be part of another."""
    if text.isascii():
        return
    for run in _HAN.finditer(text):
        yield from _sequences_of_run(text, *run.span())
    for run in _KATAKANA.finditer(text):
        yield *run.span(), "", ""


def _sequences_of_run(text: str, first: int, last: int) -> Iterator[CjkSequence]:
    for start in range(first, last - 1):
        if text[start] in _SURNAMES:
            for end in range(start + 2, min(start + 3, last) + 1):
                if not _FUNCTION_CHARS & set(text[start + 1 : end]):
                    yield _sequence(text, start, end, first, last)
    for suffix in _SUFFIX.finditer(text, first, last):
        shortest = 2 if suffix.group() in _SHORT_SUFFIXES else 1
        for start in range(max(first, suffix.end() - _MAX_LENGTH), suffix.start() - shortest + 1):
            if text[start] not in _NUMERALS and not _SEPARATORS & set(text[start : suffix.start()]):
                yield _sequence(text, start, suffix.end(), first, last)


def _sequence(text: str, start: int, end: int, first: int, last: int) -> CjkSequence:
    left = text[start - 1] if start > first else ""
    return start, end, left, text[end] if end < last else ""
