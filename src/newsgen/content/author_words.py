"""Words that tell what an author's name is: titles, particles, and words of organizations."""

_LOWER_CASE_PARTICLES = """
af av bin bint binti d' das de do dos e el i ibn op te ter und y zu zum zur
"""
LOWER_CASE_PARTICLES = frozenset(_LOWER_CASE_PARTICLES.split())
"""Words that are particles only where they have no capital."""

_PARTICLES = """
abu al da de del della delle dello degli den der di du el la las le lo los saint st st. ten van
vande vanden vander vom von
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Particles that have a capital in some names."""

_TITLES = """
by dr prof professor mr mrs ms miss mx sir dame rev reverend hon. gen. col. maj. capt. lt. cpl.
sgt. adm. cmdr. sen. rep. gov. amb. fr. msgr. senator governor ambassador general colonel major
captain lieutenant admiral doctor herr frau mme m.
"""
TITLES = frozenset(_TITLES.split())
"""What stands before a name; some only with a full stop, for Gen and Rep are given names."""

_SOVEREIGNS = "emperor empress king pope prince princess queen sultan"
SOVEREIGNS = frozenset(_SOVEREIGNS.split())
"""A name of two words with one of these has no family name."""

_FIRST_WORDS = "agence agencia agenzia das der die el il las le les los our the"
FIRST_WORDS = frozenset(_FIRST_WORDS.split())
"""Words that names of organizations begin with."""

_ROLES = "columnist contributor correspondent editor reporter writer"
ROLES = frozenset(_ROLES.split())

_ROLE_WORDS = "a an chief deputy foreign guest managing own political senior special sports staff"
ROLE_WORDS = frozenset(_ROLE_WORDS.split())
"""What stands before a role in a byline without a name, such as A Correspondent."""

_LEGAL_FORMS = "co co. corp corp. gmbh inc inc. llc ltd ltd. plc"
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())

_LAST_WORDS = """
bank blog board bulletin bureau center centre channel chronicle club college columnists
communications contributors correspondents court daily desk digest editorial editors forum fund
gazette group guild herald initiative journal lab laboratory labs league library magazine media
mission monitor museum nations network news newspaper newsroom observer online partners post
presse press program programme project publishing radio reporters review secretariat senate
service services society staff standard studio studios team telegraph television times tribune
trust tv union watch weekly wire writers
"""
LAST_WORDS = LEGAL_FORMS | frozenset(_LAST_WORDS.split())
"""Words that names of organizations end with; some are also given names, or stand in names."""

_INSTITUTION_WORDS = """
academy administration agency alliance assembly association authority broadcasting coalition
commission committee company congress consortium consulate corporation council department
embassy federation foundation government institute institution ministry newspapers office
organisation organization parliament party task-force university agentur amt asociación
associazione association banco bundesamt bundestag comisión comité confederación consejo
fondation fundación gobierno institut instituto istituto ministère ministerio ministerium
ministero nachrichten partido prensa redacción redaktion rédaction redazione servicio stiftung
universidad universität université verein verlag zeitung
"""
INSTITUTION_WORDS = frozenset(_INSTITUTION_WORDS.split())
"""Words that only names of organizations have."""

_CONJUNCTIONS = "and & + und et"
CONJUNCTIONS = frozenset(_CONJUNCTIONS.split())

_JOINERS = "at for in of on the to für pour para"
JOINERS = CONJUNCTIONS | frozenset(_JOINERS.split())


def is_role(text: str) -> bool:
    """Return whether a text says what somebody is, as Staff writer and political editors do."""
    *words, last = text.lower().split()
    is_known = last in ROLES or last.removesuffix("s") in ROLES
    return is_known and (text.islower() or ROLE_WORDS.issuperset(words))
