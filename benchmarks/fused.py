# ruff: noqa: ANN001, ANN201, C901, D103, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel takes bare arrays, and is long
"""Would a compiled loop be faster? Three of the hottest rules by hand in Numba, beside ours in NumPy.

Each kernel is one scalar loop over worlds that fuses a whole rule, its luck included, without any array in
between: what a compiler could do at best. It gets its arrays worlds first, which suits it as worlds last suits
NumPy. Both play the same worlds in the same run; the largest difference between their results is printed, and
more than 1e-12 is an error.

Run: ``python benchmarks/fused.py`` (needs Numba: ``pip install numba``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))  # also without an installation

from techrace.chance import Chance, _offsets, chance
from techrace.feasibility import project
from techrace.orders import LINES, Orders
from techrace.policies import policy
from techrace.policy import combine
from techrace.rules import denial, fund, layers, platforms, renewal
from techrace.rules.constants import FIXED
from techrace.rules.turn import ORDER, name_of, turn
from techrace.setting import Setting
from techrace.simulate import begin, decide, prepare
from techrace.state import State
from techrace.world.loading import load

try:
    from numba import njit
except ImportError:
    print("Left out: Numba is not installed; pip install numba brings it (only this benchmark uses it).")
    sys.exit()

BATCHES, ROUNDS = (1, 64, 1024), 9
TOLERANCE = 1e-12
RESHORING, LINE = LINES.index("reshoring"), LINES.index("platform")

fast = njit(error_model="numpy", fastmath=False)


class Game(NamedTuple):
    """A batch of games in mid-play, with orders on the table."""

    state: State
    orders: Orders
    setting: Setting
    luck: Chance


# ---------------------------------------------------------------- the luck of techrace.chance, in scalars


@fast
def noise(key, offset):
    """Draw what ``Chance.noise`` draws: SplitMix64 of a world's key and an entry's offset."""
    bits = key + offset
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    bits = bits ^ (bits >> np.uint64(31))
    return ((float(bits >> np.uint64(11)) + 0.5) * 2.0**-53 - 0.5) * sqrt(12.0)


@fast
def power(value, exponent):
    """Raise as ``techrace.arrays.power`` does."""
    return np.exp(exponent * np.log(max(value, 1e-12)))


@fast
def blank(first, second, worlds):
    """Return zeros, the numbers of a world side by side in memory."""
    return np.zeros((worlds, first, second)).transpose((1, 2, 0))


# ---------------------------------------------------------------- denial


@fast
def fused_denial(
    order, detente, membership, duty, alignment, gdp, share, quality, scarcity,
    leaders, enforcement, bloc, controllability, demand, weight, leak, chain, relief, follows,
):  # fmt: skip
    n, layers, worlds = order.shape[0], order.shape[2], detente.shape[-1]
    camps, markets = leaders.size, gdp.shape[0]
    step = 1 if order.shape[-1] > 1 else 0
    control = np.zeros((worlds, n, n, layers)).transpose((1, 2, 3, 0))
    embargo, chip_access = blank(n, n, worlds), np.zeros((n, worlds))
    lost, denied, left = blank(layers, n, worlds), blank(layers, n, worlds), blank(layers, n, worlds)
    for w in range(worlds):
        rest = np.zeros((n, layers))
        own = np.zeros((n, n, layers))
        for by in range(n):
            for target in range(n):
                if by != target:
                    for i in range(layers):
                        own[by, target, i] = order[by, target, i, w * step] * (1.0 - relief * detente[by, target, w])
                        control[by, target, i, w] = own[by, target, i]
        for camp in range(camps):
            leader, there, abroad = leaders[camp], 0.0, 0.0
            for market in range(n, markets):
                there += gdp[market, w]
                abroad += alignment[camp, market, w] * gdp[market, w]
            abroad = abroad / there if there > 0 else 0.0
            for target in range(n):
                spared = 1.0 - membership[camp, target, w]
                for i in range(layers):
                    said = own[leader, target, i]
                    if said == 0.0:
                        continue
                    asked = said * bloc[camp, i, 0] * spared
                    for by in range(n):
                        if by != target:
                            depth = membership[camp, by, w] * duty[camp, w] * enforcement[camp, 0]
                            control[by, target, i, w] = max(control[by, target, i, w], depth * asked)
                    rest[target, i] = max(rest[target, i], follows * abroad * said)
        for target in range(n):
            links = 0.0
            for i in range(layers):
                supply, best = share[i, n, w] * rest[target, i], quality[i, n, w]
                for by in range(n):
                    best = max(best, quality[i, by, w])
                    closed = control[by, target, i, w]
                    if closed == 0.0:
                        continue
                    supply += share[i, by, w] * closed
                    lost[i, by, w] += demand[i, target, 0] * closed
                    embargo[by, target, w] = max(embargo[by, target, w], closed)
                denied[i, target, w] = controllability[i, 0] * (1.0 - leak) * supply
                helpless = 1.0 - quality[i, target, w] / best
                kept = max((1.0 - denied[i, target, w] * helpless) * (1.0 - scarcity[i, w]), 1e-6)
                left[i, target, w] = kept
                links += weight[i, 0] * np.log(kept)
            chip_access[target, w] = np.exp(chain * links)
        for i in range(layers):
            for by in range(n):
                lost[i, by, w] = min(lost[i, by, w], 1.0)
    return control, embargo, lost, denied, left, chip_access


def run_denial(game: Game) -> dict[str, Any]:
    """Play the fused rule of denial."""
    s, o, c, _ = game
    p = c.of(denial.Parameters)
    values = fused_denial(
        o.control, s.detente, s.membership, s.duty, s.alignment, s.gdp, s.layer_share, s.quality, s.scarcity,
        np.argmax(c.leads[:, :, 0], axis=1), c.enforcement, c.bloc_layers, c.controllability, c.layer_demand, c.weight,
        p.leak, p.chain, p.relief, FIXED.rest_follows,
    )  # fmt: skip
    return dict(zip(("control", "embargo", "lost_customers", "denial", "access", "chip_access"), values, strict=True))


# ---------------------------------------------------------------- layers


@fast
def fused_layers(
    keys, offsets, old_fashion, access, wage, experience, effort, reshoring, overcapacity, floor, quality, programme,
    share, tariff, control, labour, footprint, capital, patience, incentive, norm, needs, flow, quality_weight,
    commodity, parent, home_preference, demand, controllability, life, demand_growth, rest_wage, renews, chain, leak,
    from_parent, fund_price, fixed, dt,
):  # fmt: skip
    pace, price, weight_quality, wright, patient, home = renews
    (
        memory,
        fashion_sd,
        spillover,
        subsidy,
        homing,
        entry,
        incumbency,
        leaves,
        least,
        parent_quality,
        fastest,
        empties,
    ) = fixed
    layers, holders, worlds = share.shape
    n = holders - 1
    by_focus = 1 if reshoring.shape[-1] > 1 else 0
    by_tariff = 1 if tariff.shape[-1] > 1 else 0
    new_share, new_experience = blank(layers, holders, worlds), blank(layers, holders, worlds)
    fashion = blank(layers, holders, worlds)
    any_flow = np.any(flow != 0.0)
    for w in range(worlds):
        log_access = np.zeros((layers, n))
        for i in range(layers):
            for s in range(n):
                log_access[i, s] = np.log(access[i, s, w])
        log_wage = np.full(holders, np.log(rest_wage))
        for s in range(n):
            log_wage[s] = np.log(wage[s, w])
        for i in range(layers):
            odds, won, supplied = np.zeros(holders), np.zeros(holders), np.ones(holders)
            at_home = np.exp(home * home_preference[i, 0])
            glut, highest = 0.0, -np.inf
            for s in range(n):
                glut += share[i, s, w] * overcapacity[i, s, w]
            for h in range(holders):
                luck = noise(keys[w], offsets[i * holders + h]) * (fashion_sd * sqrt(1.0 - memory * memory))
                passing = min(max(memory * old_fashion[i, h, w] + luck, -3.0), 3.0)
                fashion[i, h, w] = passing
                cost = -wright * np.log((1.0 - spillover) * experience[i, h, w] + spillover)
                cost += labour[i, 0] * (1.0 - footprint[i, h, 0]) * log_wage[h]
                cost -= capital[i, 0] * patient * patience[i, h, 0] + subsidy * incentive[i, h, 0]
                good = np.log(max(quality[i, h, w], 1e-3))
                if h < n:
                    coming = effort[h, w] * reshoring[i, h, w * by_focus] / norm[i, 0]
                    cost -= homing * (coming / (coming + 1.0)) + fund_price * min(overcapacity[i, h, w], 1.5)
                    cost += floor[i, h, w]
                    chained, flows = 0.0, 0.0
                    for j in range(layers):
                        chained += needs[i, j, 0] * log_access[j, h]
                        flows += flow[i, j, 0] * log_access[j, h]
                    good += chain * chained
                    supplied[h] = np.exp(flows)
                present = share[i, h, w]
                if parent[i] >= 0:
                    steep = min(max(12.0 * (quality[i, h, w] - parent_quality), -40.0), 40.0)
                    present = max(present, from_parent / (1.0 + np.exp(-steep)) * share[parent[i], h, w])
                appeal = good * weight_quality * quality_weight[i, 0] - price * commodity[i, 0] * cost
                appeal += incumbency * np.log(entry * programme[i, h, w] + present + 1e-4)
                appeal -= leaves * commodity[i, 0] * (1.0 - patience[i, h, 0]) * glut
                odds[h] = appeal + passing
                highest = max(highest, odds[h])
            for h in range(holders):
                odds[h] = np.exp(odds[h] - highest)
            bite = controllability[i, 0] * (1.0 - leak)
            favour = np.ones(holders)
            for buyer in range(holders):
                mass = 0.0
                for seller in range(holders):
                    factor = 1.0
                    if buyer < n and seller == buyer:
                        factor = at_home
                    elif buyer < n and seller < n:
                        factor /= 1.0 + price * commodity[i, 0] * tariff[buyer, seller, w * by_tariff]
                        factor *= max(1.0 - control[seller, buyer, i, w] * bite, least)
                    favour[seller] = factor * odds[seller]
                    mass += favour[seller]
                for seller in range(holders):
                    won[seller] += demand[i, buyer, 0] / mass * favour[seller]
            rate = min(pace * (1.0 / life[i, 0] + demand_growth[i, 0]), fastest)
            forget = min(1.0 / life[i, 0] + demand_growth[i, 0], fastest)
            gone, takers, whole = 0.0, 0.0, 0.0
            for h in range(holders):
                value = share[i, h, w] + dt * rate * (won[h] - share[i, h, w])
                new_experience[i, h, w] = experience[i, h, w] + dt * forget * (value - experience[i, h, w])
                lost = value * min(0.9, dt * empties * (1.0 - supplied[h])) if any_flow else 0.0
                gone += lost
                takers += won[h] * supplied[h] + 1e-9
                new_share[i, h, w] = value - lost
            for h in range(holders):
                if any_flow:
                    new_share[i, h, w] += (won[h] * supplied[h] + 1e-9) / takers * gone
                whole += new_share[i, h, w]
            for h in range(holders):
                new_share[i, h, w] /= whole
    return new_share, new_experience, fashion


def run_layers(game: Game) -> dict[str, Any]:
    """Play the fused rule of layers."""
    s, o, c, luck = game
    r, f = c.of(renewal.Parameters), FIXED
    values = fused_layers(
        luck._keys(), _offsets("layers", (c.names["layers"], c.names["holders"])),  # noqa: SLF001 - draws itself
        s.fashion, s.access, s.wage, s.experience, s.effort[RESHORING], o.reshoring_focus, s.overcapacity,
        s.price_floor, s.quality, s.programme, s.layer_share, o.tariff, s.control, c.labour, c.footprint,
        c.capital_cost, c.owner_patience, c.incentive, c.norm, c.needs, c.flow_needs, c.quality_weight, c.commodity,
        np.array(c.parent), c.home_preference, c.layer_demand, c.controllability, c.life, c.demand_growth,
        float(c.rest_wage[0]), (r.pace, r.price, r.quality, r.experience, r.patience, r.home),
        c.of(denial.Parameters).chain, c.of(denial.Parameters).leak, c.of(layers.Parameters).parent,
        c.of(fund.Parameters).price,
        (f.fashion_memory, f.fashion_sd, f.spillover, f.subsidy_price, f.reshoring_price, f.entry, f.incumbency, f.exit,
         f.smallest_block, f.parent_quality, f.fastest, f.denial_flow),
        c.dt,
    )  # fmt: skip
    return dict(zip(("layer_share", "experience", "fashion"), values, strict=True))


# ---------------------------------------------------------------- platforms


@fast
def fused_platforms(
    keys, offsets, level, ecosystem_share, gdp, effort, focus, manufacturing, start, frontier, chip_access, vigour,
    unrest, agi, label, gift, openness, owns, industrial, tied, arms_sector, parameters, fixed, dt,
):  # fmt: skip
    pace, chips, imitation, throttle, arms, procurement = parameters
    base_ceiling, base_slope, reach_slope, effort_slope, hollowing, exponent, boost, sd = fixed
    sectors, n, worlds = level.shape
    ecosystems, markets = ecosystem_share.shape[0], gdp.shape[0]
    by_focus = 1 if focus.shape[-1] > 1 else 0
    after, gain = blank(sectors, n, worlds), blank(sectors, n, worlds)
    for w in range(worlds):
        world_gdp, open_mean = 0.0, 0.0
        for m in range(markets):
            world_gdp += gdp[m, w]
        reached = np.zeros(ecosystems)
        for e in range(ecosystems):
            for m in range(markets):
                reached[e] += ecosystem_share[e, m, w] * (gdp[m, w] / world_gdp)
        best = np.zeros(sectors)
        for s in range(n):
            open_mean += openness[s, w] / n
            for k in range(sectors):
                best[k] = max(best[k], level[k, s, w])
        for s in range(n):
            owned, count, own_market, seats = 0.0, 0.0, 0.0, 0.0
            for e in range(ecosystems):
                owned += owns[e, s, 0] * reached[e]
                count += owns[e, s, 0]
                homeless = 1.0
                for other in range(n):
                    homeless -= owns[e, other, 0]
                own_market += ecosystem_share[e, s, w] * homeless
                seats += ecosystem_share[e, s, w] * reached[e]
            outside = own_market * (gdp[s, w] / world_gdp) + 0.1 * seats
            market = min(max(owned + (1.0 - min(count, 1.0)) * outside, 0.0), 1.0)
            kept = power(manufacturing[s, w] / start[s, 0], hollowing)
            common = power(frontier[s, w], exponent) * power(chip_access[s, w], chips) * (0.7 + 0.6 * market)
            common *= vigour[s, w] * (1.0 - 0.35 * unrest[s, w]) * (1.0 + boost * agi[s, w])
            for k in range(sectors):
                now, effect = level[k, s, w], 3.0 * effort[s, w] * focus[k, s, w * by_focus]
                effect = effect / (effect + 0.25)
                ceiling = base_ceiling + base_slope * industrial[k, s, 0] + reach_slope * sqrt(market)
                ceiling = min(max(ceiling + effort_slope * (effect - 0.42), 0.1), 0.99)
                base = industrial[k, s, 0] * (kept if tied[k, 0] > 0 else 1.0)
                gate = (1.0 - throttle * label[s, w]) * (1.0 + procurement * label[s, w] * (1.0 - now))
                if arms_sector[k, 0] > 0:
                    gate = 1.0 + arms * label[s, w]
                advance = common * gate * (0.35 + base) * (0.5 + effect) * gift[k, s, w]
                growth = pace * now * max(1.0 - now / ceiling, -1.0) * advance
                learned = imitation * open_mean * max(best[k] - now, 0.0)
                luck = sd * sqrt(dt) * noise(keys[w], offsets[k * n + s])
                then = min(max(now + dt * (growth + learned) + luck * now * (1.0 - now), 1e-3), 0.999)
                after[k, s, w] = then
                gain[k, s, w] = then - now
    return after, gain


def run_platforms(game: Game) -> dict[str, Any]:
    """Play the fused rule of platforms."""
    s, o, c, luck = game
    p, f = c.of(platforms.Parameters), FIXED
    values = fused_platforms(
        luck._keys(), _offsets("platforms", (c.names["sectors"], c.names["states"])),  # noqa: SLF001 - draws itself
        s.platform, s.ecosystem_share, s.gdp, s.effort[LINE], o.sector_focus, s.manufacturing, c.start.manufacturing,
        s.frontier, s.chip_access, s.vigour, s.unrest, s.agi, s.securitised, s.gift_platform, s.openness, c.owns,
        c.industrial_base, c.tied, c.defence_sector,
        (p.pace, p.chips, p.imitation, p.throttle, p.arms, p.procurement),
        (f.ceiling, f.ceiling_base, f.ceiling_reach, f.ceiling_effort, f.hollowing, f.platform_frontier, f.agi_boost,
         f.platform_noise),
        c.dt,
    )  # fmt: skip
    return dict(zip(("platform", "platform_gain"), values, strict=True))


# ---------------------------------------------------------------- side by side


def mid_game(worlds: int, turns: int = 6) -> Game:
    """Play some turns in which everybody is a hawk: the most work that controls and tariffs make."""
    setting = prepare(load("2025"))
    seats = [policy("hawk", setting, seat) for seat in range(len(setting.names["states"]))]
    luck = chance(7, worlds)
    state = before = begin(setting, luck)
    last = setting.standing
    for t in range(turns + 1):
        orders = combine(setting.standing, decide(seats, state, before, last, setting, luck.at(t)))
        if t < turns:
            before, state, last = state, turn(state, orders, setting, luck.at(t)), orders
    return Game(state, project(orders, state, setting), setting, luck.at(turns))


def worlds_first(game: Game) -> Game:
    """Lay the numbers of each world side by side in memory, as a loop over worlds likes them best."""

    def laid(record: Any) -> Any:
        arrays = {name: values for name, values in vars(record).items() if isinstance(values, np.ndarray)}
        return record.evolve(**{name: np.moveaxis(np.moveaxis(x, -1, 0).copy(), 0, -1) for name, x in arrays.items()})

    return game._replace(state=laid(game.state), orders=laid(game.orders))


def at_rule(game: Game, module: Any) -> Game:
    """Play the turn up to a rule."""
    state = game.state
    for rule in ORDER:
        if rule is module:
            break
        state = rule.apply(state, *game[1:])
    return game._replace(state=state)


def seconds(call: Callable[[], Any], worlds: int) -> float:
    """Return the time of a call: the best of some rounds."""
    repeat = max(3, 2000 // worlds)
    rounds = []
    for _ in range(ROUNDS):
        begin_at = perf_counter()
        for _ in range(repeat):
            call()
        rounds.append((perf_counter() - begin_at) / repeat)
    return min(rounds)


def line(name: str, worlds: int, ours: float, theirs: float) -> str:
    """Write one line of the table."""
    return f"{name:10s}{worlds:8,d}{ours / worlds * 1e6:10.2f}{theirs / worlds * 1e6:10.2f}{ours / theirs:13.2f}"


def main() -> None:
    """Print the time of each rule both ways, µs per world-turn, and how much they differ."""
    print("µs per world-turn")
    print(f"{'rule':10s}{'worlds':>8s}{'NumPy':>10s}{'Numba':>10s}{'NumPy/Numba':>13s}{'largest difference':>20s}")
    failed = []
    for worlds in BATCHES:
        game = mid_game(worlds)
        sums = [0.0, 0.0]
        for module, run in ((denial, run_denial), (layers, run_layers), (platforms, run_platforms)):
            here = at_rule(game, module)
            there = worlds_first(here)
            theirs, ours = run(there), module.apply(*here)
            apart = max(float(np.max(np.abs(getattr(ours, name) - values))) for name, values in theirs.items())
            times = [
                seconds(lambda m=module, g=here: m.apply(*g), worlds),
                seconds(lambda r=run, g=there: r(g), worlds),
            ]
            sums = [a + b for a, b in zip(sums, times, strict=True)]
            name = name_of(module)
            print(f"{line(name, worlds, *times)}{apart:20.1e}")
            failed += [name] if not apart <= TOLERANCE else []
        print(f"{line('all three', worlds, *sums)}\n")
    if failed:
        sys.exit(f"{', '.join(sorted(set(failed)))}: the kernel no longer says what the rule says; bring it up to date")


if __name__ == "__main__":
    main()
