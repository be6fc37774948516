"""`newsgen suggest`: what an editor is told to look at, and what not."""

import json
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from newsgen.archive.name_similarity import comparison_key
from newsgen.cli import program
from newsgen.cli.output import print_wrapped
from newsgen.cli.prompts import review_suggestions
from newsgen.cli.suggestion_text import describe_suggestion, suggestion_lines
from newsgen.commands.suggest import find_suggestions
from newsgen.content.names import NameFinder
from newsgen.content.names.fold import NAME_BREAK, fold_text
from newsgen.model.authority import Authorities
from newsgen.model.kind import Kind
from newsgen.pipeline.request import BuildRequest
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates.capitals import capitalized_sequences
from newsgen.suggest.candidates.name_study import NameStudy, study_text
from newsgen.suggest.candidates.sentences import sentence_around
from newsgen.suggest.ner_spacy import EntityRecognizers
from newsgen.suggest.suggestion_rules import SMALL_ARCHIVE
from newsgen.suggest.suggestions import Suggestions
from newsgen.suggest.unknown_names import find_unknown_names
from support.sites import NOW, Site

NOBODY = NameFinder(Authorities())


def candidates(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end, _ in capitalized_sequences(fold_text(text), language)]


def look(site: Site, limit: int = 0) -> Suggestions:
    order = BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)
    found, _ = find_suggestions(order, limit, lambda *_: None)
    assert found
    return found


def unknown_in(*texts: str, language: str = "en", fewest: int = 2) -> dict[str, int]:
    """The unknown names in a few texts, with the number of texts they are in."""
    tally = CandidateCounts()
    for number, text in enumerate(texts):
        tally.add(number, study_text(text, NOBODY, (), language))
    return {name: len(found) for name, found in find_unknown_names(tally, fewest).items()}


# --- Candidates in a text ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, found",
    [
        ("He met Yuri Ushakov in Moscow.", ["Yuri Ushakov", "Moscow"]),
        ("It was President Vladimir Putin's idea.", ["Vladimir Putin"]),
        ("the Russian President Vladimir Putin said", ["Vladimir Putin"]),
        ("by the General Services Administration today", ["General Services Administration"]),
        (
            "at the Ministry of Foreign Affairs of Japan now",
            ["Ministry of Foreign Affairs of Japan"],
        ),
        ("with Mohammed bin Salman and Bashar al-Assad.", None),
        ("a visit by Ursula von der Leyen to it", ["Ursula von der Leyen"]),
        ("by George W. Bush, J. K. Rowling", ["George W. Bush", "J. K. Rowling"]),
        ("in the U.S. and D.C. today", ["U.S.", "D.C."]),
        ("the 20th National Congress opens", ["20th National Congress"]),
        ("He said Monday that in September the Chinese would", []),
        ("a Chinese-led and Moscow-based thing", []),
        ("see USA.gov, @BillBrantley and www.Moscow.ru", []),
        ("qu'il aille à l'Élysée, chez Charles d'Orsay, dit-il.", ["Élysée", "Charles d'Orsay"]),
        ("Президент Владимир Путин прибыл.", ["Владимир Путин"]),
        ("ο Κυριάκος Μητσοτάκης είπε", ["Κυριάκος Μητσοτάκης"]),
        ("for Treasury Secretary James Baker and", ["James Baker"]),
        ("by Fed Chairman Paul Volcker that", ["Fed", "Paul Volcker"]),
        ("the Bank of England Governor Robin Leigh-Pemberton", None),
        ("a Finance Minister of it", []),
        ("flew to Los Angeles, Calif, and Las Vegas, NV", ["Los Angeles", "Las Vegas"]),
        ("the Corp, its Co Inc and the GmbH & Co KG", []),
        ("for Acme Widget Corp of it", ["Acme Widget Corp"]),
        ("an API, two APIs, the PDF, with NGOs, and NATO", ["NATO"]),
        ("LEADERS GATHER IN SAMARKAND", []),
        ("Leaders Gather in Samarkand", []),
        ("the Prime Minister and the Foreign Minister", []),
        ("the Xi'an tower, O'Brien's and Mirziyoyev’s", ["Xi'an", "O'Brien", "Mirziyoyev"]),
    ],
)
def test_names_are_told_from_words_with_capitals(text: str, found: list[str] | None) -> None:
    if found is None:
        some = (
            {"Mohammed bin Salman", "Bashar al-Assad"},
            {"Bank of England", "Robin Leigh-Pemberton"},
        )
        assert any(names <= set(candidates(text)) for names in some)
    else:
        assert candidates(text) == found


