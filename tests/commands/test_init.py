"""`newsgen init`: an archive that builds at once, explains itself and overwrites nothing."""

import json
import os
import re
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from newsgen.cli.result_text import problem_line
from newsgen.commands.init import init_site
from newsgen.content.read_config import read_config
from newsgen.content.schema import CONFIG_FIELDS, FRONT_MATTER_FIELDS
from newsgen.content.yaml.collection_types import ListType
from newsgen.content.yaml.nodes import MappingNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.validator import Validator
from newsgen.model.command_error import CommandError
from newsgen.model.config import Config
from newsgen.model.problem import Location
from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.runtime import fs, program_origin
from support.paths import ROOT

TODAY = date(2022, 9, 13)


def init_archive(folder: Path, title: str = "", base_url: str = "") -> Path:
    init_site(folder, title, base_url, TODAY)
    return folder


def build_folder(folder: Path) -> BuildResult:
    return build(BuildRequest(site=folder, out=folder / "public", workers=1))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def config_of(folder: Path) -> Config:
    config, problems = read_config((folder / "newsgen.yml").read_bytes(), ("UTC",))
    assert problems == ()
    assert config
    return config


def switched_on(text: str) -> str:
    """A settings file with every example in it switched on: the # goes before all but a space."""
    return re.sub(r"^#(?! [^ ]|$)", "", text, flags=re.MULTILINE)


def without_comments(path: Path) -> Any:
    """What VS Code reads in a file of JSON with comments."""
    return json.loads(re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE))


# --- What a user gets -----------------------------------------------------------------------------


def test_it_builds_at_once_and_has_no_problems(tmp_path: Path) -> None:
    outcome = build_folder(init_archive(tmp_path / "samarkand-file"))
    assert (outcome.status, outcome.problems, outcome.omissions) == ("ok", (), ())
    assert outcome.article_count == 1
    page = (tmp_path / "samarkand-file/public/2022/09/13/welcome/index.html").read_text("utf-8")
    assert "Welcome to Samarkand File" in page
    assert "This is not news." in page
    assert (tmp_path / "samarkand-file/public/about/index.html").is_file()


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    paths = init_site(tmp_path / "a", "", "", TODAY)
    assert sorted(paths) == sorted(contents(tmp_path / "a"))
    assert "newsgen.yml" in paths
    assert "articles/2022/09/2022-09-13-welcome.md" in paths
    assert ".github/workflows/publish.yml" in paths
    assert ".gitignore" in paths


def test_what_newsgen_writes_is_kept_out_of_version_control(tmp_path: Path) -> None:
    lines = (init_archive(tmp_path / "a") / ".gitignore").read_text("utf-8").splitlines()
    assert {"/public/", "/.newsgen/"} <= set(lines)


@pytest.mark.parametrize(
    "folder, title",
    [
        ("samarkand-file", "Samarkand File"),
        ("the_SCO--papers", "The SCO Papers"),
        ("上海", "上海"),
        ("2022", "2022"),
    ],
)
def test_the_title_comes_from_the_name_of_the_folder(
    tmp_path: Path, folder: str, title: str
) -> None:
    assert config_of(init_archive(tmp_path / folder)).title == title


def test_the_folder_may_be_the_one_a_person_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "daily-record").mkdir()
    monkeypatch.chdir(tmp_path / "daily-record")
    assert config_of(init_archive(Path())).title == "Daily Record"


@pytest.mark.parametrize(
    "title",
    ['Xi: "A" #1', "[Draft]", "null", "no", "- A", "@version@", "🎉", "It's", "a, b"],
)
def test_any_title_is_kept_as_it_was_typed(tmp_path: Path, title: str) -> None:
    folder = init_archive(tmp_path / "a", title)
    assert config_of(folder).title == title
    outcome = build_folder(folder)
    assert (outcome.status, outcome.problems) == ("ok", ())


