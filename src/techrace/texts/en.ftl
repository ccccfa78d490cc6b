# Messages in English. Every message stands in ko.ftl, too.

# ---------------------------------------------------------------- names that no world gives
name-rest = others
name-haven = safe haven
name-unaligned = nobody

# ---------------------------------------------------------------- headlines of a game (story.py)
story-lead-frontier = { THE($new) } overtakes { THE($old) } at the frontier
story-lead-platforms = { THE($new) } overtakes { THE($old) } in platforms
story-lead-revenue = { THE($new) } overtakes { THE($old) } in revenue from platforms
story-layer-lead = { THE($old) } loses the lead in { $layer } to { THE($new) }
story-layer-below-75 = { THE($who) } falls under three quarters of { $layer }
story-layer-below-50 = { THE($who) } falls under half of { $layer }
story-layer-below-25 = { THE($who) } falls under a quarter of { $layer }
story-stack = { THE($market) } turns from { $old } to { $new } technology
story-side = { THE($market) } goes over to { THE($new) }
story-side-none = { THE($market) } leaves { THE($old) } and stands with nobody
story-detente-signed = Detente between { THE($one) } and { THE($other) }
story-detente-broken = The detente between { THE($one) } and { THE($other) } is dead
story-bloc-strict = { $bloc }: members now owe real enforcement
story-bloc-loose = { $bloc }: the duty to enforce fades away
story-bloc-joined = { THE($who) } joins: { $bloc }
story-bloc-left = { THE($who) } leaves: { $bloc }
story-embargo = { THE($one) } all but closes a layer to { THE($other) }
story-embargo-lifted = { THE($one) } lifts the worst of its controls on { THE($other) }
story-crash = AI stocks crash in { THE($who) }
story-correction = The AI boom corrects: { $before } shrinks to { $after }
story-trust = Trust in the reserve currency falls to { $after }
story-fund = { THE($who) } opens a larger round of its state fund
story-unrest = Unrest in { THE($who) } passes 50
story-calm = { THE($who) } calms down
story-passed = { THE($who) } reaches the second stage in the physical world
story-redline = { THE($who) } crosses its red line: { $line }
story-shock = A shock: what was hard is suddenly cheap
story-shock-leader = A shock: { THE($who) } pulls further ahead
story-shock-platform = A shock in { $sector }: { THE($who) } makes what was hard cheap
story-shock-frontier = A shock: { THE($who) } does cheaply what only { THE($leader) } could
story-wave = “{ $wave }” begins and reopens the race
story-tension-high = Military tension rises to { $after }
story-tension-low = Military tension eases to { $after }

cause-rule = { $rule } { $change }
cause-gain = { $who } { $change }
cause-quality = quality of { THE($who) } { $before } to { $after }
cause-maturity = platforms of { THE($who) } { $before } to { $after }
cause-runs-on = share of the world that runs on its technology { $before } to { $after }
cause-loyalty = loyalty to { THE($who) } { $before } to { $after }
cause-bypasses = { THE($who) } found { $after } ways round

# ---------------------------------------------------------------- rules, as a cause: "… −3.0"
rule-budget = budgets
rule-detente = diplomacy
rule-blocs = bloc politics
rule-coercion = pressure of patrons
rule-denial = denial
rule-securitisation = securitisation
rule-boundary = the political boundary
rule-waves = the new wave
rule-science = basic science
rule-compute = compute
rule-frontier = frontier research
rule-fund = the state fund
rule-quality = know-how on the layer
rule-bypass = ways round
rule-layers = buyers of new machines
rule-geography = where factories went
rule-platforms = work on platforms
rule-revenue = sales of platforms
rule-growth = growth
rule-ecosystems = choices of users
rule-alignment = courting
rule-currency = use of the currency
rule-valuation = market valuation
rule-flight = flight of capital
rule-unrest = jobs and fear
rule-politics = politics at home
rule-tension = the weather between states
rule-shocks = the shock
rule-agi = general AI
rule-events = events