def test_an_and_may_join_two_names_or_be_part_of_one() -> None:
    text = "of the Food and Drug Administration."
    assert candidates(text) == ["Food", "Drug Administration", "Food and Drug Administration"]


def test_in_german_a_single_word_is_no_name() -> None:
    text = "dass der Kanzler Olaf Scholz im Bundestag war."
    assert candidates(text, "de-AT") == ["Olaf Scholz"]
    assert "Bundestag" in candidates(text, "en")


@given(st.text(alphabet=st.sampled_from("Ab .'’-&,é9习\u2029\nЖofandU"), max_size=60))
def test_every_candidate_has_a_capital_and_lies_in_one_block(text: str) -> None:
    for name in candidates(text):
        assert name == name.strip()
        assert NAME_BREAK not in name
        assert any(char.isupper() for char in name)


# --- Over many texts -----------------------------------------------------------------------------


def test_a_word_at_a_sentences_start_needs_a_proof_from_inside_one() -> None:
    texts = ("Yesterday it rained. Ushakov said so.", "Yesterday again. But Ushakov was there.")
    assert unknown_in(*texts) == {"Ushakov": 2}


def test_a_word_that_is_mostly_written_small_is_no_name() -> None:
    texts = ("we saw the Web and the web of webs", "on the Web, the web, by NASA", "with NASA")
    tally = CandidateCounts()
    for number, text in enumerate(texts):
        tally.add(number, study_text(text, NOBODY, (), "en"))
    tally.count_lowercase({"web": 3})
    assert set(find_unknown_names(tally, 2)) == {"NASA"}


def test_longer_names_swallow_their_parts() -> None:
    whole = "it is the Food and Drug Administration that"
    assert unknown_in(whole, whole) == {"Food and Drug Administration": 2}


def test_a_part_that_stands_by_itself_stays() -> None:
    texts = ("the Census Bureau is", "of the Census in", "to the Census of", "the Census Bureau")
    assert unknown_in(*texts) == {"Census Bureau": 2, "Census": 2}


def test_two_names_with_an_and_are_two() -> None:
    texts = ("of Facebook and Twitter", "of Twitter and Facebook", "on Facebook", "on Twitter or")
    assert unknown_in(*texts) == {"Facebook": 3, "Twitter": 3}


def test_what_texts_end_with_is_a_sign_off() -> None:
    texts = [f"It rained on day {number}, so Acme News said. By Acme" for number in range(4)]
    assert unknown_in(*texts) == {"Acme News": 4}


def test_a_name_that_always_has_an_ending_keeps_it() -> None:
    texts = (
        "as Moody's said",
        "that Moody's Investors Service is",
        "by Moody's and Standard and Poor's",
    )
    ministry = ("in Japan's Finance Ministry", "to Japan's Finance Ministry")
    assert unknown_in(*texts, *texts, *texts, *ministry) == {
        "Moody's": 9,
        "Moody's Investors Service": 3,
        "Standard and Poor's": 3,
        "Japan": 2,
        "Finance Ministry": 2,
    }


def test_names_in_capitals_are_the_same_names() -> None:
    texts = ("NEW YORK, June 3 - It rained in New York.", "NEW YORK, June 4 - Rain. NOTE: none.")
    assert unknown_in(*texts, "a note") == {"New York": 2}


