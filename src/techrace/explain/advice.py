"""Look ahead for one seat: what may come of a draft, beside keeping the present course.

Many games that look to the seat like this one are played on, each twice with the same luck:
once with the draft, once with the orders in force. What others do is an assumption, and has a
name: they ``repeat`` their orders, follow a ``doctrine``, or each plays the ``best`` of its
doctrines against the draft. The adviser has its own luck and only what ``Knowledge`` holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from techrace import memory
from techrace.arrays import Array
from techrace.axes import GOALS
from techrace.chance import Chance, chance
from techrace.errors import InputError, placed, unknown
from techrace.explain.beliefs import Knowledge, believed, possible_setting
from techrace.explain.changes import Change, changes_of, refuse_impossible, with_changes
from techrace.explain.counterfactual import QUANTILES
from techrace.explain.figure import SOURCES, Figure, Gauge, arrays_read, entries, side_by_side
from techrace.explain.replay import differs, reacted
from techrace.language import sentence
from techrace.orders import LEVERS, Orders
from techrace.policies import available, policy
from techrace.policy import BY_AXIS, Moves, Policy
from techrace.rules.turn import ORDER, name_of, steps, turn
from techrace.scoring import SPREAD_FLOOR, crossed
from techrace.setting import Setting
from techrace.simulate import MANY
from techrace.state import QUANTITIES, State
from techrace.view import View

Others = Literal["repeat", "doctrine", "best"]
"""What is assumed about the other states."""

OWN_LUCK = 0x5DEECE66DADB1CE
"""The adviser's seed: no game has it but by a chance of one in 2^64."""
TRIALS = 16  # games in which each doctrine of another state is tried
SAMPLE = 32  # games in which reasons are looked for
CHOKEPOINT, LOST = 0.4, 0.75  # share from which a layer is a chokepoint in hand; part of it below which it is lost
UNREST = 0.42  # unrest beyond which a government is in trouble, where the seat has drawn no line itself
COURSE, DRAFT = 0, 1


@dataclass(frozen=True)
class Line:
    """A red line: how likely it is crossed within the horizon, in percent of the games played on.

    Attributes:
        name: ``run``, ``unrest``, ``chokepoint`` or ``own`` (the seat's own red line).
        of: What it is about, such as the layer; empty for the state itself.
        course: Chance when the present course is kept, 0..1.
        draft: Chance with the draft.
    """

    name: str
    of: str
    course: float
    draft: float


@dataclass(frozen=True)
class Reason:
    """What a mechanism does to a goal if the draft is ordered: the mean paired difference."""

    rule: str
    goal: str
    size: float


@dataclass(frozen=True)
class Advice:
    """What may come of a draft.

    Attributes:
        seat: The state that asks.
        others: What is assumed about the others.
        policies: The policy that each other state follows; empty if they repeat their orders.
        turn: Turns played when it was asked.
        turns: Turns looked ahead.
        draws: Games drawn from what the seat knows; each was played with the draft and without.
        course: Quantiles (5, 25, 50, 75, 95 %) of the goals on the present course, shape (5, goals, turns + 1).
        draft: The same with the draft.
        difference: The same of the paired difference.
        better: Share of the games in which the draft ends higher, by goal.
        lines: Red lines and their chances.
        reasons: The largest reasons for the difference.
    """

    seat: str
    others: Others
    policies: Mapping[str, str]
    turn: int
    turns: int
    draws: int
    course: Array
    draft: Array
    difference: Array
    better: Array
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]