# ---------------------------------------------------------------- explanations: mechanisms, levers, figures and what is said about them (explain/)
explain-other = other
explain-term-inputs = access to inputs
explain-term-entry = entry
explain-term-overcapacity = state-paid capacity
explain-term-reshoring = reshoring
explain-term-experience = experience
explain-term-price-floor = price floor
explain-term-wages = wages
explain-term-fashion = luck in buyers' choice
explain-term-incumbency = installed base
explain-term-parent-product = makers of the parent product
explain-term-controls = export controls
explain-term-tariffs = tariffs
explain-term-home = home preference
explain-term-under-way = already under way
explain-term-empty-shelves = empty shelves
explain-lever-spend = budget split
explain-lever-layer_focus = focus on layers
explain-lever-bypass_focus = focus of bypass research
explain-lever-sector_focus = focus on sectors
explain-lever-reshoring_focus = focus of reshoring
explain-lever-fund_focus = focus of the fund
explain-lever-fund_doubling = larger fund
explain-lever-control = export controls
explain-lever-tariff = tariffs
explain-lever-securitise = securitisation
explain-lever-capital_controls = capital controls
explain-lever-screening = investment screening
explain-lever-sanction = financial sanctions
explain-lever-open = openness
explain-lever-close = closing the ecosystem
explain-lever-subsidy = price subsidy abroad
explain-lever-immigration = immigration
explain-lever-welcome = market access for others
explain-lever-loosen = loosening the boundary
explain-lever-licence = licences
explain-lever-detente = offers of détente
explain-lever-verification = inspections
explain-lever-found = founding a bloc
explain-lever-invite = invitations
explain-lever-join = joining a bloc
explain-lever-press = pressing an ally
explain-lever-outreach_focus = focus of outreach
explain-lever-outreach_mix = kind of outreach
explain-lever-payment = payments
explain-lever-broker = brokering
explain-lever-prudence = leaning against the boom
explain-lever-rescue = rescue
explain-lever-swap = swap lines
explain-lever-revalue = exchange rate
explain-tray-invest = investment
explain-tray-control = controls
explain-tray-open = opening and closing
explain-tray-deal = deals
explain-figure-gdp = GDP
explain-figure-gdp_share = Share of world GDP
explain-figure-world_gdp = World GDP
explain-figure-manufacturing = Share of manufacturing
explain-figure-science = Basic science
explain-figure-frontier = Frontier
explain-figure-layer_share = Market share
explain-figure-quality = Quality
explain-figure-platform = Platform
explain-figure-maturity = Platform maturity
explain-figure-physical_maturity = Maturity in the physical world
explain-figure-robots = Robots in factories
explain-figure-capability = Technology for an ecosystem
explain-figure-concentration = Concentration
explain-figure-revenue = Derived revenue
explain-figure-chip_access = Access to the chain
explain-figure-compute = AI compute
explain-figure-embargo = Embargo
explain-figure-securitised = Securitisation
explain-figure-openness = Openness
explain-figure-ecosystem_share = Market on an ecosystem
explain-figure-ecosystem_reach = Reach of an ecosystem
explain-figure-reach = Reach
explain-figure-alignment = Alignment
explain-figure-weight_abroad = Weight abroad
explain-figure-detente = Détente
explain-figure-duty = Duty to enforce
explain-figure-membership = Membership
explain-figure-relations = Relations
explain-figure-trust = Trust in the reserve currency
explain-figure-fund = State fund
explain-figure-passed = Turn of the second stage
explain-figure-capital = AI capital
explain-figure-capital_share = Share of AI capital
explain-figure-run = Withdrawing investors
explain-figure-crash = Memory of a crash
explain-figure-crashes = Crashes
explain-figure-unrest = Unrest
explain-figure-hawkishness = Hawkishness
explain-figure-political_capital = Political capital
explain-figure-uncertainty = Uncertainty
explain-figure-tension = Tension
explain-figure-shocks = Technology shocks
explain-figure-shock_size = Size of the shock
explain-figure-events_seen = Events
explain-figure-prosperity = Prosperity
explain-figure-autonomy = Autonomy
explain-figure-security = Security
explain-figure-stability = Stability
explain-figure-influence = Influence
explain-line-run = a crash of its markets
explain-line-unrest = unrest
explain-line-chokepoint = losing a quarter of a chokepoint it holds
explain-line-own = its own red line
explain-if-repeat = the others repeat their orders
explain-if-doctrine = the others follow their doctrines
explain-if-best = each of the others plays its best doctrine against the draft
explain-own = own
explain-others = rivals
explain-sum = sum
explain-course = present course
explain-draft = draft
explain-difference = difference
explain-played = as played
explain-changed = what if
explain-goal = goal
explain-better = better in
explain-reasons = largest reasons
explain-lines = chance of a red line
explain-standing = against the standing orders of the world
explain-frozen = against the orders of the turn before, kept
explain-doubt = What this does not know: others' true technology, budgets and tempers, who is gifted, which constants hold in this world, and what people will say to each other. It draws all of these from what this seat may believe.
explain-heading = { $world }, turn { $first } to { $last }
explain-heading-against = { $world }, turn { $first } to { $last }, { $baseline }
explain-luck = luck { $share } (beside { $draws } other draws of the same orders; sd { $sd }; { $below } of them came out lower)
explain-whatif = { $world }, other orders from turn { $at }, seen at turn { $end }; same luck, { $others }
explain-repeat = the others repeat their orders
explain-react = the others react
explain-same = nothing changes
explain-band = [5 %, 95 %] of the difference under { $draws } other draws of luck
explain-ahead = { $who }, { $turns } turns ahead of turn { $turn }; { $others }; { $draws } games, each played both ways

