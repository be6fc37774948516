"""Word lists, in lower case, that separate names from the words around them."""

from collections.abc import Iterable

from newsgen.content.names.stopwords import PERSON_TITLES, STOPWORDS


def _with_plurals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, f"{word}s"))


_WITHIN_NAMES = """best day general good great high home last life long love new next old open
people place power right self star state unit unity word world care first"""

_MORE_STOPWORDS = """
according across again against almost already although among amid another anyone around away because
behind below between beyond cannot check click come contact create currently dear despite does don
during either else ensure especially even everyone everything far finally find follow following
fortunately further generally given hello hence hi however indeed instead join keep later learn less
let's likewise looking maybe meanwhile moreover nearly neither nevertheless none nothing often ok
okay once otherwise perhaps please previously quite rather read recently regarding see several
similarly simply sometimes soon still sure take thank thanks therefore think though through thus
together tomorrow tonight under unfortunately unless unlike until upon usually via visit want
whatever whenever whereas whether within without yesterday yet
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
am pm est edt pst pdt et utc gmt
однако затем сегодня вчера завтра кроме также поэтому потому между хотя пока через
cette ces leur leurs mais selon après avant depuis aujourd'hui hier
nach aber auch bei bis durch doch diese dieser dieses einem einen einer für gegen hat jetzt nur
ohne seit sind über unter vom vor wenn wird zum zur
este esta estos estas según después antes desde ayer hoy
"""

EDGE_STOPWORDS = (STOPWORDS - frozenset(_WITHIN_NAMES.split())) | frozenset(_MORE_STOPWORDS.split())
"""Words that never begin or end a name, though a capitalized one may stand next to a name."""

_FOREIGN_ARTICLES = "das der des die du el il la las le lo los"
FOREIGN_ARTICLES = frozenset(_FOREIGN_ARTICLES.split())
"""Stopwords that begin names in English texts: Los Angeles, El Salvador."""

_AMBIGUOUS_RANKS = (
    "chief deputy director first general king lady leader major prince queen state vice"
)
_FOREIGN_RANKS = """außenminister bundeskanzler bundeskanzlerin bundespräsident kanzler kanzlerin
präsident président présidente presidente ministre"""
RANKS = _with_plurals((PERSON_TITLES - set(_AMBIGUOUS_RANKS.split())) | set(_FOREIGN_RANKS.split()))
"""Words before a name that are not part of it. Words such as general, which begin names too, are
not among them."""

_OFFICE_WORDS = """acting administrator analyst and assistant associate co coordinator editor
executive for foreign founder head interim manager of officer party press senior the"""
OFFICES = _with_plurals((*PERSON_TITLES, *RANKS, *_OFFICE_WORDS.split()))
"""A sequence of these words only is an office, and not a person."""

_HEADS = "analyst chief coordinator director editor fellow manager officer specialist strategist"
OFFICE_HEADS = _with_plurals(_HEADS.split())
"""A sequence that ends with one of these is an office too."""

_DEMONYMS = """afghan african albanian algerian american arab arabic argentine armenian asian
australian austrian azerbaijani belarusian belgian bosnian brazilian british bulgarian canadian
chilean chinese christian colombian croatian cuban czech danish dutch egyptian english estonian
ethiopian european finnish french georgian german greek hispanic hungarian indian indonesian
iranian iraqi irish islamic israeli italian japanese jewish jordanian kazakh kenyan korean kurdish
kyrgyz latin latvian lebanese libyan lithuanian malaysian mexican mongolian moroccan muslim
nigerian norwegian ottoman pakistani palestinian persian peruvian philippine polish portuguese
romanian russian saudi scottish serbian singaporean slovak slovenian somali soviet spanish swedish
swiss syrian taiwanese tajik thai tibetan tunisian turkish turkmen ukrainian uyghur uzbek
venezuelan vietnamese welsh western yemeni"""
DEMONYMS = _with_plurals(_DEMONYMS.split())
"""Adjectives of nations and their inhabitants: capitalized in English, and not names."""

_TITLE_HEADS = """
ambassador chairman chairwoman chancellor commissioner congressman congresswoman governor minister
premier president secretary senator speaker spokesman spokeswoman treasurer
"""
TITLE_HEADS = frozenset(_TITLE_HEADS.split())
"""Words between an office and a person: Treasury Secretary James Baker."""

