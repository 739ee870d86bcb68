"""The ``kztrans`` program: its commands, and what becomes of errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kztrans._version import __version__
from kztrans.cli import checking, evaluation, glossary, models, translation
from kztrans.cli.process import INTERRUPTED
from kztrans.cli.terminal import USER_MISTAKE, fail, guarded, tell

# BadParameter, UsageError, ClickException: the base has had several homes, its heirs are public.
_UsageError: type[Exception] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="kztrans",
    help="A translation desk for Kazakh: English and Russian output with a guaranteed, proven glossary.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help would double the time that --help takes
)
app.command("translate", short_help="Translate Kazakh text.")(translation.translate)
app.command("check", short_help="Check files of translations.")(checking.check)
app.add_typer(evaluation.app, name="eval")
app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kztrans {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the user's mistakes become one line on standard error and exit code 2."""
    return guarded(lambda: _invoke(arguments))


def _invoke(arguments: Sequence[str] | None) -> int:
    try:
        code = app(arguments, prog_name="kztrans", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except _UsageError as error:
        _explain(error)
        return USER_MISTAKE
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> None:
    """Say what is wrong with the options in one line; a group without its command shows its help."""
    message = str(getattr(error, "format_message", error.__str__)())
    if type(error).__name__ == "NoArgsIsHelpError":
        tell(message)
        return
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "kztrans"
    message = " ".join(message.split())
    end = "" if message.endswith((".", "?")) else "."
    fail(f"{message}{end} See: {command} --help")
