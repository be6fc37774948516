"""Word lists of the name finder, in lower case, of languages in which capitals mark names.

A stopword mostly means something else: as a spelling, it counts only if the full name is in the
same article. Longer lists would hide names that are meant.
"""

_ENGLISH = """
a about after all also am an and any are as at aid be been before best both but by can care case
could day did do does down each even every few first for from general get go good great had has he
help her here high him his home hope how i if in into is it its just last let life long look love
made make man many may me might more most much must my near new next no nor not now of off old on
once one only open or other our out over own people place power pride press right said same save
see she should since so some star state still such support than that the their them then there
these they this those time to today too two under unit unity until up us use very want was way we
well were what when where which while who whom why will with word world would yes yet you your
monday tuesday wednesday thursday friday saturday sunday
"""
_RUSSIAN = """
а без был была были было быть в вам вас весь во вот все всё вы где да для до его ее её если есть же
за здесь и из или им их к как когда кто ли мир мне мы на над наш не нет но ну о об один он она они
от по под после при про с сам свой со так также такой там то тот ты у уже что чтобы эта эти это я
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
понедельник вторник среда четверг пятница суббота воскресенье
"""
_OTHER_LANGUAGES = """
das dem den der des die du ein eine er es für ich ihr im ist mai mit nicht sie und von war was wer
wie wir zu au aux avec ce ces dans de elle en est et eux il ils je la le les lui mais ne nous on ou
par pas pour qui sa ses son sur un une vous al che como con da del di el ella ellos io lo los más
mi non para per perché pero por si sin su tra una y yo
"""

_MONTHS = """
january february march april may june july august september october november december
"""
_TITLES = """
admiral ambassador archbishop bishop captain chairman chairwoman chancellor chief colonel
commissioner congressman congresswoman councillor dame deputy director doctor dr emperor empress
first former general governor judge justice king lady leader lieutenant lord madam madame major
mayor miss mister minister mr mrs ms officer pope premier president prime prince princess professor
queen secretary senator sergeant sheikh sir speaker spokesman spokeswoman sultan vice
mme monsieur herr frau señor señora
президент премьер министр господин госпожа товарищ генерал посол председатель канцлер король
"""

_ENGLISH_NAMES = """
archer baker ball bank banks barber base bass bath beach bean bear bell best bird bishop black
blue bolt bond book booth bounds bow branch bridge bridges brook brooks brown buck bull burns bush
butcher butler butter camp card carpenter carter case cash castle chance chase church clay clear
cloud coal coffee cole cook cooper copper corn cotton court cox crane crisp cross crow crown curry
cutting dale day dean dell drake draper driver duke early east edge english farmer fields finch
fish fisher flint flood flowers flynn foot ford forest forge fort foster fox frank freeman french
frost fuller gale gap gardener garland gate gates gay gift glass gold gore grace grant graves gray
green grove gulf hall ham hand hands hardy hart hawk hay head heath hill hills hobbs hood horn
house hunt hunter iron ivory jack jet jewel joy keen key keys kind kite knight lack lake lamb lance
land lane lark law lawless leaf lease little lock march marsh marshall mason may
mayor mercer mill miller mint mobile moon moore moss mount north nice nights noble oil orange
packer page paint park parker parks parsons peace peak penny pepper perry pike pitt plant pole pond
poole porter post potter pound powers price prices prior pryor race rain ray reader reading reed
rich rivers roads rock roof root rose rowe rush sands savage sax self sellers set sharp shell
shepherd shield shoemaker short silver simple singer skinner small smart smith snow south spark
sparks speed spring sprint stack steel steele steward stock stone stones storm street strong style
summers sun swan swift tanner target taylor temple thorn tide tiger till tower train trout tucker
turner tyler underwood vance visa wade waits wake walker wall waller ward waters weaver weeks
wells west wheeler whistler white winter winters wise wolf wood woods wren wright young
"""

MONTH_NAMES = frozenset(_MONTHS.split())
PERSON_TITLES = frozenset(_TITLES.split())
STOPWORDS = frozenset((_ENGLISH + _MONTHS + _RUSSIAN + _OTHER_LANGUAGES).split())

WORDS_THAT_ARE_NAMES = frozenset(_ENGLISH_NAMES.split()) | STOPWORDS
"""English words that are also surnames, places or companies: in capitals both look alike."""
