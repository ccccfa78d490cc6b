"""What is refused at the edge: with the lever, the place, a code and a sentence."""

import numpy as np
import pytest

from techrace.feasibility import Code, Refusal, entitled, own, possible, possible_instead, project, refusals
from techrace.language import LANGUAGES, language
from techrace.notation import BY_NAME, own_axes
from techrace.orders import LEVERS, LINES
from techrace.policies import available, policy
from techrace.policy import combine


def order(world, seat, lever, value, *place):
    """Return one lever's row: the standing one with one entry changed."""
    axis = BY_NAME[lever].axes.index("by")
    row = np.moveaxis(getattr(world.standing, lever), axis, 0)[seat].copy()
    axes = own_axes(BY_NAME[lever])
    row[tuple(world.index(a, name) for a, name in zip(axes, place, strict=False))] = value
    return {lever: row}


def codes(world, seat, moves):
    return [(r.code, r.where) for r in refusals(moves, seat, world.start, world)]


def test_standing_orders_are_never_refused(world, islands):
    for setting in (world, islands):
        for seat in range(len(setting.names["states"])):
            moves = {lever.name: own(getattr(setting.standing, lever.name), lever, seat) for lever in LEVERS}
            assert refusals(moves, seat, setting.start, setting) == []


@pytest.mark.parametrize(
    ("seat", "lever", "value", "place", "code", "says"),
    [
        ("korea", "sanction", 0.5, ("china",), Code.ENTITLED, "only the issuer of the reserve currency may"),
        ("korea", "swap", 0.5, ("japan",), Code.ENTITLED, "only the issuer"),
        ("korea", "found", 0.5, (), Code.ENTITLED, "only the leader of a camp may"),
        ("us", "join", 0.5, ("china_led",), Code.ENTITLED, "only a state that leads no camp may"),
        ("us", "broker", 0.5, (), Code.ENTITLED, "only a state that leads no camp may"),
        ("korea", "close", 0.5, ("china",), Code.ENTITLED, "only the owner of an ecosystem may"),
        ("korea", "subsidy", 0.5, (), Code.ENTITLED, "only the owner of an ecosystem may"),
        ("eu", "press", 0.5, ("korea", "hbm"), Code.ENTITLED, "depend for their security"),
        ("us", "press", 0.5, ("china", "hbm"), Code.DEPENDENT, "need not listen"),
        ("us", "tariff", 0.5, ("us",), Code.ITSELF, "cannot act on itself"),
        ("us", "close", 0.5, ("us",), Code.ITSELF, "cannot act on itself"),
        (
            "korea",
            "control",
            0.5,
            ("china", "lithography"),
            Code.HELD,
            "holds 0.1% of lithography; at least 0.5% is needed",
        ),
        ("eu", "licence", 0.5, ("korea", "hbm"), Code.HELD, "of hbm"),
        ("us", "open", 1.5, (), Code.RANGE, "1.5 is outside 0 to 1"),
        ("us", "revalue", -0.9, (), Code.RANGE, "outside -0.3 to 0.3"),
        ("us", "open", float("nan"), (), Code.RANGE, "nan is outside"),
        ("us", "layer_focus", 0.9, ("hbm",), Code.SPLIT, "not 1"),
        ("us", "spend", 0.9, ("science",), Code.BUDGET, "together above 100%"),
        ("korea", "spend", 0.01, ("currency",), Code.ENTITLED, "no such budget line"),
        ("korea", "payment", 0.5, ("us",), Code.BUDGET, "levers that cost money 50.0%"),
    ],
)
def test_what_is_refused(world, seat, lever, value, place, code, says):
    number = world.index("states", seat)
    (refusal,) = refusals(order(world, number, lever, value, *place), number, world.start, world)
    assert (refusal.lever, refusal.code) == (lever if code is not Code.BUDGET else "spend", code)
    assert says in refusal.sentence
    assert "\n" not in refusal.sentence


def test_unknown_levers_and_shapes(world):
    (unknown,) = refusals({"tarif": np.zeros((6, 1))}, 0, world.start, world)
    assert unknown.code is Code.UNKNOWN
    assert "did you mean 'tariff'" in unknown.sentence
    for bad in (np.zeros((5, 1)), np.zeros(6), 0.5, np.zeros((6, 8, 1)), np.zeros((6, 0))):
        (shape,) = refusals({"tariff": bad}, 0, world.start, world)
        assert shape.code is Code.SHAPE