@pytest.mark.parametrize(
    "base_url, authority",
    [
        ("", "example.org,2022"),
        ("https://News.Example.com/archive/", "news.example.com,2022"),
        ("http://example.com:8080", "example.com,2022"),
        ("https://münchen.example/", "xn--mnchen-3ya.example,2022"),
    ],
)
def test_the_permanent_ids_are_rooted_in_the_host_and_the_year(
    tmp_path: Path, base_url: str, authority: str
) -> None:
    config = config_of(init_archive(tmp_path / "a", base_url=base_url))
    assert config.id_authority == authority
    assert config.base_url == (f"{base_url.rstrip('/')}/" if base_url else "")


# --- What it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "base_url",
    ["example.org", "ftp://example.org/", "https://", "https://a b/", "https://[/"],
)
def test_a_base_url_that_is_none_is_refused(tmp_path: Path, base_url: str) -> None:
    with pytest.raises(CommandError, match="https://example.org/archive/"):
        init_site(tmp_path / "a", "", base_url, TODAY)
    assert not (tmp_path / "a").exists()


def test_a_second_time_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    folder = init_archive(tmp_path / "a")
    (folder / "newsgen.yml").write_text("title: Mine\n", "utf-8")
    before = contents(folder)
    with pytest.raises(CommandError) as refused:
        init_site(folder, "Another", "", TODAY)
    assert "newsgen.yml" in str(refused.value)
    assert "authorities/people.yml" in str(refused.value)
    assert contents(folder) == before


def test_every_file_in_the_way_is_named_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "authorities").mkdir()
    (tmp_path / "authorities/people.yml").write_text("A:\n", "utf-8")
    (tmp_path / "pages").write_text("A file where a folder must go.", "utf-8")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "nowhere")
    with pytest.raises(
        CommandError, match=r"already holds pages, authorities/people.yml, .gitignore: "
    ):
        init_site(tmp_path, "", "", TODAY)
    assert sorted(os.listdir(tmp_path)) == [".gitignore", "authorities", "pages"]


def test_a_link_is_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a/.vscode").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CommandError, match=r"\.vscode"):
        init_site(tmp_path / "a", "", "", TODAY)
    assert os.listdir(tmp_path / "elsewhere") == []


def test_files_that_are_not_in_the_way_may_be_there(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (tmp_path / "README.md").write_text("# Mine\n", "utf-8")
    assert build_folder(init_archive(tmp_path)).status == "ok"
    assert (tmp_path / "README.md").read_text("utf-8") == "# Mine\n"


@pytest.mark.parametrize("path", ["file", "file/below"])
def test_a_file_is_not_a_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(CommandError, match="file"):
        init_site(tmp_path / path, "", "", TODAY)
    assert (tmp_path / "file").read_text("utf-8") == ""


def test_a_title_with_a_control_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"U\+0007"):
        init_site(tmp_path / "a", "A\aB", "", TODAY)


def test_where_the_disk_fills_up_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folders = fs.make_folders

    def full(path: str) -> None:
        if ".vscode" in path:
            raise OSError(28, "No space left on device")
        make_folders(path)

    monkeypatch.setattr(fs, "make_folders", full)
    with pytest.raises(OSError, match="No space left"):
        init_site(tmp_path / "a", "", "", TODAY)
    assert contents(tmp_path / "a") == {}


# --- What explains itself -------------------------------------------------------------------------


def test_every_key_of_the_configuration_stands_in_newsgen_yml(tmp_path: Path) -> None:
    text = (init_archive(tmp_path / "a") / "newsgen.yml").read_text("utf-8")
    missing = []
    for field in CONFIG_FIELDS:
        inner = (
            field.value_type.item if isinstance(field.value_type, ListType) else field.value_type
        )
        for each in (field, *(inner.fields if isinstance(inner, RecordType) else ())):
            if not re.search(rf"^#?(?:  )?(?:- \{{.*)?{each.name}:", text, re.MULTILINE):
                missing.append(f"{field.name}.{each.name}")
    assert missing == []


def test_every_setting_that_is_switched_off_can_be_switched_on(tmp_path: Path) -> None:
    text = switched_on((init_archive(tmp_path / "a") / "newsgen.yml").read_text("utf-8"))
    assert read_config(text.encode(), ("UTC",))[1] == ()
    assert yaml.safe_load(text).keys() == {field.name for field in CONFIG_FIELDS}


