"""Everything the rules hold fixed, in one table.

A parameter tells a story and may be varied; these do not. All are judgement unless a source
is given: they set clocks, scales and the shape of curves, and no experiment turns on them.
"""

from __future__ import annotations

from dataclasses import dataclass

from techrace.parameters import constant


@dataclass(frozen=True)
class Constants:
    """Fixed numbers, by the rule that reads them."""

    # three clocks
    slow: float = constant(0.22, unit="1/yr", meaning="Alignment, relations, freedom, tension, derived revenue")
    medium: float = constant(0.5, unit="1/yr", meaning="Detente up, bloc membership, compute")
    fast: float = constant(1.0, unit="1/yr", meaning="Detente down, securitisation up, openness, uncertainty")

    # money
    budget: float = constant(0.015, unit="of GDP a year", meaning="Size of a programme budget")
    debt_limit: float = constant(1.25, unit="of GDP", meaning="Debt above which interest eats the budget")
    debt_drag: float = constant(
        0.35, unit="share", meaning="Share of the budget that interest eats one GDP above the limit"
    )
    capital_pull: float = constant(0.2, unit="1", meaning="Elasticity of what effort achieves to private AI capital")
    fee: float = constant(
        0.004, unit="of a layer's revenue a year", meaning="Fee for a design on the layer, from one buyer"
    )
    deficit: float = constant(0.03, unit="of GDP a year", meaning="Structural deficit")
    inflation: float = constant(0.01, unit="1/yr", meaning="Inflation that melts debt")
    rescue_cost: float = constant(
        0.03, unit="of GDP", meaning="Debt taken over per turn by a full rescue in a full run"
    )

    # detente and blocs
    offer_counts: float = constant(0.5, unit="0..1", meaning="An offer of detente below this is not a signature")
    unverified: float = constant(0.6, unit="0..1", meaning="Depth that a detente reaches without inspections")
    broker_needs: float = constant(0.15, unit="0..1", meaning="A broker can only raise an offer that is at least this")
    mandate: float = constant(0.30, unit="0..1", meaning="Political capital that gives a full mandate (Putnam 1988)")

    # coercion
    coercion_slope: float = constant(7.0, unit="1", meaning="Steepness of yielding to pressure")
    coercion_size: float = constant(0.35, unit="1", meaning="How far a target's own size lets it resist")
    coercion_money: float = constant(0.25, unit="1", meaning="What a trusted currency adds to a patron's grip")

    # denial
    rest_follows: float = constant(
        0.6, unit="share", meaning="How far the aligned rest of the world enforces a leader's list"
    )
    denier_research: float = constant(0.5, unit="share", meaning="Research that a denier loses with his customer")

    # science
    science_gdp: float = constant(0.8, unit="1", meaning="Elasticity of the science stock to GDP")
    science_spending: float = constant(1.6, unit="1", meaning="Response of the stock to basic-research spending")
    science_decay: float = constant(0.07, unit="1/yr", meaning="Depreciation of the stock (Griliches 1979)")
    talent: float = constant(0.25, unit="share", meaning="Science gained by doors more open than elsewhere")

    # frontier
    frontier_science: float = constant(0.4, unit="1", meaning="Elasticity of frontier progress to science")
    frontier_noise: float = constant(0.08, unit="1/yr^.5", meaning="Standard deviation of frontier luck")
    read_only: float = constant(0.4, unit="share", meaning="Imitation of a closed leader, relative to an open one")
    closed_interface: float = constant(0.9, unit="share", meaning="Imitation that closing one's ecosystem prevents")
    agi_boost: float = constant(0.4, unit="share", meaning="Faster progress once general AI has diffused")
    agi_at: float = constant(
        0.95, unit="0..1", meaning="Frontier at which the hazard of general AI is at its reference"
    )
    agi_diffusion: float = constant(0.15, unit="1/yr", meaning="Diffusion of general AI")
    gift_frontier: float = constant(
        0.22, unit="log", meaning="Standard deviation of a state's luck in frontier research"
    )
    gift_platform: float = constant(0.22, unit="log", meaning="Standard deviation of a state's luck in a sector")
    gift_layer: float = constant(0.15, unit="log", meaning="Standard deviation of a state's luck on a layer")
    temper: float = constant(0.08, unit="0..1", meaning="Standard deviation of a state's hawkish baseline")

    # layers: quality
    practice: float = constant(0.15, unit="1/yr", meaning="Quality gained by producing all there is (Arrow 1962)")
    diffusion: float = constant(0.20, unit="1/yr", meaning="Catch-up through know-how sold in machines")
    obsolescence: float = constant(0.02, unit="1/yr", meaning="Quality lost to neglect")
    fund_quality: float = constant(0.5, unit="1", meaning="Quality effort in a unit of state-paid capacity")
    size_effort: float = constant(0.15, unit="1", meaning="How far the same share of a larger budget does more")
    licence: float = constant(0.4, unit="share", meaning="Gap that a bought design closes")
    rest_effort: float = constant(0.5, unit="norm = 1", meaning="Effort of the rest of the world on a layer")
    rest_absorption: float = constant(0.5, unit="0..1", meaning="Absorption of the rest of the world")
    bypass_jump: float = constant(0.22, unit="of headroom", meaning="Quality gained by a way round a chokepoint")

    # layers: choice
    entry: float = constant(0.015, unit="share", meaning="Presence that a normal follower's effort buys an entrant")
    spillover: float = constant(0.3, unit="share", meaning="Experience of others that counts (Irwin & Klenow 1994)")
    incumbency: float = constant(0.35, unit="1", meaning="Weight of incumbency in new orders")
    exit: float = constant(1.0, unit="1", meaning="How fast impatient owners leave a glut")
    subsidy_price: float = constant(0.35, unit="log", meaning="Price cut per unit of overcapacity or standing subsidy")
    reshoring_price: float = constant(0.5, unit="log", meaning="Price cut that a full reshoring programme buys")
    fashion_sd: float = constant(0.15, unit="log odds", meaning="Standard deviation of passing luck in buyers' choice")
    fashion_memory: float = constant(0.8, unit="per turn", meaning="Autocorrelation of that luck")
    fastest: float = constant(1.6, unit="1/yr", meaning="Upper bound of any renewal rate")
    parent_quality: float = constant(
        0.55, unit="0..1", meaning="Quality from which a maker of the parent can make the child"
    )
    denial_flow: float = constant(1.5, unit="1/yr", meaning="How fast empty shelves cost share")
    smallest_block: float = constant(0.05, unit="share", meaning="Sales that get through any control")

    # geography
    factory_life: float = constant(15.0, unit="years", meaning="Life of a factory")
    factory_growth: float = constant(0.05, unit="1/yr", meaning="Growth of world manufacturing")
    factory_capital: float = constant(0.5, unit="1", meaning="Weight of the cost of capital in manufacturing")
    factory_commodity: float = constant(0.7, unit="share", meaning="How far price decides in manufacturing")
    factory_quality: float = constant(0.6, unit="1", meaning="How far quality decides in manufacturing")
    factory_sites: float = constant(0.35, unit="1", meaning="How far a large work force is many places to build")
    factory_catch_up: float = constant(0.03, unit="1/yr", meaning="Catch-up of manufacturing quality")
    factory_inputs: float = constant(
        0.15, unit="log", meaning="Cost of a state's own tariffs on its inputs (Flaaen & Pierce 2019)"
    )
    wage_catch_up: float = constant(
        0.047, unit="1/yr", meaning="Convergence of wages", source="BLS hourly compensation JP, KR, CN: .046-.062"
    )
    region_absorption: float = constant(0.5, unit="0..1", meaning="Absorption of a region")
    region_patience: float = constant(0.3, unit="0..1", meaning="Patience of owners in a region")

    # platforms and derived revenue
    ceiling: float = constant(0.30, unit="0..1", meaning="Maturity that any state's platforms can reach")
    ceiling_base: float = constant(0.45, unit="0..1", meaning="What an industrial base adds to it")
    ceiling_reach: float = constant(0.45, unit="0..1", meaning="What a large market adds to it")
    ceiling_effort: float = constant(0.15, unit="0..1", meaning="What effort adds to it")
    platform_frontier: float = constant(1.2, unit="1", meaning="Elasticity of diffusion to the frontier")
    platform_noise: float = constant(0.06, unit="1/yr^.5", meaning="Standard deviation of platform luck")
    hollowing: float = constant(0.35, unit="1", meaning="Elasticity of the base to manufacturing (Pisano & Shih 2009)")
    rent_skew: float = constant(2.5, unit="1", meaning="How far rents go to the most mature platform")
    rent_reach: float = constant(0.5, unit="1", meaning="Elasticity of rents to reach")
    mature: float = constant(0.6, unit="0..1", meaning="Maturity at which half the potential revenue exists")
    mature_width: float = constant(0.09, unit="0..1", meaning="Width of that threshold")
    revenue_gdp: float = constant(0.7, unit="T$ per T$", meaning="GDP added by a unit of derived revenue")
    closed_margin: float = constant(0.2, unit="share", meaning="Extra margin on those who stay when a stack closes")

    # growth
    fading: float = constant(0.012, unit="1/yr", meaning="Fading of trend growth")
    unrest_growth: float = constant(0.03, unit="1/yr", meaning="Growth lost to unrest")
    factory_growth_share: float = constant(
        0.2, unit="of GDP", meaning="GDP that moves with a market's share of world manufacturing"
    )
    revalue_room: float = constant(
        0.25, unit="log", meaning="Real devaluation (or revaluation) after which prices have caught up"
    )
    revalue_growth: float = constant(
        0.1, unit="1", meaning="Growth lost per unit of moving the exchange rate, either way"
    )
    screened: float = constant(0.3, unit="share", meaning="Imitation that full investment screening prevents")
    crash_growth: float = constant(0.03, unit="1/yr", meaning="Growth lost to a crash")
    tariff_growth: float = constant(
        0.006, unit="1/yr", meaning="Growth lost to a full tariff, by each side, weighted by exposure"
    )
    sanction_growth: float = constant(
        0.015, unit="1/yr", meaning="Growth lost to full financial sanctions at full trust"
    )

    # ecosystems and alignment
    quality_ecosystem: float = constant(3.0, unit="1", meaning="Weight of quality in the choice of an ecosystem")
    align_ecosystem: float = constant(1.1, unit="1", meaning="Weight of alignment in the choice of an ecosystem")
    court_ecosystem: float = constant(1.2, unit="1", meaning="Weight of courtship in the choice of an ecosystem")
    network: float = constant(0.3, unit="1", meaning="Weight of the installed base in the choice of an ecosystem")
    sovereign: float = constant(
        2.0, unit="1", meaning="Weight of a sovereign programme in the choice of one's own stack"
    )
    followers: float = constant(
        0.72, unit="share", meaning="Quality of a stack that builds on open models, relative to the best"
    )
    wave_speed: float = constant(0.9, unit="1/yr", meaning="Speed at which a wave makes old ecosystems obsolete")
    align_court: float = constant(1.2, unit="1", meaning="Weight of courtship in alignment")
    align_security: float = constant(0.8, unit="1", meaning="Weight of protection in alignment")
    align_tariff: float = constant(0.6, unit="1", meaning="Weight of tariffs in alignment")
    guarantee: float = constant(0.06, unit="1/yr", meaning="Dependence that an offer of security builds")

    # reserve currency
    trust_defence: float = constant(0.1, unit="1/yr", meaning="Trust that defending the currency rebuilds")
    trust_lead: float = constant(0.06, unit="1/yr", meaning="Trust that technological leadership earns")
    trust_debt: float = constant(0.05, unit="1/yr", meaning="Trust that debt above 120 % costs")

    # state fund
    round_years: float = constant(5.0, unit="years", meaning="Length of a round of a state-directed fund")
    fund_cap: float = constant(0.02, unit="of GDP a year", meaning="Largest round that a state can carry")
    fund_layers: float = constant(0.12, unit="share", meaning="Share of a fund's money that goes to chokepoint layers")
    absorbable: float = constant(0.008, unit="of GDP a year", meaning="Round size that can be spent well")
    waste_size: float = constant(0.35, unit="share", meaning="Waste added by rounds beyond that")
    waste_learning: float = constant(0.06, unit="1/yr", meaning="Learning to spend well")
    waste_rate: float = constant(0.4, unit="1/yr", meaning="Adjustment of waste")
    glut_decay: float = constant(0.2, unit="1/yr", meaning="Decay of overcapacity")
    champion: float = constant(1.1, unit="1", meaning="Hazard per round that a champion comes out of a fund")
    champion_jump: float = constant(0.3, unit="of headroom", meaning="Quality gained by a champion")

    # valuation and flight
    rent_multiple: float = constant(4.0, unit="years", meaning="Years of derived revenue in a price")
    promised: float = constant(0.9, unit="years", meaning="Years of promised rents in a price")
    slack: float = constant(0.90, unit="log", meaning="Fall that markets bear before a run feeds itself")
    run_width: float = constant(0.25, unit="log", meaning="Disagreement of investors (Morris & Shin 1998)")
    run_noise: float = constant(0.10, unit="log", meaning="Luck of a run")
    attention: float = constant(0.10, unit="share", meaning="Investors who watch on a quiet day")
    attention_news: float = constant(0.10, unit="log", meaning="Bad news that makes most look up")
    belief_rate: float = constant(0.10, unit="1/yr", meaning="How fast beliefs follow results")
    milestone: float = constant(0.50, unit="0..1", meaning="Maturity that markets celebrate as a milestone")
    sector_news: float = constant(0.3, unit="share", meaning="Weight of one sector's milestone")
    late: float = constant(2.0, unit="turns", meaning="Lateness that halves a milestone's news")
    inflow: float = constant(0.06, unit="1/yr", meaning="New savings")
    minsky: float = constant(0.35, unit="share", meaning="Share of calm that feeds leverage (Minsky 1986)")
    prudence: float = constant(0.6, unit="log", meaning="Sentiment that leaning against the boom takes away")
    impatience: float = constant(0.06, unit="1/yr", meaning="Patience lost while revenue is missing")
    destination: float = constant(1.2, unit="1", meaning="Pull of valuations on fleeing capital")
    crash_outflow: float = constant(0.25, unit="share", meaning="Capital that leaves in a crash")
    crash_write_off: float = constant(0.25, unit="share", meaning="Capital that a crash destroys")
    crash_memory: float = constant(0.6, unit="1/yr", meaning="Fading of a crash")
    large_market: float = constant(0.10, unit="share", meaning="Smallest market that can hold a bubble")
    rescue_slack: float = constant(0.4, unit="log", meaning="Slack that a rescue adds")
    swap_slack: float = constant(0.2, unit="log", meaning="Slack that a swap line adds")

    # politics
    calm_rate: float = constant(0.25, unit="1/yr", meaning="Unrest that passes by itself")
    legitimacy_growth: float = constant(0.045, unit="1/yr", meaning="Growth that a closed state must deliver")
    threat: float = constant(0.12, unit="1/yr", meaning="Hawkishness that a rival's lead breeds")
    shock_fear: float = constant(0.18, unit="0..1", meaning="Hawkishness that a rival's shock breeds")
    party: float = constant(0.10, unit="1/yr", meaning="Pull of a governing party on hawkishness")
    credit_rate: float = constant(0.25, unit="1/yr", meaning="Return of political capital to normal")

    # tension and shocks
    tension_floor: float = constant(0.10, unit="0..1", meaning="Tension without hawks or controls")
    tension_hawks: float = constant(0.55, unit="1", meaning="Tension from hawkish leaders")
    tension_control: float = constant(0.25, unit="1", meaning="Tension from export controls between rivals")
    shock_memory: float = constant(0.9, unit="1/yr", meaning="Decay of self-excitation (Hawkes 1971)")
    shock_size: float = constant(0.07, unit="of headroom", meaning="Size of the first shock")
    shock_growth: float = constant(0.12, unit="per shock", meaning="Growth of the size of shocks")
    shock_cap: float = constant(0.35, unit="of headroom", meaning="Largest shock")
    shock_fastest: float = constant(1.6, unit="1/yr", meaning="Upper bound of the hazard of shocks")
    open_decay: float = constant(0.12, unit="1/yr", meaning="Ageing of open knowledge")
    physical_at: float = constant(0.78, unit="0..1", meaning="Frontier from which shocks move into the physical world")


FIXED = Constants()
