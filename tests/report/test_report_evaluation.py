"""The page of an evaluation: complete, honest in words, safe, bounded, and alive in a real browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from browser import PROGRAM, browser
from evaluation_samples import (
    BOUND,
    FREE,
    HOSTILE,
    LONG_NAME,
    REFERENCES,
    SOURCES,
    judgement,
    long,
    metrics,
    small,
)
from hypothesis import given
from hypothesis import strategies as st

from kztrans.errors import OutputError
from kztrans.evaluate import Comparison, Evaluation, Interval, SegmentScore, SystemScore, evaluate
from kztrans.report.evaluation import render, write_report
from kztrans.report.evaluation.cards import LONGEST, cards
from kztrans.report.evaluation.choice import choose
from kztrans.report.evaluation.diff import changes
from kztrans.report.evaluation.figures import length_bins
from kztrans.report.evaluation.measure import Measure, main_measure
from kztrans.report.evaluation.naming import short_names
from kztrans.report.evaluation.plot import Plot, axis, edges_over, histogram
from kztrans.report.evaluation.scores import verdict

ARTICLE = Path(__file__).parents[2] / "eval" / "article"


@pytest.fixture(scope="module")
def page():
    return lxml.html.document_fromstring(render(small()))


def words(element) -> str:
    """The text of an element as a reader finds it, white space made single."""
    return " ".join(element.text_content().split())


def rows(page, section, table=0):
    """The cells of a table's body, row by row."""
    found = page.xpath(f"//section[@id='{section}']//table")[table]
    return [[words(cell) for cell in row.xpath("th|td")] for row in found.xpath("tbody/tr")]


# --- scores ---


def test_scores_stand_with_their_intervals(page):
    """Every system's scores, each with its 95 % interval, and chrF++ with and without terms."""
    assert f"nllb.txt: {LONG_NAME}" in words(page)
    assert rows(page, "scores") == [
        ["nllb.txt", "30.028.0 to 33.0", "50.048.0 to 53.0", "60.058.0 to 63.0", "45.0", "60.0"],
        ["glossary", "35.033.0 to 38.0", "58.056.0 to 61.0", "52.050.0 to 55.0", "55.0", "60.0"],
    ]


def test_comparisons_say_in_words_what_the_tests_say(page):
    """Difference, interval, both p-values and the verdict stand in one row."""
    systems, bleu, chrf, ter, terms = rows(page, "scores", 1)
    assert systems == ["glossary minus nllb.txt"]
    assert bleu[1:] == [
        "+5.0",
        "+4.0 to +6.0",
        "< 0.001",
        "0.010",
        "glossary is significantly better than nllb.txt.",
    ]
    assert terms[:3] == ["term success (percent)", "+50.0", "+49.0 to +51.0"]
    assert "disagree" in chrf[-1] and "not significantly" in ter[-1]
    assert "1,000 samples, seed 12345" in words(page)


@pytest.mark.parametrize(
    ("metric", "difference", "p", "expected"),
    [
        ("chrF++", 2.0, (0.01, 0.02), "b is significantly better than a."),
        ("chrF++", -2.0, (0.01, 0.02), "a is significantly better than b."),
        ("TER", 2.0, (0.01, 0.02), "a is significantly better than b."),
        ("TER", -2.0, (0.2, 0.3), "b scores better, not significantly: chance may explain it."),
        (
            "chrF++",
            2.0,
            (0.05, 0.01),
            "b scores better, but the two tests disagree: not taken as significant.",
        ),
        ("chrF++", 0.0, (1.0, 1.0), "No difference."),
    ],
)
def test_the_verdict_knows_which_way_is_better(metric, difference, p, expected):
    """TER counts errors; a difference counts as significant only where both tests find it at 5 %."""
    compared = Comparison(metric, "a", "b", difference, Interval(difference, difference), *p, 1000, 1)
    assert verdict(compared, Measure(metric, 0, 1)) == expected


@given(st.lists(st.text("ab/…", max_size=60), unique=True, max_size=6))
def test_short_names_tell_systems_apart(names):
    """However long the paths that systems are called by, no two get the same name on the page."""
    short = short_names(names)
    assert len(set(short)) == len(names)
    assert all(len(each) <= 24 or each == name for each, name in zip(short, names, strict=True))


