"""What a world file says, as frozen pydantic models.

A world names its states, regions, layers, sectors, ecosystems and camps, and gives every
initial value with a source and a confidence. No rule knows a country: what makes a state
special (issues the reserve currency, leads a camp, may run a fund) is an attribute here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from techrace.errors import unknown

Confidence = Literal["high", "medium", "low", "fiction"]
MOST_PROBLEMS = 1000  # a hostile file could have a million
Lever = str  # a field name of ``Orders``


def _finite(value: float) -> float:
    if not math.isfinite(value):
        message = "must be a finite number"
        raise ValueError(message)
    return value


Number = Annotated[float, Field(strict=True), AfterValidator(_finite)]  # strict: `true` and "1" are no numbers
Share = Annotated[Number, Field(ge=0, le=1)]
NonNegative = Annotated[Number, Field(ge=0)]
Positive = Annotated[Number, Field(gt=0)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Model(BaseModel):
    """A frozen part of a world file; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Model):
    """A text in English and Korean."""

    en: str
    ko: str = ""


class Sourced(Model):
    """Where a value comes from and how sure it is."""

    source: str = Field(min_length=1, description="A key of `sources`, or a citation, or 'assumed: …'")
    confidence: Confidence
    note: str = ""
    dispute: str = Field("", description="Who disagrees, and with what figure")


class Value(Sourced):
    """One sourced number."""

    value: Number


class PositiveValue(Sourced):
    """One sourced number above 0."""

    value: Positive


class Fraction(Sourced):
    """One sourced number between 0 and 1."""

    value: Share


class Table(Sourced):
    """Sourced numbers by name (of a state, layer, sector, ecosystem, camp …)."""

    value: dict[str, Number]


class Fractions(Sourced):
    """Sourced numbers between 0 and 1 by name."""

    value: dict[str, Share]


class Source(Model):
    """A publication that values cite by key."""

    title: str
    date: str = ""
    url: str = ""
    licence: str = ""


class Market(Model):
    """What states and regions have in common: they make, buy and lean to a side."""

    name: Text
    code: str = Field(min_length=2, max_length=3)
    gdp: PositiveValue = Field(description="T$, 2024 prices")
    trend: Value = Field(description="Trend growth of GDP, 1/yr")
    manufacturing: Fraction = Field(description="Share of world manufacturing")
    wage: PositiveValue = Field(description="Manufacturing wage, best paid = 1")
    factory_quality: Fraction
    ecosystems: Fractions = Field(description="Share of the market on each ecosystem; sums to 1")
    alignment: Fractions = Field(description="Share aligned with each camp; the rest is unaligned")
    dependence: Fractions = Field(description="Security dependence on patrons, by state")
    privacy: Fraction = Field(description="Weight on privacy and security of a foreign ecosystem")
    price_sensitivity: Value


class Elections(Model):
    """When a state votes."""

    first: int = Field(ge=1, description="Turn of the first election")
    every: int = Field(ge=1, description="Turns between elections")


class Goals(Model):
    """Weights of the five goals; they sum to 1."""

    prosperity: Share
    autonomy: Share
    security: Share
    stability: Share
    influence: Share

    @model_validator(mode="after")
    def _sums_to_one(self) -> Goals:
        weights = self.prosperity + self.autonomy + self.security + self.stability + self.influence
        if abs(weights - 1) > 1e-6:
            message = f"the five weights sum to {weights:g}, not 1"
            raise ValueError(message)
        return self


class RedLine(Model):
    """A threshold whose crossing costs points; written as ``when: "unrest > .42"``."""

    when: str
    text: Text


Small = Annotated[Number, Field(ge=-0.25, le=0.25)]
"""A change once: points of a figure's own range (0 to 1), else a share of its value."""


class CardCost(Model):
    """What a card costs."""

    pp: Annotated[Number, Field(ge=0, le=100)] = Field(0.0, description="Points of the programme budget while in force")
    pc: Share = Field(0.0, description="Political capital, once")


