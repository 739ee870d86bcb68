"""The page for readers: complete, safe, self-contained."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import plain, sample

from kztrans.report import render
from kztrans.report.marking import Mark, cut_runs

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Reads the page strictly: every tag closed in order; collects texts, marks, tags and attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.tags: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.marks: list[list[tuple[str, str]]] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if attributes.get("class") == "words":
            self.words.append("")
            self.marks.append([])
        if tag == "mark" and self.words and self._inside("words"):
            self.marks[-1].append((attributes["class"], ""))
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        names = [tag for tag, _ in self.open]
        if self._inside("words") and "sup" not in names:
            self.words[-1] += data
            if "mark" in names:
                css, text = self.marks[-1][-1]
                self.marks[-1][-1] = (css, text + data)

    def _inside(self, css: str) -> bool:
        return any(attributes.get("class") == css for _, attributes in self.open)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(sample(), "r.html"))


def test_texts_are_shown_letter_by_letter(page):
    """Markup in a document is text, double spaces and tabs stay, marks neither add nor drop a letter."""
    expected = [text for segment in sample().segments for text in (segment.source, segment.target)]
    assert page.words == expected
    assert "script" not in [tag for tag, _ in page.tags]


def test_a_term_has_one_colour_on_both_sides(page):
    """The reader finds a term's rendering by its colour; a refusal is red in the source alone."""
    source, target = page.marks[0], page.marks[1]
    assert source == [("c0 n1", "Бағдарламаның"), ("c1 n2", "Елбасымен"), ("c2 n3", "58")]
    assert sorted(target) == [
        ("c0 n1", "programme"),
        ("c1 n2", "the First President"),
        ("c2 n3", "58"),
    ]
    assert ("refused n4", "Ә.Үсенбаев") in page.marks[2]
    assert not any("refused" in css for css, _ in page.marks[3])


def test_nested_terms_are_both_marked(page):
    """A term inside another carries both numbers; together the marks cover each term once."""
    assert ("c1 n2 n1 nested", "әкімі") in page.marks[2]
    outer = "".join(text for css, text in page.marks[3] if "n1" in css.split())
    assert outer == "governor\tof the region"


def test_issues_and_summary_are_readable(page):
    """Refusal, warning and notice stand below the segment with their own looks; the counts on top."""
    markup = render(sample(), "r.html")
    for css in ("refusal", "warning", "notice"):
        assert len(re.findall(f'<li class="{css}">', markup)) == 1
    assert "A bracket &lt;is&gt; missing." in markup
    shown = {name: value for value, name in re.findall(r"<b>(\d+)</b><span>([^<]+)</span>", markup)}
    assert shown == {
        "segments": "2",
        "terms and guarded strings": "7",
        "free": "4",
        "placed": "1",
        "searched": "1",
        "refused": "1",
        "warnings": "1",
    }
    assert "<td>searched</td>" in markup
    assert markup.count("<tr") == 1 + 7
    assert "own &lt;terms&gt;.csv" in markup and "model:mini@abc" in markup


def test_nothing_is_fetched(page):
    """Readable without a network and without scripts: no address, no source, no style sheet from outside."""
    markup = render(sample(), "r.html")
    assert not re.search(r"(?i)https?:|@import|url\(|<script|<link|<img|\ssrc=", markup.replace("&lt;", ""))
    assert all(a.get("href", "#").startswith("#") for _, a in page.tags)


def test_several_documents_have_headings():
    """Each document's name stands where its segments begin."""
    markup = render(sample(("a.txt", [plain(), plain()]), ("b.txt", [plain()])), "r.html")
    assert re.findall(r"<h3>(.*?)</h3>", markup) == ["a.txt", "b.txt"]
    assert "<h3>" not in render(sample(), "r.html")


@given(
    text=st.text(min_size=0, max_size=15),
    spans=st.lists(st.tuples(st.integers(0, 18), st.integers(0, 18)), max_size=6),
)
def test_runs_rebuild_the_text_and_cover_each_span(text, spans):
    """Whatever way spans nest, overlap or stick out, no letter is lost and each span is covered exactly."""
    marks = [Mark(*sorted(span), number) for number, span in enumerate(spans)]
    runs = cut_runs(text, marks)
    assert "".join(run.text for run in runs) == text
    for mark in marks:
        covered = "".join(run.text for run in runs if mark.number in run.marks)
        assert covered == text[mark.start : mark.end]
    for run in runs:
        lengths = [min(marks[n].end, len(text)) - marks[n].start for n in run.marks]
        assert lengths == sorted(lengths)


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_real_browser_draws_it(tmp_path):
    """A browser opens the page from the disk and draws something that is not blank."""
    path, picture = tmp_path / "r.html", tmp_path / "r.png"
    path.write_text(render(sample(), path), encoding="utf-8")
    subprocess.run(
        [
            BROWSER,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=1200,1000",
            f"--screenshot={picture}",
            path.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) > 20_000  # a blank page packs to about 5 kB