def test_every_example_of_an_authority_file_can_be_switched_on(tmp_path: Path) -> None:
    folder = init_archive(tmp_path / "a")
    for path in sorted((folder / "authorities").iterdir()):
        text = switched_on(path.read_text("utf-8"))
        assert yaml.safe_load(text)
        path.write_text(text, "utf-8")
    outcome = build_folder(folder)
    assert (outcome.status, outcome.problems) == ("ok", ())


# --- What VS Code gets ----------------------------------------------------------------------------


@pytest.fixture
def vscode(tmp_path: Path) -> Path:
    return init_archive(tmp_path / "a") / ".vscode"


def test_the_yaml_files_are_mapped_to_schemas_that_are_there(vscode: Path) -> None:
    settings = without_comments(vscode / "settings.json")
    site = vscode.parent
    for schema, pattern in settings["yaml.schemas"].items():
        validator = Draft7Validator(json.loads((site / schema).read_text("utf-8")))
        files = sorted(site.glob(pattern.removeprefix("/")))
        values = [yaml.safe_load(file.read_text("utf-8")) for file in files]
        assert values
        assert [error for value in values for error in validator.iter_errors(value)] == []
    assert (vscode / "newsgen/front-matter.schema.json").is_file()
    recommended = without_comments(vscode / "extensions.json")["recommendations"]
    assert recommended == ["redhat.vscode-yaml"]