# --- terms ---


def test_term_metrics_stand_side_by_side(page):
    """Every term metric of every system, as a share with its counts."""
    assert [row[1:] for row in rows(page, "terms")] == [
        ["25.0 % 1 of 4", "75.0 % 3 of 495 %: 25.0 to 100.0"],
        ["50.0 % 1 of 2", "50.0 % 1 of 2"],
        ["20.0 % 1 of 5", "20.0 % 1 of 5"],
        ["100.0 % 1 of 1", "33.3 % 1 of 3"],
        ["0.0 % 0 of 1", "0.0 % 0 of 3"],
        ["50.0 % 1 of 2", "50.0 % 1 of 2"],
        ["1", "0"],
        ["2", "1"],
    ]


def test_terms_that_fail_come_first(page):
    """Headwords by misses over all systems, with occurrences and each system's success."""
    assert rows(page, "terms", 1) == [
        ["зауыт", "2", "0.0 % 0 of 2", "50.0 % 1 of 2"],
        ["бағдарлама", "2", "50.0 % 1 of 2", "100.0 % 2 of 2"],
    ]
    assert page.xpath("//table[@class='headwords']//i/b/@style") == [
        f"width:{width}%" for width in ("0.0", "50.0", "50.0", "100.0")
    ]


def test_many_headwords_are_cut_with_a_word(page):
    """Of thousands of headwords a hundred are listed, and the page says of how many."""
    judged = tuple(judgement(1, "сөз", "a", "сөз", f"term {n}", None) for n in range(1500))
    system = small().systems[0]
    many = replace(system, terms=replace(system.terms, judgements=judged))
    text = render(replace(small(), systems=(many,)))
    assert text.count('<th scope="row" lang="kk"') == 100 and "100 of 1,500 are listed" in text


# --- segments ---


def card(page, line):
    return page.get_element_by_id(f"segment{line}")


def shown(element, *, without) -> str:
    """The text of an element without that of some tags."""
    inside = " and ".join(f"not(ancestor::{tag})" for tag in without)
    return "".join(element.xpath(f".//text()[{inside}]"))


@pytest.mark.parametrize("line", [1, 2, 3, 4])
def test_texts_are_shown_letter_by_letter(page, line):
    """Marks, numbers and the reference's own words neither add to nor take from a text; markup is text."""
    texts = [shown(each, without=("sup", "del")) for each in card(page, line).find_class("words")]
    place = line - 1
    assert texts == [SOURCES[place], *REFERENCES[place], FREE[place], BOUND[place]]


def test_references_that_agree_are_told_once():
    """Two streams with the same line are shown as one, under both numbers."""
    same = replace(small(), references=tuple((first, first) for first, _ in REFERENCES))
    (first, *_) = lxml.html.document_fromstring(render(same)).find_class("segment")
    assert [words(each) for each in first.find_class("name")][1:2] == ["Reference 1, 2"]
    assert len(first.find_class("words")) == 4


def test_differences_are_marked_against_the_closest_reference(page):
    """Words that the reference lacks are ``ins``, its own words ``del``; equal lines bear no mark."""
    free, bound = card(page, 1).find_class("hypothesis")
    assert [words(each) for each in free.xpath(".//ins")] == ["factory", "products"]
    assert [words(each) for each in free.xpath(".//del")] == ["plant", "a", "product"]
    assert "against reference 1" in words(free)
    assert [words(each) for each in bound.xpath(".//ins")] == ["products"]
    assert not card(page, 4).xpath(".//ins|.//del")


WORDS = st.lists(st.sampled_from(["the", "plant", "made", "a", "product", ",", "."]), max_size=12)


@given(ours=WORDS, theirs=WORDS)
def test_the_marked_differences_turn_one_text_into_the_other(ours, theirs):
    """Whatever two texts are, taking the ``del`` words for the ``ins`` words gives the reference's words."""
    hypothesis, reference = " ".join(ours), " ".join(theirs)
    built, at = "", 0
    for change in changes(hypothesis, reference):
        built += f"{hypothesis[at : change.start]} {change.missing} "
        at = change.end
    assert (built + hypothesis[at:]).split() == theirs


