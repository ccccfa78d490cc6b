"""Who runs on whose technology: a mosaic of hexes by market, and shares of world GDP over time."""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np

from techrace.arrays import Array, total
from techrace.record import Record
from techrace.report import numerals
from techrace.report.charts import Line, area
from techrace.report.figures import shares
from techrace.report.names import STACKS, name, names, stack_key, stack_of, swatch, token
from techrace.report.parts import Figure, Key, Section
from techrace.report.samples import average, in_worlds, leader, many, tidy, typically, when
from techrace.report.words import Words, say

WIDTH, ROW, SIDE = 10.0, 8.66, 5.77  # of a hex: between columns, between rows, of an edge


def reach(record: Record) -> Array:
    """Return the share of world GDP on each ecosystem, shape (turns + 1, ecosystems, worlds)."""
    gdp = record.headlines["gdp"]
    weight = gdp / gdp.sum(axis=1, keepdims=True)
    return np.stack([total(e * w, axis=1) for e, w in zip(record.headlines["ecosystem_share"], weight, strict=True)])


def section(record: Record) -> Section:
    """Show the mosaic and how the shares moved."""
    shown = average(reach(record))  # turns + 1, ecosystems
    change = shown[-1] - shown[0]
    ecosystems = names(record, "ecosystems")
    most = int(np.argmax(change))
    title = say(
        "{who} technology goes from {a} to {b} of the world economy",
        "{who} 기술의 비중이 세계 경제의 {a}에서 {b}로 바뀝니다",
        who=ecosystems[most], a=numerals.share(float(shown[0, most])), b=numerals.share(float(shown[-1, most])),
    )  # fmt: skip
    dates, colours = record.dates(), stack_of(record)
    whole = area(dates, [Line(n, v, c) for n, v, c in zip(ecosystems, shown.T, colours, strict=True)])
    figures = (
        _mosaic(record, shown, colours),
        Figure(
            _reach_title(record, shown),
            Words("Share of world GDP that runs on each ecosystem" + _mean(record).en,
                  "세계 GDP 가운데 각 생태계 위에서 도는 비중" + _mean(record).ko),
            (whole,),
            stack_key(record),
            note=Words("Quantity: ecosystem_share, weighted by gdp.", "변수: ecosystem_share, gdp로 가중."),
        ),
        *_standing(record),
        _by_market(record, colours),
    )  # fmt: skip
    return Section(
        "markets",
        Words("Who runs on whose technology", "누구의 기술 위에서 도는가"),
        typically(record, title),
        None,
        figures,
        data={
            "mosaic": _counts(record),
            "order": [colours[e] for e in _order(record)],
            "reach": [tidy(turn) for turn in shown[:, _order(record)]],
        },
    )


def _mean(record: Record) -> Words:
    return Words(", mean of the worlds", ", 세계들의 평균") if many(record) else Words("", "")


def hexes_of(gdp: float, *, seat: bool) -> int:
    """Return how many hexes a market has: three times the root of its GDP in T$."""
    return max(3 if seat else 2, round(3 * sqrt(gdp)))


def deal(fractions: Array, hexes: int) -> list[int]:
    """Deal the hexes of a market to ecosystems by largest remainder."""
    exact = np.maximum(fractions, 0.0) / max(float(np.sum(fractions)), 1e-12) * hexes
    counts = np.floor(exact).astype(int)
    for i in np.argsort(counts - exact, kind="stable")[: hexes - int(counts.sum())]:
        counts[i] += 1
    return [int(c) for c in counts]


def _order(record: Record) -> list[int]:
    """Return the order of ecosystems from west to east: the first owner's, nobody's, the other owners'."""
    ecosystems = record.setting.world.ecosystems
    ids = list(record.setting.names["ecosystems"])
    owned = [i for i, e in enumerate(ids) if ecosystems[e].home]
    free = [i for i, e in enumerate(ids) if not ecosystems[e].home]
    return owned[:1] + free + owned[1:]


def _counts(record: Record) -> list[list[list[int]]]:
    """Return hexes by turn, market and ecosystem (in the order of dealing)."""
    gdp, order, seats = record.setting.start.gdp[:, 0], _order(record), len(record.setting.names["states"])
    sizes = [hexes_of(float(g), seat=i < seats) for i, g in enumerate(gdp)]
    fractions = average(record.headlines["ecosystem_share"])[:, order]
    return [[deal(turn[:, m], n) for m, n in enumerate(sizes)] for turn in fractions]