def test_a_person_of_a_place_is_two_names() -> None:
    texts = ("so Hettie Thorne of Low Barrow said", "for the Joint Chiefs of Staff it was")
    tally = CandidateCounts()
    for number, text in enumerate(texts):
        tally.add(number, study_text(text, NOBODY, (), "en"))
    tally.count_lowercase({"joint": 2, "chiefs": 1, "staff": 4})
    assert set(find_unknown_names(tally, 1)) == {
        "Hettie Thorne",
        "Low Barrow",
        "Joint Chiefs of Staff",
    }


def test_russian_cases_are_one_name() -> None:
    texts = ("в гостях у Юрия Ушакова был", "как сказал Юрий Ушаков вчера", "о Юрии Ушакове и")
    assert unknown_in(*texts, language="ru") == {"Юрий Ушаков": 3}


def test_chinese_names_are_told_by_what_varies_around_them() -> None:
    texts = (
        "外交部长王晓明表示欢迎。",
        "记者问王晓明先生关于清华大学的事。",
        "他与王晓明会面，在清华大学演讲。",
        "来自清华大学学生的信。",
        "中国银行表示，中国银行将加强市场监管。",
        "据中国银行的消息，部门之间加强市场协作。",
    )
    found = unknown_in(*texts, language="zh")
    assert found == {"王晓明": 3, "清华大学": 3, "中国银行": 2}


def test_japanese_names_in_katakana_have_a_middle_dot() -> None:
    texts = (
        "大統領ウラジーミル・プーチンは語った。",
        "ウラジーミル・プーチンがコンピュータを見た。",
    )
    assert list(unknown_in(*texts, language="ja")) == ["ウラジーミル·プーチン"]


def test_memory_has_a_bound_and_what_is_frequent_stays() -> None:
    tally = CandidateCounts(limit=100)
    for number in range(1000):
        tally.add(number, NameStudy(mid_sentence=("Ushakov", f"Name {number}")))
    assert len(tally.mid_sentence.articles_by_text) <= 100
    assert len(tally.mid_sentence.articles_by_text["Ushakov"]) == 1000


def test_a_sentence_is_short_and_shows_the_name() -> None:
    text = f"First. {'word ' * 60}Ushakov {'word ' * 60}end. Last."
    start = text.index("Ushakov")
    shown = sentence_around(text, start, start + 7)
    assert "Ushakov" in shown
    assert len(shown) < 180
    assert (shown[:2], shown[-2:]) == ("… ", " …")
    assert sentence_around("A b. It was Ushakov. C d.", 12, 19) == "It was Ushakov."
    whole = "So Dr. Samuel Okafor of St. Mary told J. R. Pike."
    assert sentence_around(f"Yes. {whole} No.", 12, 25) == whole


# --- Over an archive -----------------------------------------------------------------------------


def test_names_that_no_authority_file_knows_are_told_with_sentences(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "Xi Jinping: {aliases: {zh: 习近平}}\n")
    site.article("a", "Xi Jinping saw Yuri Ushakov.").article("b", "So said Yuri Ushakov, twice.")
    found = look(site).unknown
    assert [(each.text, each.count) for each in found] == [("Yuri Ushakov", 2)]
    assert {(one.path, one.text) for one in found[0].examples} == {
        ("articles/a.md", "Xi Jinping saw Yuri Ushakov."),
        ("articles/b.md", "So said Yuri Ushakov, twice."),
    }