def test_terms_bear_one_number_on_both_sides(page):
    """A term is found by its number; one that every system missed is red and has no partner."""
    second = card(page, 2)
    source, _, _, free, bound = second.find_class("words")
    marks = [(mark.get("class"), words(mark)) for mark in source.xpath("./mark")]
    assert marks == [("c0", "Бағдарлама1"), ("refused", "зауыт2")]
    assert not free.xpath(".//mark")
    assert [(mark.get("class"), words(mark)) for mark in bound.xpath(".//mark")] == [("c0", "programme1")]


def test_what_became_of_terms_and_checks_is_said(page):
    """Misses, refusals, leftovers, disagreements and the checks' words stand below the hypothesis."""
    first, second = card(page, 1), card(page, 2)
    assert [words(each) for each in first.xpath(".//li")] == [
        "Missed: 1 “Зауыт” (зауыт); the reference has “the plant”",
        "Leftover: 1 “the works” says зауыт a second time",
    ]
    assert [(each.get("class"), words(each)) for each in second.xpath(".//li")] == [
        ("refusal", "Missed: 1 “Бағдарлама” (бағдарлама)"),
        ("refusal", "Refused: 2 “зауыт” (зауыт); the reference has “the plant”"),
        ("warning", "numbers: A <number> is missing."),
        ("warning", "Disagreement: 1 “programme”: the plural is asked for"),
        ("refusal", "Missed: 2 “зауыт” (зауыт); the reference has “the plant”"),
    ]
    assert words(card(page, 4).xpath(".//li")[0]).startswith("Over-applied: “programme” of бағдарлама")
    assert "+15.0 against" in words(first) and "the same as" in words(card(page, 4))


def test_terms_are_marked_where_the_source_was_repaired():
    """Terms are looked for in the repaired source (no soft hyphens), marked in the user's own."""
    source = "Бұл за\u00adуыт."
    judged = judgement(1, "Бұл зауыт.", "A plant.", "зауыт", "зауыт", "plant")
    system = small().systems[0]
    one = replace(
        system,
        terms=replace(system.terms, judgements=(judged,)),
        segments=(SegmentScore("A plant.", (1.0, 2.0, 3.0)),),
    )
    made = render(Evaluation("en", (source,), (("A plant.",),), 1, (one,)))
    marked = lxml.html.document_fromstring(made).xpath("//mark[@class='c0']")
    assert [shown(mark, without=("sup",)) for mark in marked] == ["за\u00adуыт", "plant"]


def test_the_worst_come_first(page):
    """Without the script, too, the reader sees the worst segments first."""
    assert [int(each.get("data-line")) for each in page.find_class("segment")] == [2, 1, 3, 4]


# --- bounds ---


def test_a_long_run_stays_a_short_page():
    """Of 3,000 segments the worst, the best and the most changed are shown, in words and with counts."""
    evaluation = long(3000)
    text = render(evaluation)
    assert text.count("<article") == 200 and len(text) < 600_000
    assert "200 of 3,000 segments are shown: the 100 worst, then the 50 best" in text
    assert "the 50 that differ most between systems. All are in segments.tsv." in text
    choice = choose(evaluation, main_measure(evaluation))
    gains = [rank.gain for rank in choice.ranks]
    left = {*range(3000)} - {rank.place for rank in choice.ranks}
    means = [
        (a.scores[1] + b.scores[1]) / 2
        for a, b in zip(*(s.segments for s in evaluation.systems), strict=True)
    ]
    assert max(gains[:100]) <= min(means[n] for n in left)
    assert min(gains[100:150]) >= max(means[n] for n in left)
    assert min(rank.change for rank in choice.ranks[150:]) >= 17
    assert len({rank.place for rank in choice.ranks}) == 200


def test_a_broken_line_does_not_swell_the_page():
    """A line of a megabyte is cut on the page, and the page says how long it was."""
    system = SystemScore("a", metrics(1, 2, 3), segments=(SegmentScore("word " * 200_000, (1.0, 2.0, 3.0)),))
    text = render(Evaluation("en", ("сөз " * 200_000,), (("A word.",),), 0, (system,)))
    assert len(text) < 60_000 and text.count("(cut: 1,000,000 characters)") == 1
    assert LONGEST < 5000