class Precedent(Model):
    """What happened once that was like it."""

    text: Text
    confidence: Confidence


class CardSpec(Model):
    """A move that a newcomer can play: a sensible bundle of orders with one honest downside."""

    name: Text
    line: Text = Field(description="What it does, in one sentence")
    do: dict[str, Any] = Field(description="Plain numbers in order notation, `shift` included (docs/orders.md)")
    cost: CardCost = CardCost()
    delay: int = Field(1, ge=0, le=40, description="Turns until a headline figure shows it")
    lasts: int = Field(1, ge=1, le=40, description="Turns in force")
    but: Text = Field(description="The downside")
    shows: str = Field("", description="The headline figure in which it shows: `platform[digital, a]`")
    good_if: str = Field("", description="A condition under which it is worth its price; for advice and the debrief")
    bad_if: str = Field("", description="A condition under which it is not")
    precedent: Precedent | None = None
    nudge: dict[str, Annotated[Number, Field(ge=-0.1, le=0.1)]] = Field(
        default_factory=dict, description="Small effect, once, that no lever has: `relations[a, b]: 0.05`"
    )
    bound: bool = Field(False, description="Cannot be dropped early")


class QuestionSpec(Model):
    """A question about the future that teams answer with their orders."""

    text: Text
    ask: str = Field(description="A condition (answered with a probability) or a number; `change` is since the asking")
    kind: Literal["binary", "number"]
    turns: int = Field(2, ge=1, le=400, description="How many turns ahead; cut at the last turn")
    first: int = Field(1, ge=1, le=400, description="Turn from which it is asked")
    last: int = Field(400, ge=1, le=400, description="Turn until which it is asked")
    unit: str = ""


class Secret(Model):
    """Something that only one team is told."""

    text: Text
    confidence: Confidence = Field(description="`fiction`: made for the game; said so in the debrief")
    note: str = ""


class StateSpec(Market):
    """A state: a player with levers."""

    brief: Text
    lesson: Text | None = None
    reserve_currency: bool = False
    may_fund: bool = Field(False, description="May run a state-directed fund")
    elections: Elections | None = None
    regime_price: Share = Field(0.0, description="How much those in power dislike freedom above its start")
    research: Value = Field(description="R&D, % of GDP")
    science: PositiveValue = Field(description="Basic-science stock, leader = 1")
    frontier: Fraction
    compute: Fraction = Field(description="Share of the world's AI compute")
    absorption: Fraction = Field(description="Skills to use what others know")
    patience: Fraction = Field(description="Patience of the owners of capital")
    freedom: Fraction
    safety_net: Fraction
    chip_demand: Fraction = Field(description="Share of world demand for chips")
    exposure: Fractions = Field(description="Export exposure to other states")
    ai_capital: Fraction = Field(description="Share of AI capital invested here")
    debt: Value = Field(description="Public debt over GDP")
    fund: Value = Field(description="State-directed fund, share of GDP a year")
    fund_years: NonNegative = Field(0.0, description="Years since its first round")
    waste: Fraction
    openness: Fraction
    securitised: Fraction
    unrest: Fraction
    hawkishness: Fraction
    vulnerability: Fraction = Field(description="How much of its security tension puts at risk")
    platform: Fractions = Field(description="Maturity of the platform of each sector")
    industrial_base: Fractions = Field(description="Industrial base for each sector")
    goals: Goals
    red_line: RedLine | None = None
    posture: dict[str, Any] = Field(description="Standing orders, in order notation (docs/orders.md)")
    secrets: dict[Identifier, Secret] = Field(default_factory=dict, description="What only its team is told")
    cards: dict[Identifier, CardSpec] = Field(default_factory=dict, description="The hand of the seat")


class RegionSpec(Market):
    """A region: a market that the states court."""