def _places(hexes: int) -> tuple[list[tuple[float, float]], float, float]:
    """Lay hexes out in rows, the odd ones shifted by half; return centres from west to east, width and height."""
    across = max(2, ceil(sqrt(hexes * 1.25)))
    centres: list[tuple[float, float]] = []
    row = 0
    while len(centres) < hexes:
        width = min(across - (row % 2), hexes - len(centres))
        centres += [(WIDTH * (column + 0.5 + 0.5 * (row % 2)), SIDE + ROW * row) for column in range(width)]
        row += 1
    return sorted(centres), WIDTH * across, 2 * SIDE + ROW * (row - 1)


def _mosaic(record: Record, shown: Array, colours: list[str]) -> Figure:
    """Draw every market as a cluster of hexes; ``page.js`` moves it through the turns."""
    world, markets = record.setting.world, record.setting.names["markets"]
    seats, order = len(record.setting.names["states"]), _order(record)
    counts = _counts(record)
    first, last = counts[0], counts[-1]
    lean = average(record.headlines["ecosystem_share"])[-1]
    clusters = []
    for m in sorted(range(len(markets)), key=lambda m: (m >= seats, m if m < seats else -lean[order[0], m])):
        centres, width, height = _places(sum(last[m]))
        owner = [colours[order[e]] for e, n in enumerate(last[m]) for _ in range(n)]
        before = [colours[order[e]] for e, n in enumerate(first[m]) for _ in range(n)]
        shapes = "".join(
            f'<path class="hex {now}{"" if now == was else " flipped"}" d="{_hex(x, y)}"/>'
            for (x, y), now, was in zip(centres, owner, before, strict=True)
        )
        mark = token(m) if m < seats else ""
        clusters.append(
            f'<li><svg class="cluster" data-market="{m}" viewBox="-1 -1 {width + 2:.1f} {height + 2:.1f}" '
            f'style="width:{(width + 2) / 5.4:.2f}rem" aria-hidden="true">{shapes}</svg>'
            f'<span class="market">{mark}{name(world, "markets", markets[m]).html()}</span></li>'
        )
    ecosystems = names(record, "ecosystems")
    bar = "".join(
        f'<li data-stack="{i}" style="flex-grow:{max(shown[-1, e], 0.0):.4f}"><svg class="share" aria-hidden="true">'
        f'<rect class="{colours[e]}" width="100%" height="100%"/></svg></li>'
        for i, e in enumerate(order)
    )
    figures = "".join(
        f'<li data-stack="{i}">{swatch(colours[e])}<b>{numerals.share(float(shown[-1, e])).html()}</b> '
        f'{ecosystems[e].html()} <span class="change">'
        f"{numerals.points(float(shown[-1, e] - shown[0, e])).html()}</span></li>"
        for i, e in enumerate(order)
    )
    slider = Words("Turn shown in the mosaic", "모자이크에 보이는 턴")
    since = say("since {date}", "{date} 대비", date=when(record, 0))
    changed = Words("changed hands since the start", "처음과 주인이 다름")
    html = (
        f'<div class="scrub"><label for="mosaic-turn">{Words("Turn", "턴").html()}</label>'
        f'<input id="mosaic-turn" type="range" min="0" max="{record.turns}" value="{record.turns}" '
        f'{slider.attributes("aria-label", "en")}><output for="mosaic-turn" id="mosaic-date">'
        f"{when(record, record.turns).html()}</output>"
        f'<span class="legend"><svg class="swatch" viewBox="-1 -1 14 14" aria-hidden="true">'
        f'<path class="hex flipped stack-none" d="{_hex(6, 6)}"/></svg>{changed.html()}</span></div>'
        f'<ul class="mosaic">{"".join(clusters)}</ul><ul class="bar" aria-hidden="true">{bar}</ul>'
        f'<ul class="figures">{figures}</ul><p class="aside">{since.html()}</p>'
    )
    flipped = sum(abs(a - b) for now, was in zip(last, first, strict=True) for a, b in zip(now, was, strict=True)) // 2
    title = say(
        "{n} of {all} pieces of the world economy change hands",
        "세계 경제 {all}조각 가운데 {n}조각의 주인이 바뀝니다",
        n=flipped, all=sum(sum(m) for m in last),
    )  # fmt: skip
    measure = say(
        "One hex is a slice of a market; bigger economies have more. The bar, weighted by GDP, is the figure{mean}",
        "육각형 하나는 시장의 한 조각이고, 경제가 클수록 많습니다. 정확한 값은 GDP로 가중한 막대입니다{mean}",
        mean=_mean(record),
    )
    return Figure(typically(record, title), measure, html=html, wide=True)


