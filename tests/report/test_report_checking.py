"""The reports on checked files: complete, safe, self-contained, and sifted by check in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from kztrans.check import CheckResult, FilePair, Finding, check_pairs
from kztrans.errors import OutputError
from kztrans.report.checking import CheckReport, render_checks

ODD = FilePair(7, "Зауыт\t<b>\\n", "Завод & \u2028<script>alert(1)</script>")
PLAIN = FilePair(12, "Зауыт 5", "завод")


@pytest.fixture(scope="module")
def report() -> CheckReport:
    """Two pairs with three findings, one of them a notice; one check found nothing."""
    findings = (
        Finding(ODD, "tags", 'Tags missing: "<b>".'),
        Finding(ODD, "spaces", "Two\tspaces.", notice=True),
        Finding(PLAIN, "tags", "Tags <i> are & stay text."),
    )
    result = CheckResult("ru", 1200, ("spaces", "numbers", "tags"), findings)
    return CheckReport(("a <b>.kk", "a.ru"), ("own.csv",), result)


def test_tsv_has_a_row_a_finding(report):
    """Every row has the five columns, whatever tabs and line ends stand in the texts."""
    rows = [line.split("\t") for line in render_checks(report, "r.tsv").rstrip("\n").split("\n")]
    assert rows[0] == ["line", "check", "message", "source", "target"]
    assert [row[:2] for row in rows[1:]] == [["7", "tags"], ["7", "spaces"], ["12", "tags"]]
    assert {len(row) for row in rows} == {5}
    assert rows[1][3] == "Зауыт\\t<b>\\\\n"


def test_json_holds_everything(report):
    """The JSON gives back each finding with both texts letter by letter, silent checks counted as 0."""
    data = json.loads(render_checks(report, "r.JSON"))
    assert data["checks"] == {"spaces": 1, "numbers": 0, "tags": 2} and data["pairs"] == 1200
    assert (data["files"], data["glossary"], data["target"]) == (["a <b>.kk", "a.ru"], ["own.csv"], "ru")
    assert data["findings"][1] == {
        "line": 7,
        "check": "spaces",
        "message": "Two\tspaces.",
        "notice": True,
        "source": ODD.source,
        "target": ODD.target,
    }


def test_the_page_shows_each_pair_once(report):
    """A pair with two findings is one entry; counts, silent checks and files stand above."""
    page = render_checks(report, "r.html")
    assert len(re.findall('<article class="segment', page)) == 2
    assert len(re.findall('<li class="', page)) == 3 and len(re.findall('<li class="notice', page)) == 1
    assert re.findall(r"<b>([\d,]+)</b><span>([^<]+)</span>", page) == [
        ("1200", "segments"),
        ("2", "with findings"),
        ("3", "findings"),
        ("3", "checks"),
    ]
    assert "Found nothing: numbers." in page and "a &lt;b&gt;.kk" in page and "own.csv" in page


def test_the_page_is_safe_and_fetches_nothing(report):
    """Mark-up in a text is text; no script, no address, no style sheet from outside."""
    page = render_checks(report, "r.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"(?i)https?:|@import|url\(|<script|<link|<img|\ssrc=", page)


def test_a_clean_file_has_a_page_too():
    """Without findings there is nothing to sift, and the page says which checks were asked."""
    result = check_pairs([("Зауыт ашылды.", "The plant opened.")], target="en")
    page = render_checks(CheckReport(("a.tsv",), (), result), "r.html")
    assert "<article" not in page and "<fieldset" not in page and "Found nothing: " in page


def test_unknown_formats_are_refused(report):
    """There are three formats; another name is an error that lists them."""
    with pytest.raises(OutputError, match=r"\.tsv"):
        render_checks(report, "r.pdf")


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# What a reader does: look, choose a check, look again. The counts go where --dump-dom shows them.
CLICKS = """<script>
const shown = (what) => [...document.querySelectorAll(what)].filter((e) => e.checkVisibility()).length;
const seen = [];
for (const name of ["all", "tags", "spaces"]) {
  [...document.querySelectorAll(".filter label")].find((e) => e.textContent.startsWith(name)).click();
  seen.push(name + " " + shown("article") + " " + shown(".issues li"));
}
document.body.dataset.seen = seen.join("; ");
document.body.dataset.wide = document.documentElement.scrollWidth > innerWidth;
</script></body>"""


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_real_browser_sifts_by_check(report, tmp_path):
    """Choosing a check leaves its findings and their pairs; nothing sticks out of the window."""
    path = tmp_path / "r.html"
    path.write_text(render_checks(report, path).replace("</body>", CLICKS), encoding="utf-8")
    done = subprocess.run(
        [
            BROWSER,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            path.as_uri(),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert 'data-seen="all 2 3; tags 2 2; spaces 1 1"' in done.stdout
    assert 'data-wide="false"' in done.stdout