class LayerSpec(Model):
    """A chokepoint layer: a market in which few can make what all need."""

    name: Text
    life: Positive = Field(description="Years that a vintage lasts")
    growth: Number = Field(description="Growth of demand, 1/yr")
    labour: Share = Field(description="Labour's share of cost")
    capital: NonNegative = Field(description="Weight of the cost of capital")
    commodity: Share = Field(description="How far price decides")
    quality_weight: NonNegative = Field(1.0, description="How far quality decides")
    embodied: Share = Field(description="Know-how sold inside machines and licences")
    controllability: Share = Field(description="How far an export control can bite")
    weight: Share = Field(description="Weight in access to chips")
    revenue: NonNegative = Field(description="World revenue, T$/yr")
    norm: Positive = Field(description="Share of a programme budget that a normal follower spends on the layer")
    home_preference: Share = Field(1.0, description="How far buyers prefer home")
    counts: Literal["hq", "location"] = "hq"
    parent: Identifier | None = None
    needs: dict[Identifier, NonNegative] = Field(
        default_factory=dict, description="Machines it needs from other layers"
    )
    flow_needs: dict[Identifier, NonNegative] = Field(
        default_factory=dict, description="Parts that it needs every year"
    )
    share: Fractions = Field(description="Market share by state, and `rest`; sums to 1")
    quality: Fractions = Field(description="Technical quality by state, and `rest`")
    demand: Fractions | None = Field(None, description="Share of demand by state, and `rest`; else chip demand")
    incentive: Fractions | None = Field(None, description="Standing subsidy by state")
    footprint: Fractions | None = Field(None, description="Share that a state's firms make abroad")
    patience: Fractions | None = Field(None, description="Extra patience of a state's owners on this layer")


class SectorSpec(Model):
    """A stage-2 platform."""

    name: Text
    weight: Share = Field(description="Weight in derived revenue")
    physical: bool
    defence: bool = False
    manufacturing: bool = Field(False, description="Its base is hollowed out when manufacturing leaves")
    jobs: NonNegative = Field(0.0, description="Jobs that it displaces as it matures")


class EcosystemSpec(Model):
    """A technology stack that a market can run on."""

    name: Text
    home: Identifier | None = Field(None, description="The state that owns it; none: own or sovereign stacks")
    price: Number = Field(0.0, description="Log price relative to the others")
    compatibility: Share = Field(1.0, description="How much of its installed base a new wave keeps")
    quality: Share | None = Field(None, description="Quality at the start; else from the owner's technology")
    quality_new: Share | None = Field(None, description="Quality in the wave that makes the old one obsolete")
    openness: Share | None = Field(None, description="Openness at the start; else its owner's")
    effort: NonNegative = Field(1.0, description="Effort of its makers, norm = 1")


class BlocSpec(Model):
    """The bloc that a camp may found."""

    name: Text
    layers: tuple[Identifier, ...] = ()
    enforcement: Share = Field(description="How far members apply the leader's controls")
    sharing: Share = Field(description="Technology shared among members")
    payments: Share = Field(description="Weight of a payment system outside the reserve currency")
    market: Share = Field(description="Market access: members are not closed out or taxed")
    founded: Share = Field(0.0, description="Duty at the start (0: not founded)")
    members: dict[Identifier, Share] = Field(default_factory=dict, description="Depth of membership at the start")


class CampSpec(Model):
    """A camp with a leader."""

    name: Text
    leader: Identifier
    bloc: BlocSpec


class WaveSpec(Model):
    """A technological wave: a new ceiling that reopens the race."""

    name: Text
    start: Number = Field(description="Year in which it starts")
    years: Positive = Field(4.0, description="Years that it takes to arrive")
    ceiling: Annotated[Number, Field(ge=1, le=10)] = Field(1.0, description="New ceiling over the old")
    fresh: Share = Field(0.0, description="Share of an old lead that does not carry over")
    ecosystems: bool = Field(False, description="Makes old ecosystems obsolete (quality_new counts)")
    source: str