def _hex(x: float, y: float) -> str:
    """Draw a hex with a flat side to the left and right, a little smaller than its place."""
    w, s = 0.44 * WIDTH, 0.88 * SIDE
    return f"M{x:.1f} {y - s:.2f}l{w:.2f} {s / 2:.2f}v{s:.2f}l{-w:.2f} {s / 2:.2f}l{-w:.2f} {-s / 2:.2f}v{-s:.2f}z"


def _reach_title(record: Record, shown: Array) -> Words:
    """Say which ecosystem is the largest, and in how many worlds."""
    winner, chance = leader(reach(record)[-1])
    stack = names(record, "ecosystems")[winner]
    if many(record):
        return say(
            "{stack} is the largest ecosystem {worlds}", "{worlds} {stack} 생태계가 가장 큽니다",
            stack=stack, worlds=in_worlds(record, chance),
        )  # fmt: skip
    start, end = float(shown[0, winner]), float(shown[-1, winner])
    return say(
        "{stack} stays the largest ecosystem: {end} ({change})" if shown[0].argmax() == winner
        else "{stack} becomes the largest ecosystem: {end} ({change})",
        "{stack} 생태계가 가장 큽니다: {end}({change})",
        stack=stack, end=numerals.share(end), change=numerals.points(end - start),
    )  # fmt: skip


def _standing(record: Record) -> list[Figure]:
    """Show with which camp the regions stand, weighted by GDP."""
    seats = len(record.setting.names["states"])
    gdp = record.headlines["gdp"][:, seats:]
    if not gdp.shape[1] or not record.setting.names["camps"]:
        return []
    weight = gdp / gdp.sum(axis=1, keepdims=True)
    sides = np.stack(
        [total(a[:, seats:] * w, axis=1) for a, w in zip(record.headlines["alignment"], weight, strict=True)]
    )
    shown = average(sides)
    camps = shown.shape[1] - 1
    colours = [*(STACKS[c] if c < 2 else "ctl" for c in range(camps)), "stack-c"]
    sides_names = names(record, "sides")
    most = int(np.argmax(np.abs(shown[-1] - shown[0])))
    title = say(
        "{side}: {change} among the regions", "지역들 사이에서 {side}: {change}",
        side=sides_names[most], change=numerals.points(float(shown[-1, most] - shown[0, most])),
    )  # fmt: skip
    measure = Words("With which camp the regions stand, weighted by GDP" + _mean(record).en,
                    "지역들이 어느 진영에 서는가, GDP로 가중" + _mean(record).ko)  # fmt: skip
    panel = area(record.dates(), [Line(n, v, c) for n, v, c in zip(sides_names, shown.T, colours, strict=True)])
    key = tuple(Key(swatch(c), n) for c, n in zip(colours, sides_names, strict=True))
    note = Words("Quantity: alignment of the regions, weighted by gdp.", "변수: 지역의 alignment, gdp로 가중.")
    return [Figure(title, measure, (panel,), key, note=note)]


def _by_market(record: Record, colours: list[str]) -> Figure:
    """Draw the ecosystems of every market over time."""
    world, ids = record.setting.world, record.setting.names["markets"]
    seats = len(record.setting.names["states"])
    paths = record.headlines["ecosystem_share"]
    panels = tuple(
        shares(
            record, "ecosystems", paths[:, :, m], colours,
            caption=name(world, "markets", market), mark=token(m) if m < seats else "",
        )
        for m, market in enumerate(ids)
    )  # fmt: skip
    change = average(paths)[-1] - average(paths)[0]  # ecosystems, markets
    e, m = np.unravel_index(int(np.argmax(change)), change.shape)
    title = say(
        "{market} moves furthest: {change} to {stack}", "가장 크게 움직인 곳은 {market}: {stack} {change}",
        market=names(record, "markets")[m], stack=names(record, "ecosystems")[e],
        change=numerals.points(float(change[e, m])),
    )  # fmt: skip
    measure = Words("Share of each market on each ecosystem" + _mean(record).en,
                    "각 시장의 생태계별 비중" + _mean(record).ko)  # fmt: skip
    return Figure(title, measure, panels, stack_key(record), height=8, wide=True)
