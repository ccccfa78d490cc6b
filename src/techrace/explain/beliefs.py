"""What one seat knows, and the games that it must think possible.

``knowledge`` is the only door: it takes what a view shows and leaves everything else behind. No
hidden array, no private array of another state, no drawn parameter and no seed passes it, so
that nothing computed from a ``Knowledge`` can give any of them away. ``believed`` then draws
what the seat does not know: others' technology by the spread of its estimates, what is hidden
and the parameters from where every game draws them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np

from techrace.arrays import Array
from techrace.chance import Chance
from techrace.orders import LEVERS, Orders
from techrace.parameters import Declared
from techrace.policy import BY_AXIS
from techrace.rules import budget, quality, valuation
from techrace.rules.constants import FIXED
from techrace.rules.turn import CONSTANTS_OF, choose, name_of, parameters
from techrace.setting import Setting
from techrace.simulate import begin, draw_parameters, settle
from techrace.state import QUANTITIES, Quantity, State
from techrace.view import View

CREDIT_SPREAD = 0.15
"""Standard deviation of what is thought of another government's political capital (assumed)."""
OWNERS = ("states", "holders")


@dataclass(frozen=True)
class Knowledge:
    """The game as one seat knows it; one game, worlds axis 1.

    Attributes:
        seat: Index of the state.
        state: Public facts, own facts, estimates of others; zero where the seat knows nothing.
        error: Standard error of every estimate, by quantity; zero for facts.
        last: The orders in force, with others' budgets as the world's standing orders say.
        setting: The public constants of the game.
    """

    seat: int
    state: State
    error: dict[str, Array]
    last: Orders
    setting: Setting


def knowledge(view: View) -> Knowledge:
    """Keep of a game what its viewer may know.

    Args:
        view: What the seat sees, of one game.
    """
    known: dict[str, Array] = {}
    error: dict[str, Array] = {}
    for q in QUANTITIES:
        if q.secret == "public":
            known[q.name] = getattr(view.state, q.name)
        elif q.secret == "noisy":
            known[q.name] = view.array(q.name)
            error[q.name] = _errors(q, view)
        else:
            known[q.name] = _own_part(q, view)
    last = _public_orders(view)
    return Knowledge(view.seat, view.state.evolve(**known), error, last, _public_setting(view.setting))


def _owners(q: Quantity, setting: Setting) -> Array:
    """Return whom each entry of a quantity is about, as a position; -1 for nobody's."""
    shape = tuple(len(setting.names[a]) for a in q.axes)
    states = len(setting.names["states"])
    for axis, name in enumerate(q.axes):
        if name in OWNERS:
            positions = np.arange(shape[axis], dtype=np.float64)
            positions[states:] = -1.0
            return np.broadcast_to(positions.reshape([-1 if a == axis else 1 for a in range(len(shape))]), shape)
    return np.full(shape, -1.0)


def _errors(q: Quantity, view: View) -> Array:
    owners = _owners(q, view.setting)
    error = np.zeros((*owners.shape, view.state.worlds))
    for owner in np.unique(owners):
        if owner != view.seat:
            error[owners == owner] = view._spread(view.state, int(owner))  # noqa: SLF001 - how well it sees is no secret
    return error


def _own_part(q: Quantity, view: View) -> Array:
    values: Array = getattr(view.state, q.name)
    mine = (_owners(q, view.setting) == view.seat) if q.secret == "private" else np.zeros(values.shape[:-1], dtype=bool)
    return np.where(mine[..., None], values, 0.0)


def _public_orders(view: View) -> Orders:
    """Return the orders in force as the seat knows them: how others split their budgets is their secret."""
    changes = {}
    for lever in LEVERS:
        if lever.tray == "invest":
            whole = getattr(view.last, lever.name)
            place = (slice(None),) * BY_AXIS[lever.name] + (view.seat,)
            values = np.array(np.broadcast_to(getattr(view.setting.standing, lever.name), whole.shape))
            values[place] = whole[place]
            changes[lever.name] = values
    return view.last.evolve(**changes)


def _names_of_parameters() -> dict[type, dict[str, Declared]]:
    by_class: dict[type, dict[str, Declared]] = {}
    declared = {d.name: d for d in parameters()}
    for rule in CONSTANTS_OF:
        cls = getattr(rule, "Parameters", None)
        if cls is not None:
            by_class[cls] = {f.name: declared[f"{name_of(rule)}.{f.name}"] for f in fields(cls)}
    return by_class


