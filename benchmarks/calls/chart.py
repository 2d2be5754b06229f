"""The chart: a dot for each contender, on a logarithmic scale of times the limit. An SVG that follows light and dark mode."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from .measuring import Row

WIDTH, LEFT, RIGHT, TOP, LINE = 860, 190, 30, 92, 30
NAMES = {"ours": "synchronicity", "rct": "run_coroutine_threadsafe", "0.12": "synchronicity 0.12"}
# The first is ours. Colours that are told apart also by who cannot tell red from green.
COLOURS = ("#d5420e", "#2f6fd6", "#8b5bc9", "#c59b00", "#2a9d8f", "#7a7a7a", "#b0508f")
STYLE = """\
text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #24292f; }
.title { font-size: 15px; font-weight: 600; } .small { font-size: 11px; fill: #57606a; } .grid { stroke: #d0d7de; }
.ours { font-weight: 600; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .small { fill: #9198a1; } .grid { stroke: #3d444d; } circle { filter: brightness(1.25); }
}"""


def chart(rows: list[Row], below: str) -> str:
    """The chart of these rows as the text of an SVG; `below` says how it was measured."""
    rows = [row for row in rows if {"limit", "ours"} <= set(row.figures)]
    names = [
        name for name in dict.fromkeys(n for row in rows for n in row.figures) if name != "limit"
    ]
    names.sort(key=lambda name: name != "ours")
    ratios = [row.figures[name] / row.figures["limit"] for row in rows for name in row.figures]
    scale = (min(ratios) * 0.9, max(ratios) * 1.2)
    height = TOP + LINE * len(rows) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{escape(_title())}</title>",
        f"<style>{STYLE}</style>",
        f'<text class="title" x="16" y="26">{escape(_title())}</text>',
        *_legend(names),
        *_grid(scale, height),
        *_dots(rows, names, scale),
        f'<text class="small" x="16" y="{height - 10}">{escape(below)}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _title() -> str:
    return "Time of one operation, in times of a bare hand-off between two threads (less is better)"


def _at(ratio: float, scale: tuple[float, float]) -> float:
    least, most = map(math.log10, scale)
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(ratio) - least) / (most - least)


def _legend(names: list[str]) -> Iterator[str]:
    x = 16.0
    for name, colour in zip(names, COLOURS):
        shown = NAMES.get(name, name)
        kind = ' class="ours"' if name == "ours" else ""
        yield f'<circle cx="{x + 5:.0f}" cy="48" r="5" fill="{colour}"/>'
        yield f'<text{kind} x="{x + 15:.0f}" y="52">{escape(shown)}</text>'
        x += 30 + 7.2 * len(shown)


def _grid(scale: tuple[float, float], height: int) -> Iterator[str]:
    for ratio in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if scale[0] <= ratio <= scale[1]:
            x = _at(ratio, scale)
            yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 12}" y2="{height - 34}"/>'
            label = "limit" if ratio == 1 else f"{ratio} x"
            yield f'<text class="small" text-anchor="middle" x="{x:.1f}" y="{TOP - 17}">{label}</text>'


def _dots(rows: list[Row], names: list[str], scale: tuple[float, float]) -> Iterator[str]:
    for number, row in enumerate(rows):
        y = TOP + LINE * number + 10
        yield f'<text x="16" y="{y + 4}">{escape(row.name)}</text>'
        for name, colour in reversed(list(zip(names, COLOURS))):  # ours on top
            if name in row.figures:
                ratio = row.figures[name] / row.figures["limit"]
                radius = 7 if name == "ours" else 5
                yield (
                    f'<circle cx="{_at(ratio, scale):.1f}" cy="{y}" r="{radius}" fill="{colour}">'
                    f"<title>{escape(NAMES.get(name, name))}: {ratio:.1f} x</title></circle>"
                )
