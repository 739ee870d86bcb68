"""``kztrans glossary``: one module a command, each registered here in the order that the help shows."""

from __future__ import annotations

import typer

from kztrans.cli.glossary import check, convert, diff, find, forms, merge, mine, stats

app = typer.Typer(help="Find a glossary's terms in a text; work on glossary files.", no_args_is_help=True)
app.command("find", short_help="Find a glossary's terms in a text.")(find.find)
app.command("check", short_help="Report mistakes in glossary files.")(check.check)
app.command("forms", short_help="Print every form in which a term may stand.")(forms.forms)
app.command("convert", short_help="Write a glossary in another format.")(convert.convert)
app.command("merge", short_help="Write several glossaries as one.")(merge.merge)
app.command("diff", short_help="List what differs between two glossaries.")(diff.diff)
app.command("stats", short_help="Count what a glossary holds.")(stats.stats)
app.command("mine", short_help="Propose term pairs from translated text.")(mine.mine)
