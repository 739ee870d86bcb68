"""The program itself: help, version, wrong options."""

from __future__ import annotations

import pytest
from cli_process import call, kztrans

from kztrans._version import __version__


def test_version():
    """--version prints the one version."""
    assert kztrans("--version").stdout == f"kztrans {__version__}\n"


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path):
    """--help must answer at once: no library that takes long to import is loaded for it."""
    (tmp_path / "probe.py").write_text(
        "import sys\n"
        "from kztrans.cli.app import run\n"
        "assert run(['--help']) == 0\n"
        "heavy = {'ctranslate2', 'torch', 'transformers', 'numpy', 'rich', 'jinja2', 'huggingface_hub',\n"
        "         'pymorphy3', 'lemminflect', 'sacrebleu', 'sentencepiece', 'py3langid'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    done = kztrans(module="probe", cwd=tmp_path)
    for command in ("translate", "eval", "glossary", "models", "--version"):
        assert command in done.stdout
    assert done.stdout.endswith("loaded: []\n"), done.stdout + done.stderr


def test_translate_help_names_every_option():
    """The documented options are there."""
    text = call("translate", "--help").stdout
    options = (
        "--to -o --glossary --no-default-glossary --model --report --strict --beam --threads --no-guards"
    )
    for option in [*options.split(), "--names", "--device", "[INPUT]..."]:
        assert option in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("translate",), "Missing option '--to'"),
        (
            ("translate", "--to", "de"),
            "'de' is no target language of kztrans. Choose one: --to en or --to ru",
        ),
        (("translate", "--to", "en", "--beam", "0"), "--beam"),
        (("translate", "--to", "en", "--nonsense"), "No such option"),
        (("translat",), "No such command"),
    ],
)
def test_wrong_options_are_one_clear_line(arguments, words):
    """A slip on the command line costs one line to read, not a page, and exit code 2."""
    done = call(*arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert words in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("group", [(), ("glossary",), ("models",)])
def test_no_command_shows_help(group):
    """A group without a command says which commands there are."""
    done = call(*group)
    assert done.returncode == 2 and done.stderr.startswith("Usage: kztrans") and "Commands:" in done.stderr