DEPARTMENT_TITLES = frozenset(("minister", "secretary"))
"""Titles before which a department stands, and not the name of an organization."""

_LEGAL_FORMS = """
ab ag aktiengesellschaft asa bhd bv bros co company corp corporation cos cv eg ev gmbh group
holding holdings inc incorporated kft kg kgaa kk limited llc llp lp ltd ltda mbh nv oao ohg ooo oy
oyj pao plc pllc pte pty sa sarl sas sdn se sl sp spa spol sro srl ste ug ao оао ооо пао зао s.a
b.v n.v s.p.a s.r.l l.p p.l.c
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
"""Legal forms of companies, which are no names without what stands before them."""

_REGION_CODES = """
ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb
nebr nev okla ore oreg pa penn penna tenn tex va vt wash wis wisc wyo ont que alta sask n.y n.j
n.h n.c s.c n.d s.d n.m r.i w.va b.c n.b n.s p.e.i n.s.w qld
"""
REGION_CODES = frozenset(_REGION_CODES.split())
"""Abbreviations of states and provinces, which stand behind the name of a town."""

_POSTAL_CODES = """
AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM
NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY AB BC MB NB NL NS ON PE QC SK NSW
"""
POSTAL_CODES = frozenset(_POSTAL_CODES.split())

_COMMON_ABBREVIATIONS = """
ai aids api atm av ba bbs bios bsc cad cctv cd cdn ceo cfo cio cli cms coo cpi cpu crm css csv cto
cv diy dna dns dvd eps erp etf ev faq fm fob foss fps ftp gdp gis gmo gnp gp gps gpu gui hd hdd
hdtv hiv hq hr html http https ico id ide iot ip ipo iq irc isbn iso isp it json lan lcd led lng
lpg mba md ml mms mo mp3 msc ngo nfc nft ocr oem os ott pc pda pdf phd php pin pos ppi pr pvc qa
q&a qr r&d ram rfid rfp rna roi rom rss rsvp saas sd sdk seo sim sms sql ssd ssh ssl sso suv svg
tb tcp tls tv ufo ui uri url usb ux vat vhs vip voip vpn vr wan wifi www xhtml xml yaml y2k zip
"""
COMMON_ABBREVIATIONS = frozenset(_COMMON_ABBREVIATIONS.split())
"""Abbreviations that are common nouns: no person, organization, place or event."""

# Units and eras have capitals too.
_UNITS = "kb mb gb tb km kg mm cm hz mhz ghz kw mw bc bce ad ce"
SINGLE_STOPWORDS = STOPWORDS | EDGE_STOPWORDS | PERSON_TITLES | DEMONYMS | set(_UNITS.split())
"""Words that are not names by themselves."""

_ABBREVIATIONS = """mr mrs ms dr prof gen sen gov rep lt col sgt st jr sr vs no adm capt hon rev
messrs mme m fr inc ltd co corp u.s u.n u.k e.g i.e etc г ул им проф д-р"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""A full stop after these does not end a sentence."""

_ORGANIZATION_WORDS = """
academy administration agency alliance association authority bank board bureau center centre
centers college commission committee community company congress corporation corps council court
department federation foundation group inc institute institutes institution laboratory league
library ministry museum network office organization organisation parliament party police press
senate service services society times union university
министерство университет банк партия совет комитет агентство
"""
ORGANIZATION_WORDS = frozenset(_ORGANIZATION_WORDS.split())
"""Words for organizations: their names end with one, or have it before an `of`."""

_EVENTS = """championship conference convention cup election elections expo fair festival forum
games hackathon olympics summit talks war"""
_PLACES = """city county island islands lake mountain mountains province republic river sea state
states street valley"""
EVENT_WORDS, PLACE_WORDS = frozenset(_EVENTS.split()), frozenset(_PLACES.split())
"""Words that names of events and places end with, or have before an `of`."""

PARTICLES = (
    "of the|of|for the|for|and|on|de la|de los|de las|de|del|della|delle|dei|di|"
    "da|do|dos|das|du|des|la|le|van der|van den|van|von der|von|zu|ter|bin|bint|"
    "ibn|abu|ould|y|und|für"
)
"""A pattern of the lower-case words that may stand inside a name; the longer of two comes first."""

CAPITALIZED_NOUN_LANGUAGES = frozenset(("de", "lb", "nds", "gsw"))
"""Languages in which all nouns have capitals: there a name needs at least two words."""
