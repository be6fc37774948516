"""The group of commands and its help: in the order of work, with whole sentences and examples."""

from collections.abc import Mapping, Sequence

import click

_WORK = (
    "init",
    "new",
    "import",
    "serve",
    "check",
    "build",
    "suggest",
    "list",
    "stats",
    "duplicates",
    "move",
    "rename",
    "links",
    "keep",
    "locate",
    "export",
    "explain",
    "schema",
)

_EXAMPLE = (
    "newsgen init my-archive",
    "cd my-archive",
    'newsgen new "Council votes again" --source "Oakford Gazette"',
    "newsgen serve",
    "newsgen build",
)

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "init": (
        'newsgen init my-archive --title "The Samarkand File"',
        "newsgen init . --cms --repository https://github.com/owner/name",
    ),
    "new": (
        'newsgen new "Council votes again" --source "Oakford Gazette"',
        'newsgen new "The market" --source "Oakford Gazette" --date "about 1900" --tag Market',
        'newsgen new "Council votes again" --source "Oakford Gazette" --draft --edit',
    ),
    "import": (
        "newsgen import clipping.txt --retrieved 2022-09-14",
        "newsgen import old-site --dry-run",
    ),
    "serve": ("newsgen serve --open", "newsgen serve --drafts --port 8001"),
    "check": ("newsgen check", "newsgen check articles/2022/09", "newsgen check --fixity"),
    "build": ("newsgen build", "newsgen build --drafts --out preview"),
    "suggest": ("newsgen suggest --write", 'newsgen suggest --add "people:Yuri Ushakov"'),
    "list": (
        "newsgen list date:2022-09..2022-10 tag:SCO missing:summary",
        'newsgen list source:"Oakford Gazette" -lang:en --csv',
        "newsgen list is:draft --paths",
    ),
    "stats": ("newsgen stats", 'newsgen stats source:"Oakford Gazette" date:2022'),
    "duplicates": ("newsgen duplicates", "newsgen duplicates --minimum 95"),
    "move": (
        "newsgen move articles/2022/09/2022-09-13-vote.md 2022-09-13-council-votes.md",
        "newsgen move articles/vote.md articles/2022/09/ --dry-run",
    ),
    "rename": (
        'newsgen rename tag SCO "Shanghai Cooperation Organization"',
        "newsgen rename place Nur-Sultan Astana --everywhere --dry-run",
    ),
    "links": ("newsgen links date:2022-09..", "newsgen links articles/2022 --write"),
    "keep": (
        "newsgen keep date:2022-09..",
        "newsgen keep articles/2022 --format wacz",
        "newsgen keep --wayback --save",
    ),
    "locate": ("newsgen locate", "newsgen locate --dry-run"),
    "export": ("newsgen export", "newsgen export --zip my-archive.zip"),
    "explain": ("newsgen explain N103",),
    "schema": ("newsgen schema config", "newsgen schema cms"),
}
"""What the help of each command shows."""


def _write_examples(formatter: click.HelpFormatter, lines: Sequence[str], title: str) -> None:
    with formatter.section(title):
        formatter.write("".join(f"  {line}\n" for line in lines))


class ExampleCommand(click.Command):
    """A command whose help ends with its examples."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        lines = EXAMPLES[self.name or ""]
        _write_examples(formatter, lines, "Examples" if len(lines) > 1 else "Example")


class CommandGroup(click.Group):
    """Commands in the order in which an editor needs them."""

    command_class = ExampleCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, those of no place in the order last."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: _WORK.index(name) if name in _WORK else len(_WORK))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its first sentence, on as many lines as that takes."""
        rows = [
            (name, self.commands[name].get_short_help_str(limit=1000))
            for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write an example, and where more is said."""
        _write_examples(formatter, _EXAMPLE, "Example")
        formatter.write("\nnewsgen COMMAND --help says more about a command.\n")