Band = tuple[Number, Number]
"""From a number to a number."""


class EventSpec(Model):
    """A card of the event deck: a hazard in named quantities and bounded effects."""

    name: Text
    news: Text
    hazard: NonNegative = Field(0.0, description="Per year, at the reference tension")
    tension: Number = Field(0.0, description="How the hazard grows with tension: exp(tension * (tension - .6))")
    lasts: int = Field(1, ge=1, le=40, description="Turns")
    scarcity: dict[Identifier, Share] = Field(
        default_factory=dict, description="Share of a layer's supply that is lost"
    )
    growth: dict[str, Number] = Field(default_factory=dict, description="GDP growth of a market while it lasts, 1/yr")
    exposed: dict[Identifier, Share] = Field(
        default_factory=dict, description="Security lost by a state while it lasts"
    )
    first: int = Field(1, ge=1, le=400, description="Turn from which it can come")
    last: int = Field(400, ge=1, le=400, description="Turn until which it can come")
    when: dict[str, Band] = Field(
        default_factory=dict, description="It comes only while each figure lies between: `unrest[a]: [0.4, 1]`"
    )
    effects: dict[str, tuple[Small, Small]] = Field(
        default_factory=dict, description="What it does once, drawn between the two: `quality[chip, a]: [-0.09, -0.04]`"
    )
    decide: dict[Identifier, Text] = Field(default_factory=dict, description="What it asks a state; answered by orders")
    source: str = "assumed"


class TreatySpec(Model):
    """A usual pact: what is promised, how a breach is seen, what leaving costs; the terms are orders."""

    name: Text
    promise: Text
    seen: Text = Field(description="How a breach is seen")
    leave: Text = Field(description="What leaving costs")
    needs: int = Field(2, ge=1, le=12, description="So many of the parties sign, at least; in the same turn")
    terms: dict[Identifier, dict[str, Any]] = Field(
        min_length=1, description="What each party orders while it holds, in order notation (docs/orders.md)"
    )
    limits: dict[str, Band] = Field(default_factory=dict, description="Figures outside these bands are a breach")
    exit: dict[str, Small] = Field(
        default_factory=dict,
        description="What leaving does, once: `relations[a, b]: -0.2`; whoever leaves meets what names him or no state",
    )
    notice: int = Field(0, ge=0, le=8, description="Turns for which the terms bind whoever leaves")
    precedent: Precedent | None = None


class LessonStep(Model):
    """A part of a lesson."""

    minutes: tuple[Annotated[int, Field(ge=0, le=600)], Annotated[int, Field(ge=0, le=600)]] = Field(
        description="From minute, to minute"
    )
    text: Text
    turn: int | None = Field(None, ge=1, le=400, description="The turn that is played in it")
    last: int | None = Field(None, ge=1, le=400, description="The last turn, where it holds several")
    seconds: dict[Literal["brief", "negotiate", "orders", "board"], NonNegative] = Field(
        default_factory=dict, description="Of each phase of a turn; a phase that is left out does not happen"
    )
    events: tuple[Identifier, ...] = Field((), description="Played by hand, one of these: the first that fits")
    questions: tuple[Identifier, ...] = Field((), description="Forecasts that are asked")
    treaties: tuple[Identifier, ...] = Field((), description="Forms that are handed out")


class LessonSpec(Model):
    """A plan for a lesson: turns, phases, timers, cards, and what is played by hand."""

    name: Text
    length: int = Field(ge=10, le=600, description="Minutes")
    turns: int = Field(ge=1, le=400)
    depth: Literal["cards", "full", "mixed"]
    most: int = Field(3, ge=1, le=9, description="Cards that a team may play in a turn")
    cards: dict[Identifier, tuple[Identifier, ...]] = Field(
        default_factory=dict, description="The hand of each seat; a seat that is left out has all of its cards"
    )
    doctrines: dict[Identifier, str] = Field(default_factory=dict, description="Who plays an empty seat")
    steps: tuple[LessonStep, ...] = Field(min_length=1)
    debrief: tuple[Identifier, ...] = Field((), description="Questions of the debrief, in order")
    say: dict[Literal["start", "middle", "end"], Text] = Field(
        default_factory=dict, description="What the facilitator says"
    )


