"""``kztrans translate`` with the embedded model, as a user runs it."""

from __future__ import annotations

import codecs
import json
import signal
import time

from cli_process import call, kztrans, start

FIRST = "Мемлекет басшысы Астанада «Болашақ» бағдарламасымен білім алған 58 жас маманмен кездесті."
SECOND = "Зауыт жылына 3700 тонна өнім шығарады."


def test_files_reports_and_line_endings(tmp_path):
    """A folder is mirrored, UTF-16 and UTF-8 marks are read, CRLF and empty lines stay, the report slices."""
    (tmp_path / "docs/sub").mkdir(parents=True)
    (tmp_path / "docs/a.txt").write_bytes(codecs.BOM_UTF8 + f"{FIRST}\r\n\r\n{SECOND}\r\n".encode())
    (tmp_path / "docs/sub/b.txt").write_bytes(codecs.BOM_UTF16_LE + SECOND.encode("utf-16-le"))
    done = kztrans("translate", "docs", "--to", "ru", "-o", "out", "--report", "r.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    first = (tmp_path / "out/a.txt").read_bytes().decode()
    assert first.count("\r\n") == 3 and first.split("\r\n")[1] == "" and first.count("\n") == 3
    second = (tmp_path / "out/sub/b.txt").read_bytes().decode()
    assert second and first.split("\r\n")[2] == second
    data = json.loads((tmp_path / "r.json").read_text())
    assert [s["id"] for s in data["segments"]] == ["a.txt:1", "a.txt:2", "sub/b.txt:1"]
    assert [s["source"] for s in data["segments"]] == [FIRST, SECOND, SECOND]
    terms = [(s, t) for s in data["segments"] for t in s["terms"]]
    assert {"3700", "58"} <= {t["source"] for _, t in terms} and any(
        "-" in "".join(t["suffixes"]) for _, t in terms
    )
    for segment, term in terms:
        assert segment["source"][term["start"] : term["end"]] == term["source"]
        if term["means"] != "refused":
            assert segment["target"][term["target_start"] : term["target_end"]] == term["target"]
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"3 segments; {len(terms)} terms and guarded strings: ")


def test_own_glossary_is_obeyed_over_the_shipped_one(tmp_path):
    """--glossary adds entries, --no-default-glossary leaves the shipped ones out, one file goes to stdout."""
    (tmp_path / "a.txt").write_text(SECOND)
    (tmp_path / "g.csv").write_text("kk,en,ru\nзауыт,manufactory,мануфактура\n")
    done = call(
        *("translate", "a.txt", "--to", "en", "--glossary", "g.csv", "--no-default-glossary"),
        *("--report", "r.json"),
        cwd=tmp_path,
    )
    assert "manufactory" in done.stdout.lower() and not done.stdout.endswith("\n")
    data = json.loads((tmp_path / "r.json").read_text())
    assert data["glossary"] == ["g.csv"]
    assert "зауыт" in [t["term"] for t in data["segments"][0]["terms"]]


def test_proposals_that_are_not_used_are_told(tmp_path):
    """A mined glossary that nobody went through is not silently nothing: what waits is said once a file."""
    (tmp_path / "a.txt").write_text("Бүгін күн жылы.\n")
    header = "kk,en,ru,status\n"
    (tmp_path / "mined.csv").write_text(
        header + "зауыт,mill,завод,proposed\nдала,steppe,степь,proposed\nбала,child,дитя,\n"
    )
    (tmp_path / "one.csv").write_text(header + "өзен,river,река,proposed\nкөл,lake,озеро,deprecated\n")
    done = call(
        *("translate", "a.txt", "--to", "en", "--glossary", "mined.csv", "--glossary", "one.csv"),
        cwd=tmp_path,
    )
    warnings = [line for line in done.stderr.splitlines() if "warning" in line and "proposed" in line]
    assert done.returncode == 0
    assert sorted(warnings) == [
        "kztrans: warning: 1 entry of one.csv is proposed and was not used (accept it: status approved)",
        "kztrans: warning: 2 entries of mined.csv are proposed and were not used "
        "(accept them: status approved)",
    ]