def advise(
    known: Knowledge,
    draft: Mapping[str, Any],
    *,
    others: Others = "repeat",
    doctrines: Mapping[str, str] | None = None,
    turns: int = 12,
    rollouts: int = 1000,
    reasons: int = 2,
) -> Advice:
    """Play on from what a seat knows, with a draft and without.

    Args:
        known: What the seat knows: ``knowledge(view)``.
        draft: Its orders in order notation; all others of its orders stay in force.
        others: What is assumed about the other states.
        doctrines: Policies that other states are assumed to follow, by state; the rest follow the world's default
            for them, or else the first doctrine that is written for them.
        turns: Turns to look ahead.
        rollouts: Games to play, in pairs.
        reasons: How many reasons to name.

    Returns:
        Fans of the goals, chances of red lines and the largest reasons. The same knowledge gives the same advice.

    Raises:
        InputError: The draft is misspelt or impossible, or an assumption is unknown.
    """
    public = known.setting
    me = public.names["states"][known.seat]
    if others not in get_args(Others):
        raise InputError(placed("others", unknown("assumption", str(others), get_args(Others))))
    if turns < 1 or rollouts < 2:
        message = f"turns {turns} and rollouts {rollouts}: at least 1 turn and 2 rollouts are needed"
        raise InputError(message)
    changes = changes_of({me: draft}, public) if draft else []
    refuse_impossible(changes, known.last, known.state, public)
    if rollouts >= MANY:
        memory.keep()
    luck = chance(OWN_LUCK, rollouts // 2)
    setting = possible_setting(public, luck)
    games = believed(known, setting, luck)
    acting = _assumed(known, others, doctrines or {}, games, setting, luck, changes, turns)
    played = _play_on(known, setting, games, luck, changes, acting, turns)
    return _summary(known, others, acting, played, turns, reasons)


@dataclass(frozen=True)
class _Played:
    """The goals, lines and causes of both arms."""

    goals: Array  # goals, turns + 1, arms, draws
    causes: Array  # goals, rules: mean paired difference
    lines: tuple[Line, ...]


def _assumed(
    known: Knowledge,
    others: Others,
    doctrines: Mapping[str, str],
    games: State,
    setting: Setting,
    luck: Chance,
    changes: Sequence[Change],
    turns: int,
) -> dict[int, Policy]:
    """Return the policy of every other state, by position; none if they repeat their orders."""
    states = setting.names["states"]
    for state in doctrines:
        if state not in states:
            raise InputError(placed("doctrines", unknown("state", state, states)))
        if states.index(state) == known.seat:
            raise InputError(placed("doctrines", sentence("error-own-doctrine", state=state)))
    if others == "repeat" and not doctrines:
        return {}
    named = {states.index(s): policy(spec, known.setting, states.index(s)) for s, spec in doctrines.items()}
    if others == "repeat":
        return named
    mine = {
        seat: _doctrines_of(seat, known.setting)
        for seat in range(len(states))
        if seat != known.seat and seat not in named
    }
    if others == "best":
        return named | _best(known, mine, games, setting, luck, changes, turns)
    return named | {seat: choice[0] for seat, choice in mine.items() if choice}


def _doctrines_of(seat: int, setting: Setting) -> list[Policy]:
    """List what a state may be assumed to follow: the world's default for it first, then doctrines written for it."""
    state = setting.names["states"][seat]
    names = [setting.world.policies[state]] if state in setting.world.policies else []
    names += [x.id for x in available(setting) if x.seat == state and x.id not in names]
    return [policy(name, setting, seat) for name in names]


def _best(
    known: Knowledge,
    choices: Mapping[int, Sequence[Policy]],
    games: State,
    setting: Setting,
    luck: Chance,
    changes: Sequence[Change],
    turns: int,
) -> dict[int, Policy]:
    """Let every other state choose the doctrine that serves its own goals best against the draft; the rest repeat."""
    tried = [(seat, choice) for seat, some in choices.items() for choice in some]
    if not tried:
        return {}
    draws = min(TRIALS, games.worlds)
    columns = np.tile(np.arange(draws), len(tried))
    batch, here = games.take(columns), some_worlds(setting, columns, games.worlds)
    luck = Chance(luck.seed, luck.worlds[columns], games.turn)
    last = base = with_changes(known.last, changes, here.standing)
    before = [batch.take(slice(k * draws, (k + 1) * draws)) for k in range(len(tried))]
    for _ in range(turns):
        now, wide = luck.at(batch.turn), dict[str, Array]()
        for k, (seat, choice) in enumerate(tried):
            rows = slice(k * draws, (k + 1) * draws)
            state = batch.take(rows)
            here_luck = Chance(now.seed, now.worlds[rows], now.turn)
            view = View(seat, state, before[k], last.take(rows), here, here_luck)
            _put(wide, choice.decide(view, here_luck), base, here.standing, seat, rows, columns.size)
            before[k] = state
        orders = base.evolve(**wide)
        batch, last = turn(batch, orders, here, now), orders
    goals = Gauge([f for g in GOALS for f in entries(g, here)], here).read(batch)[0]
    goals = goals.reshape(len(GOALS), -1, len(tried), draws).mean(axis=-1)
    worth = (here.goals[:, :, 0, None] * goals / SPREAD_FLOOR[:, None, None]).sum(axis=0)  # states, tried
    chosen: dict[int, Policy] = {}
    for seat in choices:
        mine = [k for k, (s, _) in enumerate(tried) if s == seat]
        if mine:
            best = tried[max(mine, key=lambda k: float(worth[seat, k]))][1]
            chosen[seat] = policy(best.name, known.setting, seat)  # anew: it shall not remember what was tried
    return chosen


def _put(
    wide: dict[str, Array], moves: Moves, base: Orders, standing: Orders, seat: int, rows: slice, width: int
) -> None:
    """Write what a policy decides for some rows of a batch into wide orders; what it leaves out is standing."""
    for lever in LEVERS:
        place = (slice(None),) * BY_AXIS[lever.name] + (seat,)
        usual, row = getattr(base, lever.name), moves.get(lever.name, getattr(standing, lever.name)[place])
        if lever.name not in wide:
            if not differs(usual[place], row):
                continue
            wide[lever.name] = np.array(np.broadcast_to(usual, (*usual.shape[:-1], width)))
        wide[lever.name][(*place, ..., rows)] = row


def some_worlds(setting: Setting, columns: NDArray[Any], worlds: int) -> Setting:
    """Take the drawn parameters of some worlds."""
    from dataclasses import fields, replace

    def some(value: Any) -> Any:
        return (
            value.take(columns, axis=-1)  # unlike an index, leaves the worlds together in memory
            if isinstance(value, np.ndarray) and value.shape[-1:] == (worlds,) and worlds > 1
            else value
        )

    chosen = {
        cls: replace(p, **{f.name: some(getattr(p, f.name)) for f in fields(p)})
        for cls, p in setting.parameters.items()
    }
    start = setting.start.evolve(**{q.name: some(getattr(setting.start, q.name)) for q in QUANTITIES})
    return setting.evolve(parameters=chosen, start=start)


def _play_on(
    known: Knowledge,
    setting: Setting,
    games: State,
    luck: Chance,
    changes: Sequence[Change],
    acting: Mapping[int, Policy],
    turns: int,
) -> _Played:
    """Play both arms of every game side by side: the present course, then the draft."""
    draws = games.worlds
    both = np.tile(np.arange(draws), 2)
    here = some_worlds(setting, both, draws)
    now = luck.at(games.turn).beside(2)
    state = before = games.take(both)
    rows = np.repeat([False, True], draws)
    seat = known.seat
    own = [f for goal in GOALS for f in entries(goal, here) if f.index == (seat,)]
    gauge = Gauge(own, here)
    goals = [gauge.read(state)[0]]
    causes = _Causes(own, setting, draws, state)
    watch = _Watch(known, state, here)
    last = known.last
    for _ in range(turns):
        now = now.at(state.turn)
        orders = known.last
        if acting:
            decided: list[Any] = [None] * len(here.names["states"])
            for other, chosen in acting.items():
                decided[other] = dict(chosen.decide(View(other, state, before, last, here, now), now))
            orders = reacted(orders, decided, here.standing)
        orders = with_changes(orders, changes, here.standing, rows)
        before = state
        left = [after for _, after in steps(state, orders, here, now)]
        causes.note(before, left)
        state, last = left[-1].evolve(turn=before.turn + 1), orders
        goals.append(gauge.read(state)[0])
        watch.look(state)
    path = np.stack(goals, axis=1).reshape(len(GOALS), turns + 1, 2, draws)
    return _Played(path, causes.found, watch.lines())


class _Causes:
    """Adds up what every rule does to the difference between the arms, in some of the games.

    For every goal, the states that rules of a turn left otherwise than they found them are put side by side, and
    the goal worked out once for all of them.
    """

    def __init__(self, figures: Sequence[Figure], setting: Setting, draws: int, start: State) -> None:
        self.some = min(SAMPLE, draws)
        self.draws = draws
        self.columns = np.concatenate([np.arange(self.some), draws + np.arange(self.some)])
        self.reads = {f: arrays_read(SOURCES[f.name].of, start, setting) for f in figures}
        self.found = np.zeros((len(self.reads), len(ORDER)))
        self.setting = setting
        self._wide: dict[int, Setting] = {}

    def note(self, start: State, left: Sequence[State]) -> None:
        """Look at the states that the rules of a turn left, one after the other."""
        for found, (figure, reads) in zip(self.found, self.reads.items(), strict=True):
            before = (start, *left[:-1])
            moved = [
                rule
                for rule, (old, new) in enumerate(zip(before, left, strict=True))
                if any(getattr(old, x) is not getattr(new, x) for x in reads)
            ]
            shown = side_by_side([start, *(left[rule] for rule in moved)], self.columns, reads)
            values = SOURCES[figure.name].of(shown, self._setting(len(moved) + 1))[figure.index]
            arms = values.reshape(-1, 2, self.some).mean(axis=-1)
            found[moved] += np.diff(arms[:, DRAFT] - arms[:, COURSE])

    def _setting(self, states: int) -> Setting:
        """Return the setting of so many states side by side."""
        if states not in self._wide:
            self._wide[states] = some_worlds(self.setting, np.tile(self.columns % self.draws, states), self.draws)
        return self._wide[states]


class _Watch:
    """Notes which red lines of the seat were crossed in which game."""

    def __init__(self, known: Knowledge, start: State, setting: Setting) -> None:
        self.seat, self.setting = known.seat, setting
        self.start = start
        held = known.state.layer_share[:, known.seat, 0]
        self.layers = [int(i) for i in np.flatnonzero(held >= CHOKEPOINT)]
        self.floor = LOST * held
        spec = list(setting.world.states.values())[known.seat].red_line
        self.own = spec is not None
        self.crossed: dict[tuple[str, str], Any] = {}

    def look(self, state: State) -> None:
        """Read the state after a turn."""
        seat, names = self.seat, self.setting.names["layers"]
        self._note("run", "", state.crashes[seat] > self.start.crashes[seat])
        self._note("unrest", "", state.unrest[seat] > UNREST)
        for layer in self.layers:
            self._note("chokepoint", names[layer], state.layer_share[layer, seat] < self.floor[layer])
        if self.own:
            shown = {q.name: getattr(state, q.name)[None] for q in QUANTITIES if q.headline}
            self._note("own", "", crossed(shown, self.setting)[0, seat])

    def _note(self, name: str, of: str, now: Any) -> None:
        known = self.crossed.get((name, of))
        self.crossed[name, of] = now if known is None else known | now

    def lines(self) -> tuple[Line, ...]:
        """Return the chances of all lines."""
        found = []
        for (name, of), hit in self.crossed.items():
            course, draft = (float(half.mean()) for half in hit.reshape(2, -1))
            found.append(Line(name, of, course, draft))
        return tuple(found)


def _summary(
    known: Knowledge, others: Others, acting: Mapping[int, Policy], played: _Played, turns: int, most: int
) -> Advice:
    states = known.setting.names["states"]
    course, draft = played.goals[:, :, COURSE], played.goals[:, :, DRAFT]
    gain = draft[:, -1] - course[:, -1]
    fans = [np.quantile(arm, QUANTILES, axis=-1) for arm in (course, draft, draft - course)]
    weight = known.setting.goals[:, known.seat, 0] / SPREAD_FLOOR
    worth = np.abs(weight[:, None] * played.causes)
    order = np.argsort(-worth, axis=None, kind="stable")
    reasons = []
    for i in order[:most]:
        goal, rule = np.unravel_index(int(i), worth.shape)
        if worth[goal, rule] > 0:
            reasons.append(Reason(name_of(ORDER[rule]), GOALS[goal], float(played.causes[goal, rule])))
    return Advice(
        seat=states[known.seat],
        others=others,
        policies={states[seat]: chosen.name for seat, chosen in sorted(acting.items())},
        turn=known.state.turn,
        turns=turns,
        draws=gain.shape[1],
        course=fans[0],
        draft=fans[1],
        difference=fans[2],
        better=(gain > 0).mean(axis=1) + 0.5 * (gain == 0).mean(axis=1),
        lines=played.lines,
        reasons=tuple(reasons),
    )