class DebriefSpec(Model):
    """A question for the debrief."""

    text: Text
    about: str = Field(description="The claim that it tests")
    show: tuple[str, ...] = Field((), description="Figures to show with it")


class Change(Model):
    """A dated change of something the world file says, e.g. ``layers.cell.growth: 0.4``."""

    date: Number
    set: dict[str, Any]
    source: str
    text: Text | None = None


class Episode(Model):
    """What a state did in history: orders that hold from a date, until another or the end."""

    date: Number
    until: Number | None = Field(None, description="Date from which they no longer hold; else they stay")
    state: Identifier
    orders: dict[str, Any] = Field(description="Order notation (docs/orders.md)")
    programme: str = Field("", description="What it was part of, by which a variant leaves it out")
    source: str
    text: Text | None = None


class Observation(Model):
    """A figure as it was measured, for the back-test."""

    date: Number = Field(description="A yearly mean is dated to the middle of the year: 1986.5")
    figure: str = Field(min_length=1, description="`layer_share[dram, alder]`, with + - * / and numbers")
    value: Number = Field(description="In the unit of the figure: a share is 0..1")
    sd: Positive = Field(description="Standard error of the measurement, same unit")
    source: str
    confidence: Confidence = "medium"
    note: str = ""


class Variant(Model):
    """History with something left out."""

    leave_out: tuple[str, ...] = Field((), description="Programmes of the history that do not happen")
    set: dict[str, Any] = Field(default_factory=dict, description="Other values, by dotted path")


class Mark(Model):
    """A statement about many games that a good model of the case should make true."""

    text: Text
    figure: str = Field(min_length=1, description="As in an observation")
    measure: Literal["at", "change", "peak", "peak_date", "passes"] = Field(
        description="Value at a date; change since `since`; peak; its date; date at which it first passes `level`"
    )
    date: Number | None = Field(None, description="For `at` and `change`")
    since: Number | None = Field(None, description="For `change`; else the start")
    level: Number = Field(0.0, description="For `passes`")
    between: tuple[Number, Number] = Field(description="Where the measure should lie, bounds included")
    of: Literal["draws", "median"] = Field("draws", description="Count draws inside, or look at the median")
    at_least: Share = Field(0.0, description="Share of draws inside, at least")
    at_most: Share = Field(1.0, description="Share of draws inside, at most")
    variant: str = Field("", description="The variant that it is about; else history as it was")


class Score(Model):
    """How a world is judged against history."""

    train_until: Number | None = Field(None, description="Observations up to this date may be fitted; later ones test")
    variants: dict[Identifier, Variant] = Field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


class Label(Model):
    """A name on the map."""

    name: Text
    at: tuple[Number, Number] = Field(description="Column and row of its middle")


class BoardSpec(Model):
    """The map as a mosaic of hexes (mosaic.py): rows of letters, odd rows shifted half a hex to the right."""

    keys: dict[str, Identifier] = Field(description="The market of each letter")
    tiles: tuple[str, ...] = Field(description="Rows; a dot or a space is sea")
    tokens: dict[Identifier, tuple[Number, Number]] = Field(description="Column and row of each state's token")
    labels: tuple[Label, ...] = ()


