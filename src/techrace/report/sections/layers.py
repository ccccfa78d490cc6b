"""Chokepoints: who holds each layer, and how the shares moved."""

from __future__ import annotations

import numpy as np

from techrace.record import Record
from techrace.report import charts, numerals
from techrace.report.figures import by_state, holder_colours, shares
from techrace.report.names import REST, code, name, names, seat_key, swatch
from techrace.report.parts import Figure, Key, Section
from techrace.report.samples import average, many, middle, typically
from techrace.report.words import Words, say


def section(record: Record) -> Section:
    """Show the layers at the end against the start, over time, and who is cut off."""
    world = record.setting.world
    layers, holders = record.setting.names["layers"], record.setting.names["holders"]
    paths = average(record.headlines["layer_share"])  # turns + 1, layers, holders
    change = paths[-1] - paths[0]
    lost, who = np.unravel_index(int(np.argmin(change)), change.shape)
    layer_names, holder_names = names(record, "layers"), names(record, "holders")
    title = say(
        "{who} loses most: {change} of {layer}",
        "{who:이/가} 가장 많이 잃습니다: {layer} {change}",
        who=holder_names[who], layer=layer_names[lost], change=numerals.points(float(change[lost, who])),
    )  # fmt: skip
    key = (*seat_key(record), Key(swatch("ctl"), REST))
    mean = Words(", mean of the worlds", ", 세계들의 평균") if many(record) else Words("", "")
    colours = holder_colours(record, "holders")
    order = np.argsort(-(paths[-1] ** 2).sum(axis=1), kind="stable")
    posts = [float(paths[0, i, paths[-1, i].argmax()]) for i in order]
    bars = charts.whole_bars(
        [layer_names[i] for i in order],
        [
            charts.Holder(n, paths[-1, order, h], colours[h], code(world, holders[h]))
            for h, n in enumerate(holder_names)
        ],
        posts,
    )
    top = order[0]
    held = int(paths[-1, top].argmax())
    small = tuple(
        shares(record, "holders", record.headlines["layer_share"][:, i], colours, caption=layer_names[i])
        for i in range(len(layers))
    )
    changed = int(np.sum(paths[0].argmax(axis=1) != paths[-1].argmax(axis=1)))
    return Section(
        "layers",
        Words("Chokepoints", "병목"),
        typically(record, title),
        None,
        (
            Figure(
                say("{layer} stays the narrowest: {who} holds {share}", "가장 좁은 병목은 {layer}: {who} {share}",
                    layer=layer_names[top], who=holder_names[held], share=numerals.share(float(paths[-1, top, held]))),
                Words("Market share by holder at the end, most concentrated first; the triangle marks what "
                      "the largest holder had at the start" + mean.en,
                      "마지막 시점의 보유국별 점유율, 집중도 순. 삼각형은 최대 보유국의 시작 때 점유율" + mean.ko),
                (bars,), key, height=2 + 2.6 * len(layers),
                note=Words("Quantity: layer_share.", "변수: layer_share."),
            ),
            _cut_off(record),
            Figure(
                _layers_title(changed, len(layers)),
                Words("Market share of every layer by holder" + mean.en, "층별 보유국 점유율" + mean.ko),
                small, key, height=8, wide=True,
                note=Words("Quantity: layer_share.", "변수: layer_share."),
            ),
        ),
    )  # fmt: skip


def _layers_title(changed: int, layers: int) -> Words:
    if changed == 0:
        return Words("No layer changes its largest holder", "최대 보유국이 바뀐 층은 없습니다")
    return say(
        "{n} of {all} layers have a new largest holder",
        "{all}개 층 가운데 {n}개에서 최대 보유국이 바뀝니다",
        n=changed, all=layers,
    )  # fmt: skip


def _cut_off(record: Record) -> Figure:
    """Show what controls leave to each state of the whole chain."""
    access = record.headlines["chip_access"]
    end = middle(access[-1])
    worst = int(np.argmin(end))
    title = say(
        "{who} is cut off most: {level} of 100",
        "가장 많이 끊긴 곳은 {who}: 100 가운데 {level}",
        who=name(record.setting.world, "states", record.setting.names["states"][worst]),
        level=numerals.index(float(end[worst])),
    )
    if end[worst] > 0.995:
        title = Words("Nobody is cut off from the chain of chips", "반도체 공급망에서 끊긴 나라는 없습니다")
    measure = Words("Access to the whole chain of layers, 100 is unhindered", "전체 공급망 접근도, 100은 제한 없음")
    return by_state(
        record,
        access,
        "index",
        typically(record, title, "median"),
        measure,
        note=Words("Quantity: chip_access.", "변수: chip_access."),
    )