def test_a_metric_of_errors_turns_the_order():
    """Where TER is all there is, the segment with most errors is the worst."""
    scored = (SegmentScore("a", (10.0,)), SegmentScore("b", (90.0,)))
    system = SystemScore("a", metrics(0, 0, 50.0)[2:], segments=scored)
    evaluation = Evaluation("en", ("а", "б"), (("a",), ("b",)), 0, (system,))
    choice = choose(evaluation, main_measure(evaluation))
    assert [rank.place for rank in choice.ranks] == [1, 0]


def test_a_run_without_segments_and_terms_is_a_page():
    """Scores alone make a page that says what is not there."""
    bare = Evaluation("en", SOURCES, REFERENCES, 0, (SystemScore("a", metrics(1, 2, 3, interval=False)),))
    text = render(bare)
    assert "Segment scores were not asked for" in text and "<article" not in text and "<svg" not in text
    assert cards(bare, choose(bare, main_measure(bare)), main_measure(bare)).cards == ()


# --- plots ---


def test_plots_have_names_axes_and_units(page):
    """Each chart is an image with a name, a description in words, and both axes named with their units."""
    charts = page.find_class("plot")
    assert [chart.findtext("title") for chart in charts] == [
        "chrF++ by sentence length",
        "Segment scores of nllb.txt and glossary",
        "Difference per segment: glossary minus nllb.txt",
    ]
    for chart in charts:
        assert chart.get("role") == "img" and len(chart.get("aria-label")) > len(chart.findtext("title"))
    assert [[text.text for text in chart.find_class("name")] for chart in charts] == [
        ["words in the source sentence (below: number of segments n)", "mean segment chrF++ (0 to 100)"],
        ["segment chrF++ (0 to 100)", "segments"],
        ["difference in segment chrF++ (0 to 100)", "segments"],
    ]
    assert "glossary is better in 3 segments, worse in 0, equal in 1; mean difference +21.2." in words(page)


def test_plotted_means_and_counts_are_those_of_the_segments(page):
    """The numbers beside the length chart are the bins' means and counts."""
    assert rows(page, "plots") == [
        ["1–2", "1", "100.0", "100.0"],
        ["3–4", "1", "40.0", "55.0"],
        ["5–6", "1", "30.0", "60.0"],
        ["7–8", "1", "50.0", "90.0"],
    ]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=80))
def test_length_bins_part_the_segments(lengths):
    """Every segment is in exactly one bin, the one whose label says its length; the bins are few."""
    bins = length_bins(lengths)
    assert sorted(place for each in bins for place in each.members) == list(range(len(lengths)))
    assert len(bins) <= 9
    for each in bins:
        low, *high = map(int, re.findall(r"\d+", each.label))
        top = float("inf") if each.label.endswith("+") else max([low, *high])
        assert all(low <= lengths[place] <= top for place in each.members)


@given(
    st.lists(st.floats(-1000, 1000), min_size=1, max_size=50),
    st.sampled_from([0.1, 1.0, 2.0, 5.0, 20.0]),
)
def test_histograms_count_everything_once(values, step):
    """The bins' counts add up to the number of values, and the bins cover all of them."""
    edges = edges_over(min(values), max(values), step)
    counts = histogram(values, edges)
    assert sum(counts) == len(values)
    assert edges[0] <= min(values) + 1e-6 and edges[-1] >= max(values) - 1e-6


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4))
def test_axes_cover_what_they_show(low, width):
    """An axis begins and ends at a tick, at or beyond what it shows, with few ticks."""
    made = axis("x", low, low + width)
    assert made.low <= low + 1e-6 * width and made.high >= low + width * (1 - 1e-6)
    assert (made.ticks[0].at, made.ticks[-1].at) == (made.low, made.high)
    assert 2 <= len(made.ticks) <= 9


def test_text_in_charts_is_escaped():
    """A system's name cannot break out of a chart."""
    chart = Plot(HOSTILE, HOSTILE, axis(HOSTILE, 0, 1), axis("y", 0, 1)).markup()
    assert "<script" not in chart and "<img" not in chart