def test_captions_of_pictures_are_read(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for name in "ab":
        picture = {"src": "https://a.example/p.png", "alt": "A man", "caption": "See Yuri Ushakov."}
        site.article(name, "Nobody.", image=picture)
    found = look(site).unknown
    assert [(each.text, each.count) for each in found] == [("Yuri Ushakov", 2)]


def test_what_a_known_name_is_part_of_may_be_unknown(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/places.yml", "China:\n")
    site.article("a", "at the Bank of China, in China and for Chinese President")
    assert [each.text for each in look(site).unknown] == ["Bank of China"]


def test_a_surname_and_initials_lead_to_the_name_they_may_belong_to(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "Yuri Ushakov:\n")
    site.write("authorities/organizations.yml", "Shanghai Cooperation Organization:\n")
    site.article("a", "as Ushakov told the SCO in June")
    lines = [next(describe_suggestion(each)) for each in look(site).unknown]
    assert lines == [
        "SCO: in 1 article. Perhaps Shanghai Cooperation Organization: under Shanghai Cooperation "
        "Organization in authorities/organizations.yml: aliases: [SCO]",
        "Ushakov: in 1 article. Perhaps Yuri Ushakov: under Yuri Ushakov in "
        "authorities/people.yml: also: [Ushakov]",
    ]


def test_a_surname_leads_to_an_unknown_name_too(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "By Mayor Zoë Müller, as Müller said of it.")
    site.article("b", "so Müller")
    lines = [next(describe_suggestion(each)) for each in look(site).unknown]
    assert lines == [
        "Müller: in 2 articles. Perhaps Zoë Müller: authorities/people.yml: Zoë Müller: "
        "{also: [Müller]}",
        "Zoë Müller: in 1 article. Perhaps people: authorities/people.yml: Zoë Müller:",
    ]


def test_initials_do_not_stand_for_a_name_with_initials(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for name in "ab":
        site.article(name, "with USN and of UEFI and Secure Nodes")
    assert {each.text: each.variant_of for each in look(site).unknown}["USN"] == ""


def test_what_may_be_a_slip_or_is_known_as_another_kind_is_not_to_get_an_entry(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path).write("authorities/places.yml", "Samarkand:\n")
    site.article("a", entities={"places": ["Samarqand"], "people": ["Samarkand", "Zoë Müller"]})
    found = look(site)
    assert [each.name.text for each in found.unlisted] == ["Zoë Müller"]
    assert [each.other.text for each in found.alike] == ["Samarqand"]


def test_an_abbreviation_leads_to_an_unknown_name_too(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for name in "ab":
        site.article(name, "at the General Services Administration (GSA) it is")
    assert [next(describe_suggestion(each)) for each in look(site).unknown] == [
        "GSA: in 2 articles. Perhaps General Services Administration: "
        "authorities/organizations.yml: General Services Administration: {aliases: [GSA]}",
        "General Services Administration: in 2 articles. Perhaps organizations: "
        "authorities/organizations.yml: General Services Administration:",
    ]


def test_in_a_larger_archive_a_name_has_to_be_in_two_articles(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(20):
        site.article(f"a{number}", "nothing here")
    site.article("b", "once by Yuri Ushakov")
    assert look(site).unknown == ()
    site.article("c", "again by Yuri Ushakov")
    assert [each.text for each in look(site).unknown] == ["Yuri Ushakov"]


def test_the_versions_of_an_article_count_as_one(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(SMALL_ARCHIVE):
        site.article(f"{number}", "nothing")
    entities, tags = {"people": ["Ann"]}, ["Sao Paulo"]
    site.article("0", "so Yuri Ushakov", entities=entities, tags=["São Paulo"])
    site.article("a", "by Yuri Ushakov and by Zoë Müller", entities=entities, tags=tags)
    settings = {"language": "de", "translation_of": "a.md", "entities": entities, "tags": tags}
    site.article("b", "von Yuri Ushakov, von Zoë Müller", **settings)
    found = look(site)
    assert [(each.text, each.count) for each in found.unknown] == [("Yuri Ushakov", 2)]
    assert [(each.name.text, each.count) for each in found.unlisted] == [("Ann", 2)]
    assert [(each.preferred_count, each.count) for each in found.alike] == [(1, 1)]


def test_declared_names_without_an_authority_are_told_once(tmp_path: Path) -> None:
    people = {"people": ["Yuri Ushakov"]}
    site = Site(tmp_path).article("a", "by Yuri Ushakov", entities=people, tags=["talks"])
    found = look(site)
    assert [(each.name.line, each.count) for each in found.unlisted] == [("people:Yuri Ushakov", 1)]
    assert found.unknown == ()
    assert "authorities/people.yml: Yuri Ushakov:" in "\n".join(suggestion_lines(found, "newsgen"))


def test_a_declared_name_of_no_kind_is_asked_for_its_kind(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: T\nproblems: {N304: warning}\n")
    found = look(site.article("a", "nothing", entities=["Ushakov"])).unlisted
    assert "Say what it is" in next(describe_suggestion(found[0]))
    assert found[0].addition() is None


def tagged(site: Site, *tags: str) -> Site:
    for tag in tags:
        site.article(f"a{len(list((site.folder).rglob('*.md')))}", "nothing", tags=[tag])
    return site


@pytest.mark.parametrize(
    "one, two, why",
    [
        ("São Paulo", "Sao Paulo", "case, accents, signs or spaces"),
        ("U.S.", "US", "case, accents, signs or spaces"),
        ("CO₂", "CO2", "case, accents, signs or spaces"),
        ("Cyber Security", "cybersecurity", "case, accents, signs or spaces"),
        ("Jinping Xi", "Xi Jinping", "the order of words"),
        ("mobile app", "mobile apps", "a plural"),
        ("Samarkand", "Samarqand", "one letter apart"),
        ("Samarkand", "Samarknad", "one letter apart"),
        ("Membership", "Mebership", "one letter apart"),
    ],
)
def test_names_that_may_be_one_are_told_with_the_line(
    tmp_path: Path, one: str, two: str, why: str
) -> None:
    found = look(tagged(Site(tmp_path), one, two, one)).alike
    assert [(each.preferred_name.text, each.other.text) for each in found] == [(one, two)]
    assert found[0].difference.endswith(why)
    quoted = '"U.S."' if one == "U.S." else one
    line = next(describe_suggestion(found[0]))
    assert line.endswith(f"To merge them, authorities/tags.yml: {quoted}: {{former: [{two}]}}") or (
        one == "U.S."
    )


@pytest.mark.parametrize(
    "one, two",
    [
        ("Iran", "Iraq"),
        ("Summit 2021", "Summit 2022"),
        ("C++", "C#"),
        ("Gambia", "Zambia"),
        ("openssh", "openssl"),
        ("games", "gamers"),
        ("Firewall", "Firewalld"),
        ("Iceland", "Ireland"),
        ("Packagers", "packages"),
        ("SL Micro", "SLE Micro"),
        ("Olga Ivanova", "Oleg Ivanov"),
        ("Shavkat Mirziyoyev", "Shavkat Mirziyoyeva"),
    ],
)
def test_names_that_are_two_are_left_alone(tmp_path: Path, one: str, two: str) -> None:
    assert look(tagged(Site(tmp_path), one, two)).alike == ()


def test_words_of_two_languages_are_not_one_for_their_looks(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", tags=["Samarkand", "Armee"], language="de")
    site.article("b", tags=["Samarqand", "Armée"], language="uz")
    assert look(site).alike == ()
    site.article("c", tags=["Samarqand"], language="de-AT")
    assert [each.other.text for each in look(site).alike] == ["Samarkand"]


def test_the_name_in_an_authority_file_stays_and_two_in_it_are_two(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/tags.yml", "Sao Paulo:\nSão  Paulo: {slug: b}\n")
    assert look(tagged(site, "São Paulo", "Sao Paulo")).alike == ()
    site.write("authorities/tags.yml", "Sao Paulo:\n")
    found = look(tagged(site, "São Paulo", "São Paulo"))
    assert next(describe_suggestion(found.alike[0])).endswith(
        "To merge them, under Sao Paulo in authorities/tags.yml: former: [São Paulo]"
    )


def test_names_that_are_declared_and_never_said_are_told(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/places.yml", "Samarkand: {aliases: [Самарканд]}\n")
    site.write("authorities/people.yml", "Xi Jinping: {match: false}\n")
    about = {"places": ["Samarkand"], "people": ["Xi Jinping"]}
    site.article("a", "nothing", entities=about).article("b", "в Самарканде", entities=about)
    site.article("c", "nothing", entities=about, title="Samarkand")
    site.article("d", "nothing", entities=about, rights="excerpt")
    found = look(site).unsaid
    assert [(each.name.text, each.count) for each in found] == [("Samarkand", 1)]
    assert found[0].examples[0].path == "articles/a.md"


def test_spellings_that_nothing_settles_are_told(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        "authorities/places.yml", "Washington, D.C.: {also: [Washington]}\n"
    )
    site.write("authorities/people.yml", "George Washington: {also: [Washington]}\n")
    site.article("a", "as Washington said").article("b", "George Washington; Washington said")
    found = look(site).ambiguous
    assert [(each.text, each.count) for each in found] == [("Washington", 1)]
    assert {name.text for name in found[0].names} == {"George Washington", "Washington, D.C."}
    assert found[0].examples[0].text == "as Washington said"


def test_mistakes_in_articles_do_not_keep_it_from_looking(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "by Yuri Ushakov", flavour="sour")
    assert [each.text for each in look(site).unknown] == ["Yuri Ushakov"]


def test_workers_tell_the_same(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(300):
        site.article(f"a{number}", f"so said Yuri Ushakov and Anna Name{chr(97 + number % 7)}")
    order = BuildRequest(site=site.folder, out=site.out, workers=2, now=NOW)
    assert find_suggestions(order, 0, lambda *_: None)[0] == look(site)


# --- spaCy ---------------------------------------------------------------------------------------


def test_an_installed_model_knows_better_than_capitals() -> None:
    def load(language: str) -> Any:
        assert language == "en"
        return lambda text: [(text.index("the"), text.index(" today"), "ORG"), (0, 2, "CARDINAL")]

    text = f"{NAME_BREAK}42 and the beatles's today Here"
    names = EntityRecognizers(load).find_entities(text, "en-GB")
    found = study_text(text, NOBODY, (), "en", names)
    assert found.mid_sentence == ("beatles",)
    assert found.kinds == (("beatles", Kind.ORGANIZATION),)


def test_without_a_model_capitals_decide() -> None:
    assert EntityRecognizers(lambda _: None).find_entities("Yuri Ushakov", "en") is None


# --- The command ---------------------------------------------------------------------------------


def run(site: Site, *arguments: str) -> Any:
    return CliRunner().invoke(program.newsgen, ["-C", str(site.folder), "suggest", *arguments])


def test_it_prints_sections_and_ends_well(tmp_path: Path) -> None:
    ran = run(Site(tmp_path).article("a", "by Yuri Ushakov and in Moscow"), "--limit", "1")
    assert ran.exit_code == 0
    assert ran.output.splitlines()[:3] == [
        "Names in texts that no authority file knows (2, of which 1 are shown):",
        "  Moscow: in 1 article.",
        "    articles/a.md: by Yuri Ushakov and in Moscow",
    ]
    assert ran.output.splitlines()[-1].endswith(" suggest --write")


def test_at_a_terminal_lines_break_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "    articles/a.md: So Dr. Samuel Okafor told the Oakford town council of Low Barrow."
    print_wrapped(line)
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_wrapped(line)
    assert capsys.readouterr().out.split("\n") == [
        line,
        "    articles/a.md: So Dr. Samuel Okafor told the",
        "      Oakford town council of Low Barrow.",
        "",
    ]


def test_nothing_to_suggest_is_said(tmp_path: Path) -> None:
    ran = run(Site(tmp_path).article("a", "nothing"))
    assert ran.output == "Nothing to suggest: 1 article looked through.\n"


def test_json_is_one_object(tmp_path: Path) -> None:
    ran = run(Site(tmp_path).article("a", "by Yuri Ushakov"), "--json")
    told = json.loads(ran.stdout)
    assert told["totals"]["unknown"] == 1
    assert told["unknown"][0]["name"] == "Yuri Ushakov"


@pytest.mark.parametrize("path", ["newsgen.yml", "authorities/people.yml"])
def test_what_cannot_be_read_ends_it(tmp_path: Path, path: str) -> None:
    ran = run(Site(tmp_path).article("a").write(path, "a: [\n"))
    assert ran.exit_code == 1
    assert f"{path}:" in ran.stderr


def test_it_asks_only_at_a_terminal(tmp_path: Path) -> None:
    ran = run(Site(tmp_path).article("a", "by Yuri Ushakov"), "--write")
    assert ran.exit_code == 2
    assert "--add KIND:NAME" in ran.stderr


def test_names_can_be_added_without_a_question(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "# People\nXi Jinping:\n")
    ran = run(site, "--add", "people:Yuri Ushakov", "--add", "places:Moscow")
    assert ran.exit_code == 0
    assert (site.folder / "authorities/people.yml").read_text("utf-8") == (
        "# People\nXi Jinping:\nYuri Ushakov:\n"
    )
    assert (site.folder / "authorities/places.yml").read_text("utf-8") == "Moscow:\n"


def review(site: Site, typed: str) -> tuple[int, str]:
    """Answer the questions as at a terminal, and return what is added and what is said."""
    with CliRunner().isolation(input=typed) as (*_, output):
        count = review_suggestions(site.folder, look(site))
        return count, output.getvalue().decode()


def files(site: Site) -> dict[str, str]:
    paths = [site.folder / "newsgen.yml", *site.folder.glob("authorities/*")]
    return {path.name: path.read_text("utf-8") for path in paths}


def test_what_is_picked_is_written_and_the_rest_is_not(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "Yuri Ushakov:\n")
    site.article("a", "Anna Smirnova, so Ushakov, of Moscow and Bishkek.", tags=["São Paulo"])
    site.article("b", "in Moscow with Ushakov", tags=["Sao Paulo"])
    site.article("c", "Moscow is", tags=["Sao Paulo"])
    names = [each.text for each in look(site).unknown]
    assert names == ["Moscow", "Ushakov", "Anna Smirnova", "Bishkek"]
    before = files(site)
    count, _ = review(site, "l\nyes\nNO\np\ny\n\n")
    assert count == 4
    assert files(site) == before | {
        "people.yml": "Yuri Ushakov:\n  also: [Ushakov]\n\nBishkek:\n",
        "places.yml": "Moscow:\n",
        "tags.yml": "Sao Paulo: {former: [São Paulo]}\n",
    }


def test_the_guess_is_the_answer_that_is_given_by_default(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "by Mayor Zoë Müller of it, in Moscow")
    count, output = review(site, "\n\n\n")
    assert count == 1
    assert "Add it? [p]eople, [o]rganizations, p[l]aces, [e]vents; [n]o, ne[v]er, [q]uit [n]:" in (
        output
    )
    assert "Add it to people? [y]es; [p]eople, [o]rganizations, " in output
    assert files(site)["people.yml"] == "Zoë Müller:\n"


def test_quitting_keeps_what_was_picked(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "in Moscow, Bishkek and Dushanbe")
    assert review(site, "l\nq\n")[0] == 1
    assert files(site)["places.yml"] == "Bishkek:\n"


def test_answers_are_taken_back_to_the_first(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", b"A:\r\n# no end")
    site.article("a", "in Moscow, Bishkek and Dushanbe")
    file = site.folder / "authorities/people.yml"
    before, content = files(site), file.read_bytes()
    count, output = review(site, "l\np\nn\nu\nu\nu\nu\nq\n")
    assert count == 0
    assert files(site) == before
    assert file.read_bytes() == content
    assert [line.strip() for line in output.splitlines() if "Taken back" in line] == [
        "Taken back: nothing had been written.",
        "Taken back: authorities/people.yml.",
        "Taken back: authorities/places.yml.",
    ]
    assert '"u" is no answer; type p for people, ' in output  # there was nothing before it
    assert output.count("  Bishkek: in 1 article.") == 2  # The question is asked again.


def test_the_last_answer_can_be_taken_back_too(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "by Yuri Ushakov")
    assert review(site, "l\nu\np\n\n")[0] == 1
    assert files(site).keys() == {"newsgen.yml", "people.yml"}


def test_what_was_changed_meanwhile_is_not_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path).article("a", "by Yuri Ushakov")
    typed = iter("pu")

    def prompt(*_: object, **__: object) -> str:
        letter = next(typed, "q")
        if letter == "u":
            site.write("authorities/people.yml", "Yuri Ushakov: {born: 1947}\n")
        return letter

    monkeypatch.setattr(click, "prompt", prompt)
    with CliRunner().isolation() as (*_, output):
        assert review_suggestions(site.folder, look(site)) == 1
        assert b"authorities/people.yml was changed meanwhile and is left" in output.getvalue()
    assert files(site)["people.yml"] == "Yuri Ushakov: {born: 1947}\n"


def test_a_wrong_letter_is_told_with_the_right_ones(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/people.yml", "Yuri Ushakov:\n")
    site.article("a", "so Ushakov of it")
    count, output = review(site, "x\nyes\n\n")
    assert count == 1
    assert '"x" is no answer; type y for yes, n for no, v for never, q for quit' in output


def test_what_is_refused_for_good_is_not_suggested_again(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/organizations.yml", "Moscow:\n")
    site.write("newsgen.yml", "title: The Test File\nnames:  # of all kinds\n  link: false\n")
    site.article("a", "by Media Forum of it", tags=["São Paulo"], entities={"people": ["Ann"]})
    site.article("b", "so Ann is", tags=["Sao Paulo", "Sao Paulo"], entities={"people": ["Ann"]})
    site.article("c", "nothing", tags=["Sao Paulo"], entities={"organizations": ["Moscow"]})
    found = look(site)
    assert [len(each) for each in (found.unknown, found.unlisted, found.alike)] == [1, 1, 1]
    count, _ = review(site, "v\nnever\nv\n\n")
    assert count == 1
    assert files(site) == {
        "newsgen.yml": "title: The Test File\nnames:  # of all kinds\n"
        "  link: false\n  ignore: [Media Forum, Ann]\n",
        "organizations.yml": "Moscow:\n",
        "tags.yml": "Sao Paulo:\nSão Paulo:\n",
    }
    found = look(site)
    assert (found.unknown, found.unlisted, found.alike) == ((), (), ())
    assert [each.name.text for each in found.unsaid] == ["Moscow"]
    site.write("newsgen.yml", "title: The Test File\nnames: {ignore: [moscow, MEDIA FORUM]}\n")
    assert look(site).unsaid == look(site).unknown == ()


def test_a_spelling_goes_to_the_kind_that_was_picked_for_its_name(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", "By Mayor Zoë Müller, as Müller said of it.")
    site.article("b", "so Müller")
    review(site, "o\n\n\n")
    assert files(site)["organizations.yml"] == "Zoë Müller:\n  also: [Müller]\n"


# --- Laws ----------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet="abcdefgà ", min_size=1, max_size=9).map(str.strip), max_size=12))
def test_near_names_are_found_as_comparing_all_would(names: list[str]) -> None:
    from newsgen.archive.name_similarity import DIFFERENCES, similarity_keys

    for one in filter(None, names):
        for two in filter(None, names):
            if (
                comparison_key(one)
                and comparison_key(two)
                and any(differs(one, two) for _, differs in DIFFERENCES)
            ):
                assert set(similarity_keys(one)) & set(similarity_keys(two)), (one, two)