class World(Model):
    """A whole world file."""

    schema_version: Literal[1] = Field(1, alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)
    version: int = Field(ge=1)
    title: Text
    summary: Text
    start: Number = Field(description="Date of the start, e.g. 2025.0")
    turn_years: Annotated[Number, Field(gt=0, le=1)] = 0.5
    turns: int = Field(40, ge=1, le=400)
    currency: str = "T$"
    sources: dict[str, Source] = Field(default_factory=dict)
    states: dict[Identifier, StateSpec]
    regions: dict[Identifier, RegionSpec] = Field(default_factory=dict)
    layers: dict[Identifier, LayerSpec]
    sectors: dict[Identifier, SectorSpec]
    ecosystems: dict[Identifier, EcosystemSpec]
    camps: dict[Identifier, CampSpec]
    rivalries: dict[str, Share] = Field(
        default_factory=dict, description="'a-b': 0..1; leaders of different camps are rivals"
    )
    relations: Table | None = Field(None, description="'a-b': -1..1 at the start; else from alignment")
    trust: Fraction = Field(description="Trust in the reserve currency")
    ai_capital: PositiveValue = Field(description="AI-exposed capital, T$")
    haven: Fraction = Field(description="Share of AI capital in the safe haven")
    tension: Fraction
    uncertainty: Fraction
    ecosystem_renewal: Positive = Field(
        0.22, description="Share of the choices of an ecosystem that come up again in a year"
    )
    waves: dict[Identifier, WaveSpec] = Field(default_factory=dict)
    events: dict[Identifier, EventSpec] = Field(default_factory=dict)
    questions: dict[Identifier, QuestionSpec] = Field(default_factory=dict, description="Forecast questions")
    treaties: dict[Identifier, TreatySpec] = Field(default_factory=dict, description="The usual pacts")
    lessons: dict[Identifier, LessonSpec] = Field(default_factory=dict, description="Plans for lessons")
    debrief: dict[Identifier, DebriefSpec] = Field(default_factory=dict, description="Questions of the debrief")
    glossary: dict[Identifier, Text] = Field(
        default_factory=dict, description="One word for one thing, in both languages"
    )
    board: BoardSpec | None = Field(None, description="The map; without it the markets lie in rows of blocks")
    timeline: tuple[Change, ...] = ()
    parameters: dict[str, Number] = Field(default_factory=dict)
    without: tuple[str, ...] = Field((), description="Mechanisms switched off")
    policies: dict[Identifier, str] = Field(default_factory=dict, description="Default policy by state")
    history: tuple[Episode, ...] = Field((), description="What the states did, for the policy `history`")
    observations: tuple[Observation, ...] = Field(
        (), description="A list, or the name of a CSV file beside the world file"
    )
    observations_csv: str = Field("", description="Where `observations` names a file: that name")
    score: Score | None = Field(None, description="How `techrace backtest` judges the world")

    @model_validator(mode="before")
    @classmethod
    def _observations_may_be_a_file(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("observations"), str):
            return {**data, "observations": (), "observations_csv": data["observations"]}
        return data

    @property
    def markets(self) -> dict[str, StateSpec | RegionSpec]:
        """States, then regions."""
        return {**self.states, **self.regions}

    def dated(self, path: str) -> bool:
        """Say whether a dated change sets a value, or something that the value is part of."""
        return any(f"{path}.".startswith(f"{moved}.") for change in self.timeline for moved in change.set)

    @model_validator(mode="after")
    def _names_fit_together(self) -> World:
        problems = list(islice(_problems(self), MOST_PROBLEMS))
        if problems:
            raise ValueError(problems)
        return self


class Problem(str):  # noqa: SLOT000 - carries a path
    """A sentence about a world, with the path of the value that it is about."""

    path: tuple[str, ...]

    def __new__(cls, path: Iterable[str], sentence: str) -> Problem:  # noqa: PYI034 - as mypy knows it
        """Attach a path to a sentence."""
        new = super().__new__(cls, sentence)
        new.path = tuple(path)
        return new