def filled(body: list[str]) -> str:
    """A snippet's lines as they stand after a person has taken the first choice at every stop."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:\$CURRENT_YEAR-\$CURRENT_MONTH-\$CURRENT_DATE\}", "2022-09-13", text)
    text = re.sub(r"\$\{\d+:https://\}", "https://example.org/", text)
    return re.sub(r"\$[1-9]\d*", "en", text)


def read(text: str) -> list[str]:
    """The problems newsgen has with the keys of front matter."""
    mapping, problems = read_mapping(text, Location("articles/a.md", 1, 1))
    walk = Validator(UTC)
    assert isinstance(mapping, MappingNode)
    RecordType(FRONT_MATTER_FIELDS).validate_mapping(mapping, walk)
    return [str(found) for found in (*problems, *walk.problems)]


def test_every_key_of_front_matter_has_a_snippet_that_newsgen_accepts(vscode: Path) -> None:
    snippets = without_comments(vscode / "newsgen.code-snippets")
    article = snippets.pop("newsgen article")
    assert article["scope"] == "markdown"
    assert [each["prefix"] for each in snippets.values()] == [
        field.name for field in FRONT_MATTER_FIELDS
    ]
    required = [field.name for field in FRONT_MATTER_FIELDS if field.required]
    whole = filled(article["body"]).split("---")[1]
    assert read(whole) == []
    for snippet in snippets.values():
        # To VS Code front matter is YAML: a snippet for Markdown would not be offered there.
        assert snippet["scope"] == "yaml"
        rest = [f"{name}: 2022-09-13" for name in required if name != snippet["prefix"]]
        assert read("\n".join([filled(snippet["body"]), *rest])) == []


def test_the_task_puts_newsgens_problems_where_they_are(vscode: Path) -> None:
    tasks = {task["label"]: task for task in without_comments(vscode / "tasks.json")["tasks"]}
    for name, keys in (
        ("a", "title: A\ndate: 2022-02-30\nsource: B"),
        ("b", "title: B\ndate: 2022-02-03\nsource:"),
        ("c", "title: C\ndate: 2022-02-03\nsource: B\nsection:"),
    ):
        (vscode.parent / f"articles/{name}.md").write_text(f"---\n{keys}\n---\n", "utf-8")
    lines = [problem_line(found) for found in build_folder(vscode.parent).problems]
    located = tasks["newsgen check"]["problemMatcher"][0]["pattern"]
    seen = []
    for line in lines:
        match = re.search(located["regexp"], line)
        assert match
        told = {name: match[group] for name, group in located.items() if isinstance(group, int)}
        seen.append((told["file"], told["line"], told["severity"], told["code"]))
    assert seen == [
        ("articles/a.md", "3", None, "N103"),
        ("articles/b.md", "4", None, "N105"),
        ("articles/c.md", "5", "warning", "N116"),
    ]


def test_the_task_knows_a_problem_of_a_whole_file(vscode: Path) -> None:
    tasks = {task["label"]: task for task in without_comments(vscode / "tasks.json")["tasks"]}
    located, whole = (each["pattern"] for each in tasks["newsgen check"]["problemMatcher"])
    (vscode.parent / "newsgen.yml").unlink()
    line = problem_line(build_folder(vscode.parent).problems[0])
    assert not re.search(located["regexp"], line)
    match = re.search(whole["regexp"], line)
    assert match
    missing = (vscode.parent / "newsgen.yml").as_posix()
    assert (match[whole["file"]], match[whole["code"]]) == (missing, "N401")
    assert match[whole["message"]].startswith("there is no such file")
    assert not re.search(whole["regexp"], "a.md:4:7: date: is missing; add date: [N104]")


# --- What CI gets ---------------------------------------------------------------------------------


WORKFLOW_KEYS = "uses|run|path|key|restore-keys|if|needs|cron|group|url|KEEP_GOING|BASE_URL"


def steps(text: str) -> list[str]:
    """What the jobs of a workflow do, in the order of the text."""
    return [
        line.removeprefix("- ")
        for line in map(str.strip, text.splitlines())
        if re.match(rf"(?:- )?(?:(?:{WORKFLOW_KEYS}): ?|newsgen |test )", line)
    ]


ORIGINS = {
    "newsgen==1.2": {},
    "newsgen @ git+https://git.example/newsgen@abc": {
        "url": "https://git.example/newsgen",
        "vcs_info": {"vcs": "git", "commit_id": "abc"},
    },
    "newsgen @ https://files.example/newsgen.whl": {
        "url": "https://files.example/newsgen.whl",
        "archive_info": {},
    },
}
LOCAL = ({"url": "file:///home/me/newsgen"}, {"url": "https://me:secret@git.example/newsgen"})


class Installed:
    """Stands for the metadata of newsgen as pip leaves it."""

    version = "1.2"

    def __init__(self, origin: dict[str, object]) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self.origin) if self.origin else None


def workflow_from(
    origin: dict[str, object], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[object, Any]:
    monkeypatch.setattr(program_origin, "distribution", lambda name: Installed(origin))
    text = (init_archive(folder) / ".github/workflows/publish.yml").read_text("utf-8")
    read: dict[object, Any] = yaml.safe_load(text)
    return read


@pytest.mark.parametrize("requirement", ORIGINS)
def test_the_workflow_installs_newsgen_from_where_it_is(
    requirement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow = workflow_from(ORIGINS[requirement], tmp_path / "a", monkeypatch)
    assert workflow["env"]["NEWSGEN"] == requirement
    assert set(workflow[True]) == {"push", "pull_request", "workflow_dispatch", "schedule"}


@pytest.mark.parametrize("origin", LOCAL)
def test_no_push_starts_a_workflow_that_could_not_install_newsgen(
    origin: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(workflow_from(origin, tmp_path / "a", monkeypatch)[True]) == {"workflow_dispatch"}
    text = (tmp_path / "a/.github/workflows/publish.yml").read_text("utf-8")
    mended = re.sub(r"(?m)^  # (?=(?:push|pull_request|schedule):| )", "  ", text)
    assert {"push", "pull_request", "schedule"} <= set(yaml.safe_load(mended)[True])


def test_the_workflow_does_what_the_projects_own_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_origin, "distribution", lambda name: Installed({}))
    ours = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    theirs = (init_archive(tmp_path / "a") / ".github/workflows/publish.yml").read_text("utf-8")
    assert yaml.safe_load(theirs)["env"]["NEWSGEN"].startswith("newsgen==")
    ours = ours.replace("make install", 'pip install "$NEWSGEN"').replace(".venv/bin/", "")
    assert steps(theirs) == steps(ours)
    assert yaml.safe_load(theirs)["permissions"] == yaml.safe_load(ours)["permissions"]
