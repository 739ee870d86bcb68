"""``kztrans models``: the catalogue on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from cli_process import ENVIRONMENT, call, kztrans

from kztrans.engine import PullPlan
from kztrans.engine.catalogue import catalogue
from kztrans.engine.pull import RemoteFile


def test_list_shows_the_embedded_model_and_licences():
    """mini is always there; every model shows its status, size and licence, and 80 columns hold it all."""
    header, *rows = call("models", "list").stdout.splitlines()
    assert header.split() == ["name", "status", "size", "targets"]
    assert any(row.split()[:2] == ["mini", "embedded"] for row in rows)
    place = next(place for place, row in enumerate(rows) if row.startswith("nllb-600m "))
    assert " MB" in rows[place] and rows[place + 1].split() == ["licence:", "CC-BY-NC-4.0"]
    assert max(map(len, rows)) <= 80
    assert [row.split()[0] for row in rows if not row.startswith(" ")] == list(catalogue())
    shown = " ".join(" ".join(rows).split())
    assert all(entry.licence in shown and entry.description in shown for entry in catalogue().values())


def test_show_describes_a_model():
    """A model that is not here is described from the catalogue, with its licence and origin."""
    done = call("models", "show", "nllb-600m")
    assert done.returncode == 0 and "CC-BY-NC-4.0" in done.stdout and "huggingface.co" in done.stdout


def test_unknown_names_are_one_line():
    """A wrong name lists the right ones; the embedded model needs no pull."""
    done = call("models", "show", "nllb-600")
    assert done.returncode == 2 and "nllb-600m" in done.stderr and done.stderr.count("\n") == 1
    done = call("models", "pull", "mini")
    assert done.returncode == 2 and "nothing to pull" in done.stderr


def test_pull_offline_says_what_it_would_have_been(tmp_path, monkeypatch):
    """Without a network a pull still shows size and licence, says what is wrong and leaves nothing behind."""
    monkeypatch.setitem(ENVIRONMENT, "HF_HUB_OFFLINE", "1")
    monkeypatch.setitem(ENVIRONMENT, "KZTRANS_HOME", str(tmp_path))
    done = kztrans("models", "pull", "nllb-1.3b")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    _, terms, failed = done.stderr.splitlines()
    assert terms == "licence CC-BY-NC-4.0; 1,393 MB" and "cannot be reached" in failed
    assert list(tmp_path.iterdir()) == []


def test_pull_shows_the_plan_before_what_is_missing(monkeypatch):
    """Size and licence come first; that the conversion needs an extra comes next, and nothing is fetched."""
    source = "them/large"
    plan = PullPlan(
        name="nllb-600m",
        licence="CC-BY-NC-4.0",
        description="large",
        files=(RemoteFile(source, "c0ffee", "model.safetensors", 2_460_000_000, "0" * 64, None),),
        convert=True,
        destination=Path("none"),
    )
    monkeypatch.setattr("kztrans.engine.plan_pull", lambda name: plan)
    monkeypatch.setitem(sys.modules, "torch", None)
    done = call("models", "pull", "nllb-600m")
    lines = done.stderr.splitlines()
    assert done.returncode == 2 and done.stdout == ""
    assert lines[1] == "licence CC-BY-NC-4.0; 2,460 MB from them/large@c0ffee"
    assert len(lines) == 3 and "kztrans[torch]" in lines[2]