@lru_cache(maxsize=8)
def _public_setting(setting: Setting) -> Setting:
    """Forget what was drawn for a game: parameters and hazards stand as the world file or the rule declares them."""
    clean: dict[type, Any] = {}
    for cls, names in _names_of_parameters().items():
        chosen = setting.parameters[cls]
        drawn = {f: d for f, d in names.items() if isinstance(getattr(chosen, f), np.ndarray)}
        clean[cls] = replace(chosen, **{f: setting.world.parameters.get(d.name, d.default) for f, d in drawn.items()})
    first = setting.start.evolve(**{q.name: getattr(setting.start, q.name)[..., :1] for q in QUANTITIES})
    return settle(setting.evolve(parameters=clean, start=first, event_hazard=_usual_hazards(setting)))


def _usual_hazards(setting: Setting) -> Array:
    """Return the hazards of the world: a game's own are hidden from everybody."""
    hazards = setting.event_hazard[:, :1].copy()
    for i, (name, event) in enumerate(setting.world.events.items()):
        if not setting.world.dated(f"events.{name}.hazard"):
            hazards[i] = event.hazard
    return hazards


def possible_setting(public: Setting, luck: Chance) -> Setting:
    """Draw every uncertain parameter that nobody has fixed, one value a row."""
    values: dict[str, Any] = {}
    drawn = draw_parameters(luck.seed, luck.worlds)
    for cls, names in _names_of_parameters().items():
        for f, d in names.items():
            value = getattr(public.parameters[cls], f)
            free = value == d.default and d.name not in public.world.parameters
            values[d.name] = drawn.get(d.name, value) if free else value
    rows = luck.worlds.size
    wide = public.start.evolve(**{q.name: np.repeat(getattr(public.start, q.name), rows, axis=-1) for q in QUANTITIES})
    settled = settle(public.evolve(parameters=choose(values), start=wide))
    start = settled.start.evolve(**{q.name: _narrow(getattr(settled.start, q.name)) for q in QUANTITIES})
    return settled.evolve(start=start)


def _narrow(values: Array) -> Array:
    """Keep one column of what is the same in every row."""
    return values[..., :1] if (values == values[..., :1]).all() else values


def believed(known: Knowledge, setting: Setting, luck: Chance) -> State:
    """Draw games that look to the seat as this one does.

    Args:
        known: What the seat knows.
        setting: From ``possible_setting``.
        luck: The adviser's own luck, never the game's.

    Returns:
        A batch, one game a row of ``luck``.
    """
    rows = luck.worlds.size
    luck = luck.traits()
    names = setting.names
    arrays = {q.name: np.repeat(getattr(known.state, q.name), rows, axis=-1) for q in QUANTITIES}
    for q in QUANTITIES:
        if q.name in known.error:
            noise = known.error[q.name] * luck.normal(f"belief {q.name}", *(names[a] for a in q.axes))
            arrays[q.name] = _moved(arrays[q.name], noise, q)
    gifts = begin(setting, luck)
    for name in ("gift_frontier", "gift_platform", "gift_layer", "temper"):
        arrays[name] = getattr(gifts, name)
    arrays["fashion"] = np.clip(
        FIXED.fashion_sd * luck.normal("belief fashion", names["layers"], names["holders"]), -3.0, 3.0
    )
    arrays["excitation"] = _excitation(known.state, setting) * np.ones(rows)
    credit = np.clip(
        setting.start.political_capital + CREDIT_SPREAD * luck.normal("belief credit", names["states"]), 0.0, 1.0
    )
    credit[known.seat] = arrays["political_capital"][known.seat]
    arrays["political_capital"] = credit
    state = known.state.evolve(**arrays)
    vigour = state.vigour
    state = budget.apply(state, known.last, setting, luck).evolve(vigour=vigour)
    state = state.evolve(programme=quality.programme(state, known.last, setting))
    return state.evolve(valuation_gap=np.clip(valuation.gap(state, setting), -10.0, 10.0))


def _moved(values: Array, noise: Array, q: Quantity) -> Array:
    """Undo an error of estimate as large as it may be: fractions in log odds, others in logs."""
    if q.low == 0 and q.high == 1:
        odds = np.clip(values, 1e-6, 1.0 - 1e-6)
        drawn: Array = 1.0 / (1.0 + (1.0 - odds) / odds * np.exp(4.0 * noise))
    else:
        drawn = values * np.exp(-noise)
    return np.where(noise == 0.0, values, drawn)


def _excitation(state: State, setting: Setting) -> Array:
    """Return how much past shocks, which everybody has seen, raise the hazard of the next."""
    from techrace.rules import shocks

    return setting.of(shocks.Parameters).self_excitation * FIXED.shock_memory * np.minimum(state.news, 1.0)