def _problems(world: World) -> Iterable[Problem]:  # noqa: C901, PLR0912, PLR0915 - a flat list of checks
    """List everything that no single field can know."""
    sizes = (
        ("states", 2, 12),
        ("regions", 0, 20),
        ("layers", 1, 20),
        ("sectors", 1, 10),
        ("ecosystems", 1, 8),
        ("camps", 0, 4),
    )
    for axis, low, high in sizes:
        if not low <= len(getattr(world, axis)) <= high:
            yield Problem([axis], f"{len(getattr(world, axis))} {axis}; allowed are {low} to {high}")
    clash = set(world.states) & set(world.regions)
    if clash:
        yield Problem(["regions", min(clash)], f"{min(clash)} is a state and a region")
    holders = [*world.states, "rest"]

    def known(path: list[str], names: Iterable[str], allowed: Iterable[str]) -> Iterable[Problem]:
        options = list(allowed)
        for name in names:
            if name not in options:
                inner = [name] if isinstance(names, dict) else []
                yield Problem([*path, *inner], unknown("name", name, options))

    def adds_up(path: list[str], values: dict[str, float], *, exactly: bool = True) -> Iterable[Problem]:
        whole = sum(values.values())
        if (exactly and abs(whole - 1) > 5e-3) or whole > 1 + 5e-3:
            yield Problem(path, f"shares sum to {whole:.4g}, {'not 1' if exactly else 'above 1'}")

    for kind in ("states", "regions"):
        for name, market in getattr(world, kind).items():
            path = [kind, name]
            yield from known([*path, "ecosystems", "value"], market.ecosystems.value, world.ecosystems)
            yield from adds_up([*path, "ecosystems", "value"], market.ecosystems.value)
            yield from known([*path, "alignment", "value"], market.alignment.value, world.camps)
            yield from adds_up([*path, "alignment", "value"], market.alignment.value, exactly=False)
            yield from known([*path, "dependence", "value"], market.dependence.value, world.states)
    for name, state in world.states.items():
        yield from known(["states", name, "platform", "value"], state.platform.value, world.sectors)
        yield from known(["states", name, "industrial_base", "value"], state.industrial_base.value, world.sectors)
        yield from known(["states", name, "exposure", "value"], state.exposure.value, world.states)
    for name, layer in world.layers.items():
        for field in ("share", "quality", "demand", "incentive", "footprint", "patience"):
            table = getattr(layer, field)
            if table is not None:
                yield from known(["layers", name, field, "value"], table.value, holders)
                if field in ("share", "demand"):
                    yield from adds_up(["layers", name, field, "value"], table.value)
        yield from known(["layers", name, "needs"], layer.needs, world.layers)
        yield from known(["layers", name, "flow_needs"], layer.flow_needs, world.layers)
        if layer.parent:
            yield from known(["layers", name, "parent"], [layer.parent], world.layers)
    for name, ecosystem in world.ecosystems.items():
        if ecosystem.home:
            yield from known(["ecosystems", name, "home"], [ecosystem.home], world.states)
    for name, camp in world.camps.items():
        yield from known(["camps", name, "leader"], [camp.leader], world.states)
        yield from known(["camps", name, "bloc", "layers"], camp.bloc.layers, world.layers)
        yield from known(["camps", name, "bloc", "members"], camp.bloc.members, world.states)
    leaders = [camp.leader for camp in world.camps.values()]
    if len(set(leaders)) < len(leaders):
        yield Problem(["camps"], "a state leads two camps")
    if sum(state.reserve_currency for state in world.states.values()) > 1:
        yield Problem(["states"], "more than one state issues the reserve currency")
    pairs = [f"{a}-{b}" for a in world.states for b in world.states if a != b]
    yield from known(["rivalries"], world.rivalries, pairs)
    if world.relations:
        yield from known(["relations", "value"], world.relations.value, pairs)
    yield from known(["policies"], world.policies, world.states)
    for i, episode in enumerate(world.history):
        yield from known(["history", str(i), "state"], [episode.state], world.states)
        if episode.until is not None and episode.until <= episode.date:
            yield Problem(["history", str(i), "until"], f"{episode.until:g} is not after the date, {episode.date:g}")
    if world.score:
        programmes = {episode.programme for episode in world.history if episode.programme}
        for name, variant in world.score.variants.items():
            yield from known(["score", "variants", name, "leave_out"], variant.leave_out, sorted(programmes))
        for i, mark in enumerate(world.score.marks):
            path = ["score", "marks", str(i)]
            if mark.variant:
                yield from known([*path, "variant"], [mark.variant], world.score.variants)
            if mark.measure in ("at", "change") and mark.date is None:
                yield Problem(path, f"the measure {mark.measure!r} needs a date")
            if mark.between[0] > mark.between[1]:
                yield Problem([*path, "between"], "the first bound is above the second")
    for name, event in world.events.items():
        yield from known(["events", name, "scarcity"], event.scarcity, world.layers)
        yield from known(["events", name, "growth"], event.growth, world.markets)
        yield from known(["events", name, "exposed"], event.exposed, world.states)
        yield from known(["events", name, "decide"], event.decide, world.states)
        for field, bands in (("when", event.when), ("effects", event.effects)):
            yield from _backwards(["events", name, field], bands)
    yield from _content(world, known)
    for field in ("manufacturing", "ai_capital", "compute", "chip_demand"):
        source = world.markets if field == "manufacturing" else world.states
        whole = sum(getattr(m, field).value for m in source.values())
        if whole > 1 + 5e-3:
            yield Problem(["states"], f"{field} of all sums to {whole:.4g}, above 1")