def test_every_entry_that_is_wrong_is_named(world):
    row = np.full((6, 1), 0.5)
    row[1], row[2] = 2.0, -1.0
    assert codes(world, 0, {"tariff": row}) == [(Code.RANGE, ("china",)), (Code.RANGE, ("eu",))]


def test_one_bad_world_is_enough(world):
    row = np.full((1, 4), 0.5)[0][None]
    row[0, 2] = 3.0
    (refusal,) = refusals({"open": row[0]}, 0, world.start, world)
    assert refusal.code is Code.RANGE


def test_a_lever_may_always_be_lowered(world):
    assert refusals(order(world, 3, "control", 0.0, "china", "hbm"), 3, world.start, world) == []


def test_nobody_is_wholly_loyal_to_two_camps(world):
    (refusal,) = refusals({"join": np.array([[0.7], [0.7]])}, 3, world.start, world)
    assert refusal.code is Code.SPLIT
    assert "sum to 1.4, above 1" in refusal.sentence


def test_what_is_not_refused_is_played_as_ordered(world, look):
    """The two gates agree: what the edge lets through, the engine does not cut."""
    for seat in range(6):
        view = look(world, seat, 5)
        for name in ("random-legal", *(x.id for x in available(world) if x.seat == world.names["states"][seat])):
            moves = policy(name, world, seat).decide(view, view.chance)
            assert refusals(moves, seat, view, world) == []
            orders = combine(world.standing, [moves if s == seat else {} for s in range(6)])
            played = project(orders, view.state, world)
            for lever, row in moves.items():
                kept = own(getattr(played, lever), BY_NAME[lever], seat)
                wanted = np.broadcast_to(row, (*row.shape[:-1], 5))
                usual = own(getattr(world.standing, lever), BY_NAME[lever], seat)  # which the engine may cut
                assert np.all(np.isclose(kept, wanted, atol=1e-6) | (wanted <= usual + 1e-12)), (name, lever)


def test_entitlement_is_one_table(world):
    whose = {
        "issuer": ["us"],
        "leader": ["us", "china"],
        "owner": ["us", "china"],
        "non-leader": ["eu", "korea", "japan", "taiwan"],
    }
    for lever in LEVERS:
        mask = entitled(lever, world, world.start)
        assert mask.shape[0] == 6
        if lever.who in whose:
            assert [s for s, m in zip(world.names["states"], mask[:, 0], strict=True) if m] == whose[lever.who]
        full = np.broadcast_to(possible(lever, world, world.start), getattr(world.standing, lever.name).shape)
        assert set(np.unique(full)) <= {0.0, 1.0}
    assert possible(BY_NAME["spend"], world, world.start)[LINES.index("currency"), 1] == 0


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reason", Code)
def test_every_reason_can_be_told(code, reason):
    """Every message stands in the catalogue, with whatever values its reason has."""
    values = dict.fromkeys(
        ("lever", "near", "shape", "form", "value", "low", "high", "kind", "sum", "me", "who", "layer", "held", "least",
         "other", "leans", "lines", "levers", "over", "by", "way", "best"), "1",
    )  # fmt: skip
    assert language(code)(Refusal("open", (), reason).message, **values)
    assert bool(possible_instead(reason, values, language(code))) == (reason not in {Code.UNKNOWN, Code.SHAPE})


def test_the_smallest_remedy_is_enough(world):
    """What a refusal asks for mends the order, and a thousandth less would not."""
    seat = world.index("states", "korea")
    spend = np.array(world.standing.spend[:, seat])
    spend[LINES.index("frontier")] += 0.2
    (wrong,) = refusals({"spend": spend}, seat, world.start, world)
    over = float(wrong.values["over"].rstrip("%")) / 100

    def lowered(by):
        less = spend.copy()
        less[LINES.index("frontier")] -= by
        return refusals({"spend": less}, seat, world.start, world)

    assert lowered(over) == []
    assert lowered(over - 0.001)