# ---------------------------------------------------------------- techrace run (cli/)
run-title = { $many ->
    [yes] { $world }, { $turns } turns to { $end }, { $worlds } worlds, seed { $seed }
   *[no] { $world }, { $turns } turns to { $end }, seed { $seed }
    }
seconds = { $time } s
policies-all = Everybody plays { $policy }.
policies = Policies: { $list }
changed = Changed: { $list }
progress-turn = turn { $done } of { $whole }  { $share }  about { $left } s left
progress-world = world { $done } of { $whole }  { $share }  about { $left } s left

seat = seat
score = score
since-default = change
stage-frontier = frontier
stage-platforms = platforms
stage-revenue = revenue
red-line = red line
red-line-none = kept
red-line-at = turn { $turn }
red-line-from = from { $turn }
red-line-span = { $first }–{ $last }
seats-legend = Score: 50 is how a seat does on default policies, less up to 12 for a crossed red line; change: against default policies with the same luck. Stages: rank, level (0 to 100; revenue in T$ a year) and path. Red line: turns beyond it.
chokepoint = chokepoint
held-by = by
held-before = (was { $who })
since = since
since-start = since { $year }
stacks-title = Who runs on whose technology, share of world GDP
leaders-title = Who leads each stage
at-turn = turn { $turn }
capital-title = AI capital: { $before } grows to { $after }
crashes = { $count ->
    [one] One crash, in turn { $turns }.
   *[other] { $count } crashes, in turns { $turns }.
    }
no-crash = No crash.
pacts-title = Blocs and detente, depths 0 to 100
bloc = { $bloc }: duty { $before } → { $after }
bloc-never = { $bloc }: never founded
detente = Detente { $pair }: deepest { $deepest } (turn { $turn }), { $end } at the end
detente-never = Detente { $pair }: none
weather = Military tension { $tension }; trust in the currency { $trust }; shocks { $shocks }
turning-title = Turning points
turn-n = turn { $turn }
run-keep = Keep it: add --out runs/mine. Another luck: --seed 1. Other policies: techrace list policies.
run-saved = Saved { $folder }.  Again: techrace replay { $folder }
run-explain = Why: techrace explain { $folder }

odds-drawn = { $worlds } worlds, each with its own luck and its own constants drawn from the declared ranges. Shares are shares of these plausible worlds, not chances of the real future.
odds-luck = { $worlds } worlds, each with its own luck and the same constants. Shares are shares of these worlds, not chances of the real future.
odds-legend = At the end: the median, and between which figures nine worlds of ten lie. Score: 50 is how a seat does on default policies, less up to 12 for a crossed red line. Revenue in T$ a year.
chance-of = share of worlds
leads-frontier = leads frontier
leads-platforms = platforms
leads-revenue = revenue
chance-crash = crash
at-start = start
at-end = end
still-first = still first
largest-in = largest in { $share }
odds-world = The world
odds-capital = AI capital
odds-trust = Trust in the reserve currency
odds-tension = Military tension
odds-shocks = Shocks
odds-chance-crash = Worlds with a crash
odds-chance-detente = Worlds with a detente between rivals
odds-chance-tension = Worlds in which tension passes 70
odds-chance-trust = Worlds in which trust ends below 60

# ---------------------------------------------------------------- replay, validate, list, new (cli/)
replay-same = The same, bit for bit: { $many ->
    [yes] { $worlds } worlds of { $turns } turns
   *[no] { $turns } turns
    }, fingerprint { $print }.
replay-parted = Not the same: the games part in turn { $turn }.
replay-figure = The first figure to differ is { $figure } in turn { $turn } (world { $world }): saved { $saved }, now { $played }, { $by }.
replay-hidden = No headline figure differs.
valid = { $file }: a sound { $kind }
kind-world = world
kind-policy = policy
problems = { $count ->
    [one] One problem.
   *[other] { $count } problems.
    }