def _backwards(path: list[str], bands: Mapping[str, Band]) -> Iterable[Problem]:
    """Find bands whose first number is above the second."""
    for figure, (low, high) in bands.items():
        if low > high:
            yield Problem([*path, figure], f"{low:g} is above {high:g}")


Known = Callable[[list[str], Iterable[str], Iterable[str]], Iterable[Problem]]


def _content(world: World, known: Known) -> Iterable[Problem]:
    """Check what players read: treaties and lessons name only what there is, and minutes run on."""
    for name, treaty in world.treaties.items():
        yield from known(["treaties", name, "terms"], treaty.terms, world.states)
        yield from _backwards(["treaties", name, "limits"], treaty.limits)
        if treaty.needs > len(treaty.terms):
            yield Problem(["treaties", name, "needs"], f"{treaty.needs} of {len(treaty.terms)} parties cannot sign")
    for name, lesson in world.lessons.items():
        path = ["lessons", name]
        yield from known([*path, "cards"], lesson.cards, world.states)
        yield from known([*path, "doctrines"], lesson.doctrines, world.states)
        yield from known([*path, "debrief"], lesson.debrief, world.debrief)
        for seat, cards in lesson.cards.items():
            if seat in world.states:
                yield from known([*path, "cards", seat], cards, world.states[seat].cards)
        now = 0
        for i, step in enumerate(lesson.steps):
            place = [*path, "steps", str(i)]
            for field, allowed in (
                ("events", world.events),
                ("questions", world.questions),
                ("treaties", world.treaties),
            ):
                yield from known([*place, field], getattr(step, field), allowed)
            if step.minutes[0] != now or step.minutes[1] <= now:
                yield Problem(
                    [*place, "minutes"], f"begins in minute {step.minutes[0]} where the step before ends in {now}"
                )
            now = step.minutes[1]
            seconds, turns = sum(step.seconds.values()), (step.last or step.turn or 0) - (step.turn or 1) + 1
            if seconds * turns > 60 * (step.minutes[1] - step.minutes[0]):
                yield Problem([*place, "seconds"], "the phases of its turns are longer than the step")
        if now != lesson.length:
            yield Problem([*path, "length"], f"the steps end in minute {now}, the lesson in {lesson.length}")
