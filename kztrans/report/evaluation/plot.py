"""Charts as inline SVG: axes with labels and units, bars, steps, lines, and words for who cannot see them.

Colours and dashes are classes of the page's style (``s0`` … ``s5``), so that a chart follows a dark page;
every series has a marker and a dash of its own, so that nothing is told by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from markupsafe import Markup

#: How many series have a look of their own; those beyond share one with an earlier series.
LOOKS = 6
_WIDTH, _FLOOR = 640, 268  # the x axis lies at _FLOOR
_LEFT, _RIGHT, _TOP, _BOTTOM, _NOTE = 70, 14, 14, 46, 15
_SIZE = 5.0
# Each marker as corners around its middle, in units of its size.
_MARKERS = (
    tuple((math.cos(turn * math.pi / 8), math.sin(turn * math.pi / 8)) for turn in range(16)),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
    ((-1.3, -0.45), (1.3, -0.45), (1.3, 0.45), (-1.3, 0.45)),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis, how it is written there, and a second line below it."""

    at: float
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured, in which unit (``label``), and from where to where."""

    label: str
    low: float
    high: float
    ticks: tuple[Tick, ...]


def axis(label: str, low: float, high: float, *, steps: int = 6, least: float = 0.0) -> Axis:
    """An axis over ``low`` to ``high`` from a round value to a round value, in steps of ``least`` or more."""
    step = max(round_step(high - low, steps), least)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    ticks = (Tick(n * step, f"{n * step:,.{decimals}f}".replace("-", "−")) for n in range(first, last + 1))
    return Axis(label, first * step, last * step, tuple(ticks))


def round_step(width: float, steps: int) -> float:
    """The smallest of …, 0.5, 1, 2, 5, 10, 20, … of which at most ``steps`` cover ``width``."""
    if width <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(width / steps))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor * steps >= width * (1 - 1e-9))


class Plot:
    """A chart under construction; ``markup`` hands it out.

    ``title`` says what is shown, ``summary`` what is to be seen, for those who hear the page.
    """

    def __init__(self, title: str, summary: str, x: Axis, y: Axis) -> None:
        self._x, self._y = x, y
        self._height = _FLOOR + _BOTTOM + (_NOTE if any(tick.note for tick in x.ticks) else 0)
        self._svg = Element("svg", viewBox=f"0 0 {_WIDTH} {self._height}", role="img")
        self._svg.set("class", "plot")
        self._svg.set("aria-label", f"{title}. {summary}")
        SubElement(self._svg, "title").text = title
        self._draw_axes()

    def bars(self, edges: Sequence[float], heights: Sequence[float], looks: Sequence[str], unit: str) -> None:
        """Bars that stand side by side between ``edges``; ``looks`` holds a class a bar."""
        for (left, right), height, look in zip(pairwise(edges), heights, looks, strict=True):
            if not height:
                continue
            x, y = self._across(left), self._up(height)
            shape = {"x": x, "y": y, "width": self._across(right) - x, "height": _FLOOR - y}
            bar = self._draw("rect", f"bar {look}", shape)
            SubElement(bar, "title").text = f"{_plain(left)} to {_plain(right)}: {height:g} {unit}"

    def steps(self, edges: Sequence[float], heights: Sequence[float], series: int) -> None:
        """The outline of a histogram."""
        path = f"M{self._across(edges[0]):.1f} {_FLOOR}"
        for right, height in zip(edges[1:], heights, strict=True):
            path += f"V{self._up(height):.1f}H{self._across(right):.1f}"
        self._draw("path", f"line {look(series)}", {"d": f"{path}V{_FLOOR}"})

    def line(self, points: Sequence[tuple[float, float]], series: int) -> None:
        """A line through ``points``."""
        places = " ".join(f"{self._across(x):.1f},{self._up(y):.1f}" for x, y in points)
        self._draw("polyline", f"line {look(series)}", {"points": places})

    def point(self, x: float, y: float, series: int, title: str, spread: tuple[float, float] | None) -> None:
        """A marker with ``title`` as its tip and a whisker over ``spread``."""
        across, up = self._across(x), self._up(y)
        if spread is not None:
            low, high = (self._up(min(max(end, self._y.low), self._y.high)) for end in spread)
            self._draw("path", f"whisker {look(series)}", {"d": f"M{across:.1f} {low:.1f}V{high:.1f}"})
        marker = self._draw("polygon", f"marker {look(series)}", {"points": _corners(series, across, up)})
        SubElement(marker, "title").text = title

    def rule(self, x: float) -> None:
        """An upright line at ``x``."""
        across = self._across(x)
        path = f"M{across:.1f} {_TOP}V{_FLOOR}"
        self._draw("path", "rule", {"d": path})

    def markup(self) -> Markup:
        """The chart as an ``svg`` element; all text in it is escaped."""
        return _markup(self._svg)

    def _draw_axes(self) -> None:
        right, floor = _WIDTH - _RIGHT, _FLOOR
        for tick in self._y.ticks:
            up = self._up(tick.at)
            self._draw("path", "grid", {"d": f"M{_LEFT} {up:.1f}H{right}"})
            self._write(tick.label, _LEFT - 8, up + 4, "end")
        for tick in self._x.ticks:
            self._write(tick.label, self._across(tick.at), floor + 18, "middle")
            if tick.note:
                self._write(tick.note, self._across(tick.at), floor + 18 + _NOTE, "middle", "note")
        self._draw("path", "axis", {"d": f"M{_LEFT} {floor}H{right}"})
        self._write(self._x.label, (_LEFT + right) / 2, self._height - 8, "middle", "name")
        middle = (_TOP + floor) / 2
        name = self._write(self._y.label, 14, middle, "middle", "name")
        name.set("transform", f"rotate(-90 14 {middle:.1f})")

    def _draw(self, tag: str, css: str, attributes: Mapping[str, float | str]) -> Element:
        written = {
            name: value if isinstance(value, str) else f"{value:.1f}" for name, value in attributes.items()
        }
        return SubElement(self._svg, tag, {"class": css, **written})

    def _write(self, text: str, x: float, y: float, anchor: str, css: str = "tick") -> Element:
        element = self._draw("text", css, {"x": x, "y": y, "text-anchor": anchor})
        element.text = text
        return element

    def _across(self, value: float) -> float:
        part = (value - self._x.low) / (self._x.high - self._x.low)
        return _LEFT + part * (_WIDTH - _LEFT - _RIGHT)

    def _up(self, value: float) -> float:
        part = (value - self._y.low) / (self._y.high - self._y.low)
        return _FLOOR - part * (_FLOOR - _TOP)


def look(series: int) -> str:
    """The class of a series' colour and dash."""
    return f"s{series % LOOKS}"


