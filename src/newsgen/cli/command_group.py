"""The group of commands and its help: in the order of work, with whole sentences and an example."""

import click

_WORK = ("init", "new", "serve", "check", "build", "suggest", "export", "explain", "schema")

_EXAMPLE = (
    "newsgen init my-archive",
    "cd my-archive",
    'newsgen new "Council votes again" --source "Oakford Gazette"',
    "newsgen serve",
    "newsgen build",
)


class CommandGroup(click.Group):
    """Commands in the order in which an editor needs them."""

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
        with formatter.section("Example"):
            formatter.write("".join(f"  {line}\n" for line in _EXAMPLE))
        formatter.write("\nnewsgen COMMAND --help says more about a command.\n")