world-facts = { $states } states, { $regions } regions, { $turns } turns
any-seat = for any state
tray-invest = invest
tray-control = control
tray-open = open
tray-deal = deal
lever-range = { $low } to { $high }
lever-by = by { $axes }
lever-who = only { $who }
lever-cost = costs { $share } of the budget
lever-delay = { $turns ->
    [one] shows after a turn
   *[other] shows after { $turns } turns
    }
rule-parameters = { $count ->
    [one] one parameter
   *[other] { $count } parameters
    }
not-drawn = not drawn
source = Source: { $source }
new-world = Wrote { $path }. Check it: techrace validate { $path }. Play it: techrace run { $path }
new-policy = Wrote { $path }. Check it: techrace validate { $path }. Play it: techrace run --policy STATE={ $path }

# ---------------------------------------------------------------- sessions (session/, cli/sessions.py)
sessions-none = No session in { $folder } yet.
sessions-turn = turn { $turn } of { $turns }
sessions-ended = ended after { $turn } of { $turns } turns
sessions-facts = { $events } events, { $turns } turns resolved on all branches, { $size } KB.
sessions-exported = Wrote { $file }: { $events } events, with all secrets in them.
sessions-imported = Session { $name } is here now.
sessions-sure = Erase session { $name } for ever?
sessions-deleted = Session { $name } is erased.
sessions-sound = { $name }: the log is whole, and { $turns ->
    [0] no turn has been resolved yet.
    [one] its turn plays again to the same state, bit for bit.
   *[other] its { $turns } turns play again to the same states, bit for bit.
    }
sessions-differs = Turn { $turn } plays differently here than it did with techrace { $program }.
sessions-gap = Furthest apart is { $figure }, by { $gap }.
session-not-allowed = Your role cannot do this.
session-not-head = Only the head of the delegation commits for the team.
session-not-yours = Only { $seat } may do this, and you are somebody else.
session-unknown = There is no { $what } here.
session-taken = { $what } is in use already.
session-phase = This cannot be done in the phase “{ $phase }”.
session-over = The game is over.
session-last-turn = There is no further turn.
session-nothing = There is nothing to do here.
session-seat-closed = The facilitator keeps the seat of { $seat } closed.
session-doctrine = A doctrine plays { $seat } now; take the seat over first.
session-stale = Somebody of your team has saved a newer draft ({ $revision }); look at it first.
session-orders = { $count ->
    [one] One order cannot be given.
   *[other] { $count } orders cannot be given.
    }
session-depth = Your seat plays cards; it has no dials.
session-too-many = { $count } cards are too many; { $most } may be played in a turn.
session-budget = These cards take { $points } points of the budget; { $most } are allowed.
session-capital = This costs { $price } of political capital; you have { $capital }.
session-conflict = { $one } and { $other } contradict each other.
session-in-force = { $what } is in force already.
session-bound = { $card } cannot be given up early.
session-terms = A pact needs two parties or more, you among them, each with its terms.
session-signed = That is settled already.
session-question = { $question } is not asked this turn.
session-answer = The answer does not have the form that the question asks for.
session-effect = A ruling cannot change that.
session-settings = A session cannot be played with these { $what }.

# ---------------------------------------------------------------- sweeps
sweep-progress = { $done } of { $runs } runs  { $rate } a second  about { $left } left{ $failures ->
    [0] {""}
   *[other] {"  "}{ $failures } failed
    }
sweep-seconds = { $n } s
sweep-minutes = { $n } min
sweep-estimate = { $runs } runs, about { $time } and { $size } MB.
sweep-stopping = Finishing the chunks that are running; Ctrl-C again stops at once.
sweep-stopped = Stopped after { $done } of { $runs } runs. Nothing that was done is lost.
sweep-resume = Go on with: { $command }
sweep-done = { $runs } runs, every point { $n } times, are in { $folder }
sweep-failures = { $count ->
    [one] One run failed; its row in { $folder } says why and how to repeat it.
   *[other] { $count } runs failed; their rows in { $folder } say why and how to repeat them.
    }
sweep-next = See what they say: { $command }
merge-done = { $runs } runs are in { $folder }
merge-missing = { $count } runs are missing: no shard has them. techrace sweep … --resume on the new folder plays them.
analyse-page = The page: { $path }