# --- safety ---


def test_nothing_is_fetched_and_no_other_script_may_run():
    """No address outside the page in any attribute or style, one script, and a policy that allows only it."""
    text = render(small())
    page = lxml.html.document_fromstring(text)
    assert not re.search(r"(?i)https?:|@import|url\(", text)
    assert all(value.startswith("#") for value in page.xpath("//@href|//@src|//@action"))
    assert not page.xpath("//link|//img|//iframe|//object|//@onerror")
    (script,) = page.xpath("//script")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy and policy.startswith("default-src 'none'")


# --- files ---


def test_the_folder_holds_page_scores_and_segments(tmp_path):
    """The page, all scores as JSON, and a line a segment with tabs and line ends escaped."""
    folder = tmp_path / "new" / "report"
    assert write_report(small(), folder) == folder / "index.html"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "scores.json", "segments.tsv"]
    assert json.loads((folder / "scores.json").read_text("utf-8")) == json.loads(
        json.dumps(small().to_dict())
    )
    table = [line.split("\t") for line in (folder / "segments.tsv").read_text("utf-8").splitlines()]
    assert table[0][:5] == ["segment", "source", "reference 1", "reference 2", f"{LONG_NAME}: hypothesis"]
    assert [len(row) for row in table] == [len(table[0])] * 5
    free, bound = 4, 10
    assert [row[free] for row in table[1:]] == list(FREE) and [row[bound] for row in table[1:]] == list(BOUND)
    assert table[2][free + 2] == "30.0" and table[2][free + 4] == "бағдарлама; зауыт"
    assert table[2][free + 5] == "numbers: A <number> is missing."


def test_every_segment_is_in_the_table(tmp_path):
    """What the page leaves out is in segments.tsv."""
    write_report(long(1200), tmp_path)
    assert len((tmp_path / "segments.tsv").read_text("utf-8").splitlines()) == 1201


def test_a_file_in_the_way_is_named(tmp_path):
    """A report cannot be written where a file stands: an error that names it, and the file stays."""
    there = tmp_path / "report"
    there.write_text("mine", "utf-8")
    with pytest.raises(OutputError) as error:
        write_report(small(), there)
    assert error.value.file == str(there) and there.read_text("utf-8") == "mine"


# --- the real thing ---


@pytest.fixture(scope="module")
def real():
    """Four lines of the article, translated by the embedded model with and without a glossary."""
    from kztrans import Glossary, Translator

    lines = (ARTICLE / "source.kk.txt").read_text("utf-8").splitlines()
    references = (ARTICLE / "reference.en.txt").read_text("utf-8").splitlines()
    places = [n for n, line in enumerate(lines) if line.strip()][:4]
    return evaluate(
        [lines[n] for n in places],
        [references[n] for n in places],
        target="en",
        translator=Translator.load("mini", threads=2),
        glossary=Glossary.default(),
    )


def test_a_real_evaluation_makes_a_page(real):
    """What ``evaluate`` makes of the embedded model is shown as it is: each score, each miss."""
    page = lxml.html.document_fromstring(render(real))
    for system, row in zip(real.systems, rows(page, "scores"), strict=True):
        assert row[0] == system.name
        for metric, cell in zip(system.metrics, row[1:], strict=False):
            assert cell.startswith(f"{metric.score:.1f}")


# --- a browser ---

needs_browser = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return write_report(small(), tmp_path_factory.mktemp("site")).as_uri()


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


# Each visible segment's line with the systems that are visible in it.
VISIBLE = """(() => {
  const visible = (parent, name) =>
    [...parent.querySelectorAll(name)].filter((each) => each.checkVisibility());
  const systems = (card) => visible(card, ".hypothesis").map((row) => row.dataset.system);
  return visible(document, "article").map((card) => [Number(card.dataset.line), systems(card)]);
})()"""
BOTH = ["0", "1"]