def test_a_text_in_another_language_is_named(tmp_path):
    """An English file is translated, since the user asked for it, but a warning names its language."""
    text = "Good morning, ladies and gentlemen! This page was written in English and not in Kazakh.\n"
    (tmp_path / "a.txt").write_text(text)
    done = call("translate", "a.txt", "--to", "ru", "-o", "out.txt", cwd=tmp_path)
    assert done.returncode == 0 and (tmp_path / "out.txt").exists()
    assert done.stderr.startswith("kztrans: warning: a.txt looks like English, not Kazakh")


def test_pipe_line_by_line():
    """Empty lines stay, the last line needs no end, and the closing line goes to standard error."""
    done = kztrans("translate", "--to", "en", stdin=f"{SECOND}\n\n\n{SECOND}".encode())
    lines = done.stdout.split("\n")
    assert done.returncode == 0 and len(lines) == 4 and lines[1:3] == ["", ""]
    assert lines[0] == lines[3] and "3" in lines[0]
    assert done.stderr.startswith("2 segments; ") and done.stderr.count("\n") == 1


def test_pipe_answers_before_it_is_closed():
    """Interactive use: a line is answered while the pipe stays open; closing the reader is no error."""
    process = start("translate", "--to", "en")
    process.stdin.write(f"{SECOND}\n".encode())
    process.stdin.flush()
    answer = process.stdout.readline().decode()
    assert "3" in answer and answer.endswith("\n") and process.poll() is None
    process.stdout.close()
    process.stdin.write(f"{SECOND}\n".encode())
    process.stdin.close()
    process.wait(60)
    assert process.stderr.read() == b""


def test_empty_pipe():
    """Nothing in, nothing out, no error: pipelines may be empty."""
    done = kztrans("translate", "--to", "ru")
    assert done.returncode == 0 and done.stdout == "" and "was empty" in done.stderr


def test_a_killed_run_leaves_the_old_output(tmp_path):
    """kill -9 or Ctrl-C in the middle of the work: the old file is whole, nothing half-written lies about."""
    lines = "".join(f"{FIRST} {number}-{SECOND}\n" for number in range(3000))
    runs = {}
    for blow in (signal.SIGKILL, signal.SIGINT):
        folder = tmp_path / blow.name
        folder.mkdir()
        (folder / "a.txt").write_text(lines)
        (folder / "out.txt").write_text("old")
        arguments = ("translate", "a.txt", "--to", "en", "-o", "out.txt", "--beam", "1", "--threads", "1")
        runs[blow] = start(*arguments, cwd=folder)
    time.sleep(4)
    for blow, process in runs.items():
        assert process.poll() is None
        process.send_signal(blow)
    for blow, process in runs.items():
        code = process.wait(120)
        assert code == (130 if blow == signal.SIGINT else -signal.SIGKILL)
        assert "Traceback" not in process.stderr.read().decode()
        folder = tmp_path / blow.name
        assert (folder / "out.txt").read_text() == "old"
        assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "out.txt"]


def test_a_line_of_many_pages(tmp_path):
    """A line of 200 kB is divided, translated whole and stays one line."""
    sentence = (
        "Бүгін таңертең ауа райы өте жақсы болды, сондықтан балалар ата-анасымен бірге қала саябағына барып, "
        "көл жағасында ұзақ серуендеп, кешке дейін доп ойнап қайтты. "
    )
    count = 200_000 // len(sentence.encode()) + 1
    (tmp_path / "a.txt").write_text(sentence * count)
    assert (tmp_path / "a.txt").stat().st_size >= 200_000
    done = call(
        *("translate", "a.txt", "--to", "en", "-o", "out.txt", "--beam", "1"),
        *("--no-default-glossary", "--no-guards"),
        cwd=tmp_path,
    )
    assert done.returncode == 0 and done.stderr.startswith(f"{count:,} segments; "), done.stderr
    text = (tmp_path / "out.txt").read_text()
    assert "\n" not in text and text == text[: len(text) // count] * count


def test_names_warns_of_a_person_left_out(tmp_path):
    """--names asks for the persons check: a name no model could spell is told, and only then."""
    (tmp_path / "a.txt").write_text("Қ. Ңұғылшүйінғалиев келді.\n")
    plain = ("translate", "a.txt", "--to", "en", "--no-default-glossary", "--strict")
    done = call(*plain, "--names", cwd=tmp_path)
    assert done.returncode == 3 and "No spelling of these names" in done.stderr
    assert "No spelling of these names" not in call(*plain, cwd=tmp_path).stderr