def swatch(series: int, *, filled: bool = False) -> Markup:
    """A legend's sample of how the series is drawn: line and marker, or the area of a histogram."""
    svg = Element("svg", {"viewBox": "0 0 34 14", "class": "swatch", "aria-hidden": "true"})
    if filled:
        SubElement(
            svg, "rect", {"class": f"bar {look(series)}", "x": "2", "y": "1", "width": "30", "height": "12"}
        )
    else:
        SubElement(svg, "path", {"class": f"line {look(series)}", "d": "M1 7H33"})
        SubElement(svg, "polygon", {"class": f"marker {look(series)}", "points": _corners(series, 17, 7)})
    return _markup(svg)


def histogram(values: Iterable[float], edges: Sequence[float]) -> list[int]:
    """How many of ``values`` lie in each bin ``[left, right)``; what lies outside counts in the end bins."""
    counts = [0] * (len(edges) - 1)
    width = (edges[-1] - edges[0]) / len(counts)
    for value in values:
        place = math.floor((value - edges[0]) / width + 1e-9)
        counts[min(max(place, 0), len(counts) - 1)] += 1
    return counts


def edges_over(low: float, high: float, step: float) -> list[float]:
    """Bin edges at multiples of ``step`` from at most ``low`` to at least ``high``."""
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return [n * step for n, _ in zip(count(first), range(last - first + 1), strict=False)]


def _corners(series: int, x: float, y: float) -> str:
    corners = _MARKERS[series % len(_MARKERS)]
    return " ".join(f"{x + _SIZE * across:.1f},{y + _SIZE * down:.1f}" for across, down in corners)


def _plain(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _markup(svg: Element) -> Markup:
    from markupsafe import Markup

    return Markup(tostring(svg, encoding="unicode"))