@needs_browser
@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("", [(2, BOTH), (1, BOTH), (3, BOTH), (4, BOTH)]),
        ("#sort=best", [(4, BOTH), (3, BOTH), (1, BOTH), (2, BOTH)]),
        ("#sort=worst-1&system=1", [(1, ["1"]), (2, ["1"]), (3, ["1"]), (4, ["1"])]),
        ("#sort=line&check=2", [(2, BOTH)]),
        ("#check=4", [(1, BOTH)]),
        ("#check=5&system=1", [(4, ["1"])]),
        ("#system=1&check=2", []),
        ("#sort=changed&term=1&missed=1", [(2, BOTH), (1, BOTH)]),
        ("#system=1&missed=1", [(2, ["1"])]),
        ("#check=99&sort=nonsense", [(2, BOTH), (1, BOTH), (3, BOTH), (4, BOTH)]),
    ],
)
def test_filters_and_order_work_from_the_address(tab, address, fragment, expected):
    """By check, by term, by system, misses only, and each order; the unknown is passed over."""
    tab.open(address + fragment)
    assert tab.run(VISIBLE) == [[line, systems] for line, systems in expected]
    count = f"{len(expected)} of the 4 segments on this page"
    assert tab.run("document.getElementById('shown').value") == count


@needs_browser
def test_filters_work_by_hand(tab, address):
    """A choice filters and stands in the address; a term's link filters; the button shows all again."""
    tab.open(address)
    tab.run("""{ const field = document.querySelector("[name=check]"); field.value = "1";
      field.dispatchEvent(new Event("change", {bubbles: true})); }""")
    assert tab.run(VISIBLE) == [[3, BOTH]] and tab.run("location.hash") == "#check=1"
    moved = "new Promise((done) => addEventListener('hashchange', () => setTimeout(done), {once: true}))"
    tab.run(f"{{ globalThis.moved = {moved}; document.querySelector('[data-find] a').click(); moved }}")
    assert tab.run(VISIBLE) == [[2, BOTH], [1, BOTH]]
    tab.run("document.querySelector('[type=reset]').click(); new Promise((done) => setTimeout(done))")
    assert len(tab.run(VISIBLE)) == 4
    own = "[...document.querySelectorAll('del')].some((each) => each.checkVisibility())"
    assert tab.run(f"document.getElementById('segments') && {own.replace('del', '.segment del')}")
    tab.run("document.getElementById('missing').click()")
    assert not tab.run(own.replace("del", ".segment del"))


@needs_browser
def test_hostile_text_is_shown_and_not_run(tab, address):
    """Markup in a hypothesis, a name or a message stays text; nothing runs, nothing is fetched."""
    tab.open(address)
    assert tab.run("document.title").startswith("Kazakh to English")
    assert tab.run("document.querySelectorAll('script').length") == 1
    assert tab.run("document.querySelectorAll('img, b b').length") == 0
    assert HOSTILE in tab.run("document.querySelector('#segment3 [lang=kk]').textContent")
    assert all(each.startswith(("file:", "about:")) for each in tab.requests)
    # The policy holds even against what would get past the escaping.
    tab.run("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    tab.run("new Promise((done) => setTimeout(done, 100))")
    assert tab.run("document.title").startswith("Kazakh to English")


@needs_browser
def test_a_browser_draws_and_prints_it(tab, address):
    """Something that is not blank is drawn, differently on a light and on a dark screen, and it prints."""
    tab.open(address)
    light, dark = tab.picture("light"), tab.picture("dark")
    assert light != dark and min(len(light), len(dark)) > 20_000  # a blank page packs to about 5 kB
    assert len(re.findall(rb"/Type\s*/Page\b", tab.paper())) >= 2


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(tab, address, scheme):
    """Every text has the contrast that WCAG 2.1 asks for (4.5 to 1), on a light and on a dark screen."""
    tab.open(address)
    tab.picture(scheme)
    assert tab.run(FAINT) == []


# Texts whose contrast with the nearest opaque ground is below 4.5 (WCAG 2.1, success criterion 1.4.3).
FAINT = """(() => {
  const parts = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const light = (colour) => parts(colour).slice(0, 3)
    .map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (parts(colour)[3] === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script")) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(element.closest("svg") ? style.fill : style.color), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(`${element.outerHTML.slice(0, 60)} ${contrast.toFixed(1)}`);
  }
  return [...new Set(faint)];
})()"""
