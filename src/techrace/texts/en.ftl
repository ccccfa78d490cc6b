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
explain-compared = Of market shares: what has changed in buyers' choice since turn { $turn }
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
odds-calibrated = { $worlds } worlds, each with its own luck and its own constants drawn from those that fit the history of earlier races. Shares are shares of these plausible worlds, not chances of the real future.
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
odds-money = ${ $band } tn
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
kind-design = design
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
new-design = Wrote { $path }. Check it: techrace validate { $path }. Try it: techrace sweep { $path } --dry-run

# ---------------------------------------------------------------- sessions (session/, cli/sessions.py)
sessions-none = No session in { $folder } yet.
sessions-turn = turn { $turn } of { $turns }
sessions-ended = ended after { $turn } of { $turns } turns
sessions-facts = { $events } events, { $turns } turns resolved on all branches, { $size } KB.
sessions-exported = Wrote { $file }: { $events } events, with all secrets in them.
sessions-imported = Session { $name } is here now.
sessions-sure = Erase session { $name } for ever?
sessions-deleted = Session { $name } is erased.
sessions-repair = What is whole can be saved: techrace sessions repair { $name }
sessions-whole = { $name }: the log is whole; there is nothing to repair.
sessions-repaired = { $name }: { $kept } events are whole again. { $lost ->
    [0] Nothing that was acknowledged is known to be missing.
    [one] The last event that was acknowledged is lost.
   *[other] The last { $lost } events that were acknowledged are lost.
    } The damaged file is kept: { $file }
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

# ---------------------------------------------------------------- orders that are refused (feasibility.py); ids may be names
refusal-who = { $who ->
    [issuer] the issuer of the reserve currency
    [leader] the leader of a camp
    [non-leader] a state that leads no camp
    [owner] the owner of an ecosystem
    [patron] a state on which others depend for their security
    [rival] a state that has a rival
    [fund] a state that may run a state-directed fund
   *[other] another state
    }
refusal-unknown = unknown lever '{ $lever }'{ $near ->
    [none] {""}
   *[other] ; did you mean '{ $near }'?
    }
refusal-shape = has shape { $shape }, not { $form }
refusal-range = { $value } is outside { $low } to { $high }
refusal-split = { $kind ->
    [depths] the depths sum to { $sum }, above 1
   *[split] the parts sum to { $sum }, not 1
    }
refusal-entitled = { $kind ->
    [line] { $me } has no such budget line; only { refusal-who } has
   *[lever] { $me } may not use this; only { refusal-who } may
    }
refusal-idle = { $me } has no such thing
refusal-itself = { $me } cannot act on itself
refusal-held = { $me } holds { $held } of { $layer }; at least { $least } is needed
refusal-dependent = { $other } depends on { $me } for { $leans } of its security; below { $least } it need not listen
refusal-budget = the lines take { $lines } of the budget{ $levers ->
    [none] {""}
   *[other] {" "}and levers that cost money { $levers }
    }: together above 100%
refusal-notation = { $text }
refusal-size = longer than { $most } characters, or not plain data
refusal-instead-range = write { $near }
refusal-instead-split = { $way ->
    [raise] raise
   *[lower] lower
    } { $kind ->
    [depths] the depths by { $by } in all, or leave one of the blocs
   *[split] the parts by { $by } in all
    }
refusal-instead-entitled = leave it as it is
refusal-instead-itself = choose another state
refusal-instead-held = choose a layer that your firms hold, such as { $best }
refusal-instead-dependent = choose a state that you protect, such as { $best }
refusal-instead-budget = lower lines or levers by { $over } of the budget in all

# ---------------------------------------------------------------- what would mend a refused plan
remedy-too-many = Put back { $over ->
    [one] one card
   *[other] { $over } cards
    }.
remedy-budget = { $give ->
    [none] Put back cards worth { $over } points.
   *[other] Put back { $give }; { $over } points would be enough.
    }
remedy-capital = { $give ->
    [none] Put back or keep cards worth { $over } of political capital.
   *[other] Put back { $give }; { $over } would be enough.
    }
remedy-conflict = Put back one of the two.
remedy-in-force = Put it back; it goes on by itself.
remedy-bound = Keep it; it ends by itself.
remedy-depth = Put the dials back, and play cards.

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
sweep-shard-done = { $runs } runs, part { $part } of { $whole }, are in { $folder }
sweep-shard-next = When all parts are there, join them: techrace merge DIR DIR … --out DIR
sweep-next = See what they say: { $command }
merge-done = { $runs } runs are in { $folder }
merge-missing = { $count } runs are missing: no shard has them. techrace sweep … --resume on the new folder plays them.
analyse-page = The page: { $path }

# ---------------------------------------------------------------- techrace play (terminal/)
play-head = { $who }   turn { $turn } of { $turns }, { $when }
play-title-brief = BRIEF
play-title-cards = CARDS
play-title-orders = ORDERS
play-title-deals = DEALS
play-title-board = BOARD
play-title-others = OTHERS
play-title-secrets = SECRETS
play-no-secrets = Nobody has told you anything that others do not know.
play-others-early = Nothing has been seen yet; ask again after the first turn.
play-others-note = In percent, seen by all. How others split their budgets is their secret.
play-title-map = MAP
play-goals = Our goals
play-weight = weight
play-level = level
play-change = change
play-red-line = Red line:
play-before = before
play-now = now
play-cards-cost = Chosen { $chosen } of { $most } cards: { $points } of { $limit } points (in force { $held } of { $all }), capital { $price } of { $capital }
play-card-cost = { $points ->
    [0] free
   *[other] { $points } points
    }{ $capital ->
    [0] {""}
   *[other] , capital { $capital }
    }
play-card-until = (in force until turn { $turn })
play-card-chosen = < chosen
play-card-given-up = < given up
play-hint-hand = Type: 1 (choose card 1; again: put it back) · help 1 · drop 1 · forecast · advice · deals · brief · undo · submit · help · quit
play-card-time = Cost: { $cost }. Shows after { $delay } { $delay ->
    [one] turn
   *[other] turns
    }, lasts { $lasts }.
play-but = But:
play-precedent = In history:
play-capital = capital { $capital } of 100
play-lever = lever
play-in-force = now
play-draft = draft
play-shows = shows in
play-what = what it is
play-budget = Budget: { $share } planned, { $left } left (it pays down debt). All numbers in percent.
play-turns = { $turns ->
    [one] 1 turn
   *[other] { $turns } turns
    }
play-delay = Shows after { $turns ->
    [one] 1 turn
   *[other] { $turns } turns
    }.
play-write = Write:
play-seat = seat
play-stacks = Who runs on whose technology, share of world GDP
play-estimates = 0 to 100; revenue in $ bn a year. What others hide is an estimate.
play-forms = Forms that you can propose: propose FORM, or propose FORM PARTNER. What leaving costs: help FORM
play-forms-none = There are no forms for your seat.
play-pact-holds = holds
play-pact-open = waits for signatures
play-pact-declined = declined
play-pact-left = has ended
play-pact-notice = has been left; it binds for its notice
play-leaving = Leaving: { $turns ->
    [0] no notice
    [one] one turn’s notice, in which the terms still bind
   *[other] { $turns } turns’ notice, in which the terms still bind
  }; at once { $effects }.
play-leave-now = To leave it, type: withdraw { $pact } now
play-nothing = nothing
play-pact-no = Will not sign: { $who }. A doctrine signs only what it would order anyhow.
play-pact-mine = It asks of you, in percent: { $terms }
play-answer-binary = Answer with your probability in percent: forecast { $n } 70
play-answer-number = Answer with low, middle and high: forecast { $n } 20 30 40
play-of-what = Write what it is about, such as { $word } { $first }; one of { $allowed }
play-of-nothing = There is nothing here for { $word }.
play-source-more = Also:
play-map-narrow = The sketch of the map needs { $cells } columns.
play-none-seen = nothing
play-pledge = Write what is promised: pledge We stay out of every bloc.
pledges-and-after = Pledges, and what their makers ordered otherwise afterwards
pledges-after = Ordered otherwise afterwards
afterwards-change = { $what } { $path } from turn { $turn }
afterwards-nothing = ordered nothing otherwise
play-no-pacts = There was no pact.
play-no-questions = Nothing is asked this turn.
play-no-question = There are { $count } questions this turn; forecast lists them.
play-hint-cards = Type: cards · 1 (choose card 1) · help 1 · forecast · advice · deals · board · map · others · secrets · why security · source { $layer } · undo · submit · help · quit
play-hint-full = Type: orders · focus · control · open · deal · social 5 · help tariff · forecast · advice · deals · board · map · others · secrets · why security · source { $layer } · undo · submit · help · quit
play-hint-deals = Type: propose FORM · sign PACT · decline PACT · withdraw PACT · pledge TEXT · brief · submit · help · quit
play-hint-over = Type: whatif { $whose }{ $turn } standing (from turn { $turn } on, as if we had ordered nothing new) · whatif { $whose }{ $turn } immigration 80 · why security (in the whole game) · board · map · others · deals · secrets · source { $layer } · quit
play-help-cards = brief           what happened, and our goals
    cards           your hand; 1 chooses card 1, 1 again puts it back
    drop 1          gives up card 1 before its time
    help 1          all about card 1
    forecast        the questions; forecast 1 70 answers the first with 70 %
    advice          what your choice may lead to
    deals           pacts; propose, sign, decline, withdraw; pledge TEXT promises
    board, map      the race; who runs on whose technology
    others          what everybody has seen the others order
    secrets         what only your seat is told
    why security    what moved a figure in the last turn
    source NAME     where a number comes from, how sure it is, who disagrees
    undo, back      takes back the last choice; takes back the whole last turn
    submit          ends your turn
    save, quit      everything is saved as you type; techrace play --resume goes on
play-help-full = brief           what happened, and our goals
    orders          the levers: invest, focus, control, open, deal
    social 5        sets it, in percent; also: tariff { $rival } 20; control { $rival } { $layer } 90
    help tariff     all about a lever
    forecast        the questions; forecast 1 70 answers the first with 70 %
    advice          what your draft may lead to
    deals           pacts; propose, sign, decline, withdraw; pledge TEXT promises
    board, map      the race; who runs on whose technology
    others          what everybody has seen the others order
    secrets         what only your seat is told
    why security    what moved a figure in the last turn
    source NAME     where a number comes from, how sure it is, who disagrees
    undo, back      takes back the last change; takes back the whole last turn
    submit          ends your turn
    save, quit      everything is saved as you type; techrace play --resume goes on
play-unknown = There is no command { $word }
play-unknown-near = There is no command { $word }; did you mean { $near }?
play-no-card = { $word } is no card of yours; type a number from 1 to { $count }.
play-cards-only = Your seat plays cards; type cards to see them.
play-instead-of = instead: { $instead }
play-not-changed = Not changed:
play-allowed = allowed: { $allowed }
play-nothing-to-undo = There is nothing to undo in this draft; back takes back the last turn.
play-kept = Saved as { $id }; everything is saved as you type.
play-saved = Saved. Go on with: { $again }
play-overtaken = That could not be kept: { $why }. Here is the game as it was saved.
play-searching = Whoever searches for his orders is thinking; that takes some seconds.
play-resolved = Turn { $turn } is played.
play-handover = Pass the keyboard to { THE($who) }. Nobody else should look.
play-enter = Enter to go on.
play-waiting = Waits for your answer: { $pacts }. Type deals.
play-why-early = { $figure }: nothing has moved yet; ask again after the first turn.
play-source = Source:
play-sure = How sure: { $confidence }
play-confidence-high = high
play-confidence-medium = medium
play-confidence-low = low
play-note = Note:
play-dispute = Who disagrees:
play-advice = In { $turns ->
    [one] 1 turn
   *[other] { $turns } turns
    }, if the others repeat their orders; { $draws } games, each played both ways. The middle and nine games in ten:
play-advice-none = Your draft changes nothing yet: choose something first.
play-advice-doubt = It knows only what you know, and the others may do something else.
play-over = The game is over. All secrets are open.
play-score = { $who }: score { $score }, { $ahead } against the default doctrine with the same luck; better than it in { $share } of { $games } replays (50 is what doctrines reach, less a price for crossing a red line)
play-start = start
play-end = end
play-luckier = better than
play-causes = what moved it most
play-luck-note = “Better than”: in how many of { $draws } games with your orders and other luck it came out lower. Near 50 % is policy; near 0 or 100 % luck had a hand in it.
play-who = Who moved it, against the standing orders of the world:
play-nobody = nobody
play-forecasts = Your forecasts beside the base rate (smaller scores are better)
play-forecast-good = You said { $answer }, the base rate { $base }. It came out { $came }: { $score }, better than the base rate ({ $reference }).
play-forecast-bad = You said { $answer }, the base rate { $base }. It came out { $came }: { $score }, no better than the base rate ({ $reference }).
play-forecast-left-out = Left out, so counted as the base rate: { $count } questions.
play-forecast-skill = Over { $asked } questions, { $answers } of them answered: { $points } points a question against the base rate (0: as good as leaving all out).
play-forecast-brier = Brier score { $brier }, the base rate’s { $base }.
forecast-base-chance = Base rate: { $share }
forecast-base-number = Base rate: { $middle }, four times in five { $low } to { $high }
forecast-base-note = The base rate is counted in games of doctrines. A question left out counts as answered by it.
play-story = Turning points
play-turn = turn { $turn }:
play-report = The whole game as a page: { $path }
play-whatif = What if { THE($who) } had ordered that from turn { $turn } on (same luck, the others repeat their orders)
play-instead = Write a turn and an order: whatif { $whose }{ $turn } standing, or whatif { $whose }{ $turn } immigration 80
play-instead-later = What if is a question for the debrief, after the last turn; advice looks ahead now.
play-over-unknown = The game is over, and { $word } can no longer be done.
play-lever-spend = Split the programme budget over its lines.
play-but-spend = Every point is missing elsewhere; unspent money pays down debt.
play-lever-layer_focus = Choose the layers of the chokepoint programme.
play-but-layer_focus = A monopoly is a prize for whoever finds the way round.
play-lever-bypass_focus = Choose the layers to find a way round.
play-but-bypass_focus = Reinvents what could be bought.
play-lever-sector_focus = Choose the sectors that AI diffuses into.
play-but-sector_focus = Jobs go before new ones come.
play-lever-reshoring_focus = Choose what to bring home: a layer, or manufacturing (last).
play-but-reshoring_focus = Dearer goods at home.
play-lever-fund_focus = Choose the layers of the state-directed fund.
play-but-fund_focus = Waste and overcapacity grow with the round.
play-lever-fund_doubling = Make the next round of the fund larger (1: by the full step).
play-but-fund_doubling = Cannot be stopped inside a round.
play-lever-control = Deny a state a layer that your firms hold.
play-but-control = Your own firms lose that market and he starts to look for a way round.
play-lever-tariff = Tax imports from a state (1: prohibitive).
play-but-tariff = Own factories pay more and he answers.
play-lever-securitise = Treat AI as national-security technology.
play-but-securitise = Throttles the second stage and is hard to take back.
play-lever-capital_controls = Stop capital from leaving.
play-but-capital_controls = It stops coming, too.
play-lever-screening = Screen foreign investment.
play-but-screening = Keeps know-how in and money out.
play-lever-sanction = Cut a state off from the reserve currency.
play-but-sanction = Every use teaches others to do without it.
play-lever-open = Release models and designs openly.
play-but-open = Everyone learns, the rival first.
play-lever-close = Close your own ecosystem to a market.
play-but-close = Somebody else furnishes it.
play-lever-subsidy = Subsidise the price of your ecosystem abroad.
play-but-subsidy = Market share without profit.
play-lever-immigration = Open labs and borders to talent.
play-but-immigration = Unpopular in a hawkish mood.
play-lever-welcome = Give another state's champion access to your market.
play-but-welcome = Your own ecosystem loses ground at home.
play-lever-loosen = Move the political boundary: freedom, diversity and reward.
play-but-loosen = Opening unsettles before it calms.
play-lever-licence = Sell a design on a layer to a state.
play-but-licence = He will not forget it.
play-lever-detente = Offer detente; it holds only if both sign in the same turn.
play-but-detente = Alone it looks weak.
play-lever-verification = Accept inspections that make a detente deeper.
play-but-verification = Inspectors see your laboratories.
play-lever-found = Found your camp's bloc and set the duty to enforce.
play-but-found = You are asked to pay for it.
play-lever-invite = Invite a state into your bloc.
play-but-invite = A leak inside is worse than outside.
play-lever-join = Join a camp's bloc to this depth.
play-but-join = You lose the other side's market.
play-lever-press = Impose a chip agreement (price floor) on an ally that you protect.
play-but-press = Third states gain most, relations sour.
play-lever-outreach_focus = Choose the markets that your outreach courts.
play-but-outreach_focus = Loans that sour.
play-lever-outreach_mix = Choose what you offer: aid, compute, price, security.
play-but-outreach_mix = A guarantee may be called in.
play-lever-payment = Pay a state from your programme budget.
play-but-payment = Money that builds nothing at home.
play-lever-broker = Bring two rival leaders to one table.
play-but-broker = Buys nothing at home.
play-lever-prudence = Lean against the boom.
play-but-prudence = Slower growth of capital now.
play-lever-rescue = Stand behind the market in a run.
play-but-rescue = The debt stays.
play-lever-swap = Open a swap line to a state.
play-but-swap = Your currency carries his risk.
play-lever-revalue = Move the exchange rate (log points a year).
play-but-revalue = Dear exports, or dear imports and angry partners.
play-line-frontier = frontier research: the best models
play-line-compute = computing centres and chips
play-line-science = basic science and talent
play-line-platform = bringing AI into industries
play-line-layer = holding chokepoints of the chip chain
play-line-bypass = finding ways round others' chokepoints
play-line-reshoring = bringing production home
play-line-sovereign = a technology stack of our own
play-line-outreach = courting other regions
play-line-social = social cushion against job fears
play-line-defence = defence
play-line-currency = care of the reserve currency
play-line-fund = state-directed fund

# ---------------------------------------------------------------- web: host, doctor, rehearse (web/*.py, cli)
web-host-title = { $title } ({ $name })
web-host-stands = Turn { $turn } of { $turns }
web-host-address = Address
web-host-code = Join code
web-host-lead = Your page (keep it to yourself):
web-host-board = Board, for the projector:
web-host-data = Kept in
web-host-loopback = Only this machine can join. With --lan, phones in the same network can.
web-host-stop = Ctrl-C closes the house; the same command opens it again where it stopped.
web-host-closed = Closed. Everything is kept: techrace sessions show { $name }

web-error-http = This cannot be done.
web-error-malformed = The request is not of the form that is expected.
web-error-input = This cannot be read.
web-error-room = There is no such session here. It may have ended, or the host has started another one.
web-error-code = No session has this code. { $left ->
    [0] Wait a minute before you try again.
    [one] One try is left in this minute.
   *[other] { $left } tries are left in this minute.
  }
web-error-link = This link does not open the session any more. Join again with the code.
web-error-seat = Only members of a team may do this; take a seat first.
web-error-seat-unknown = There is no such seat.
web-error-lead = Only the facilitator may do this.
web-error-too-often = That was too often. Wait a minute and try again.
web-error-too-large = This is too long to be kept.
web-error-host = This is not an address of this host. Open the one that it shows; whoever starts it can add a name with --name.
web-error-full = This room is full. Ask the facilitator to send somebody away who is not here any more.
web-error-origin = This request comes from another site and is not carried out.
web-error-unsure = The host cannot say whether this was saved ({ $why }). Look whether it is there before you do it again, and tell the facilitator.
web-error-lost = This could not be saved ({ $why }), so it has not happened. Try again; if it goes on, tell the facilitator: the disk of the host may be full.
web-error-replaced = A newer question has taken the place of this one.
web-error-worker = The adviser has stopped. Ask again.
web-error-early = There is nothing to explain before the first turn has been played.
web-error-source = This world gives no source for that figure.
web-error-fault = A fault in techrace itself. The host's terminal shows where; nothing that was saved is lost.

web-did-join = { $who } joined.
web-did-leave = { $who } left.
web-did-take-seat = { $who } took the seat { $seat }.
web-did-give-up-seat = { $who } gave up a seat.
web-did-open-seat = { $who } set up the seat { $seat }.
web-did-choose-head = { $who } chose the head of { $seat }.
web-did-hand-over = { $who } handed { $seat } to a doctrine.
web-did-hand-back = { $who } handed { $seat } back to its team.
web-did-propose-pact = { $who } proposed a pact for { $seat }.
web-did-sign-pact = { $who } signed a pact for { $seat }.
web-did-decline-pact = { $who } declined a pact for { $seat }.
web-did-withdraw-pact = { $who } left a pact for { $seat }.
web-did-make-pledge = { $who } made a pledge for { $seat }.
web-did-submit-orders = { $who } submitted the orders of { $seat }.
web-did-play-event = { $who } played the event { $event }.
web-did-write-move = { $who } wrote a free move.
web-did-rule-on = { $who } ruled on a free move.
web-did-send-message = { $who } sent a message.
web-did-move-phase = { $who } moved the phase on.
web-did-resolve = { $who } had turn { $turn } played.
web-did-undo = { $who } took back a turn.
web-did-switch-branch = { $who } went to another branch.
web-did-pause = { $who } stopped the clock.
web-did-resume = { $who } let the clock run.
web-did-extend = { $who } changed the time by { $seconds } s.
web-did-show-board = { $who } chose what the board hides.
web-did-end = { $who } ended the game.

doctor-programs = Programs
doctor-programs-good = all there (Python { $python }, SQLite { $sqlite })
doctor-programs-bad = missing: { $missing }. Run: pip install "techrace[web]"
doctor-port = Port
doctor-port-good = { $port } is free
doctor-port-bad = { $port } is taken or not allowed. End the other techrace host, or choose another: --port 8026
doctor-network = Network
doctor-network-good = phones will find this machine at { $address }
doctor-network-bad = this machine is in no network. Join the Wi-Fi of the room, or open a hotspot on a phone and join that.
doctor-firewall = Firewall
doctor-firewall-good = none found that stands in the way
doctor-firewall-look = { $name } is on. Allow Python (or this port) to be reached from the local network when it asks, or beforehand in its settings.
doctor-isolation = Wi-Fi
doctor-isolation-look = guest networks often keep devices apart. Before the workshop, start techrace host --lan and open its address on one phone; if nothing comes, use another network or a hotspot.
doctor-sleep = Sleep
doctor-sleep-good = nothing found that sends this machine to sleep; keep it plugged in and its lid open
doctor-sleep-look = this machine may go to sleep by itself. Plug it in, keep the lid open and switch sleeping off for the day.
doctor-disk = Disk
doctor-disk-good = { $free } GB free at { $folder }
doctor-disk-bad = only { $free } GB free at { $folder }. Make room, or keep sessions elsewhere: --data DIR
doctor-saving = Saving
doctor-saving-good = an order is safe after { $ms } ms
doctor-saving-look = an order is safe only after { $ms } ms. Keep sessions on a local disk, not in a folder that is synchronised or on a stick: --data DIR
doctor-saving-bad = { $folder } cannot be written ({ $why }). Choose another: --data DIR
doctor-playing = Speed
doctor-playing-good = a turn of { $world } takes { $ms } ms
doctor-playing-look = a turn of { $world } takes { $ms } ms. Close other programs.
doctor-playing-bad = { $world } cannot be played. Run: techrace validate { $world }
doctor-terminal = Terminal
doctor-terminal-good = can write every language and the picture that phones scan
doctor-terminal-look = writes { $encoding } only. The picture may look broken here; the facilitator's page shows it, too.
doctor-end = { $bad ->
    [0] Ready. What is marked ? only a person can look at.
    [one] One thing has to be mended first.
   *[other] { $bad } things have to be mended first.
  }

web-rehearse-title = Rehearsal: { $devices } devices ({ $kind }), { $turns } turns
web-rehearse-kind-browser = pages in a browser
web-rehearse-kind-program = programs
web-rehearse-broke = the rehearsal broke off: { $value }
web-rehearse-joined = { $value } devices joined
web-rehearse-submits = orders were acknowledged within { $value } (19 of 20)
web-rehearse-screens = a resolved turn was on every screen after { $value }
web-rehearse-back = { $value } devices show the right turn after lost connections, refreshes and a late arrival
web-rehearse-log = the log is whole: { $value }
web-rehearse-replay = turns that replay differently: { $value }
web-rehearse-go = GO. This machine can lead a room.
web-rehearse-no-go = NO-GO. What is marked ! has to be mended first; techrace doctor may know more.

# ---------------------------------------------------------------- web: every page, join, seat, team
web-connected-merged = { $count ->
    [one] Connected; 1 change merged.
   *[other] Connected; { $count } changes merged.
  }
web-points-on = { $size } points
web-why-goals = Why they moved
web-who-later = Who caused it is open at the debrief; until then it would tell of sealed orders.
web-hindsight = What if we …
web-hindsight-sentence = What if we had { $what } from turn { $turn }?
web-hindsight-finding = { $figure } would be { $amount } { $way ->
    [lower] lower
   *[higher] higher
    } now
web-hindsight-between = Nine of ten games: { $low } to { $high }
web-hindsight-same = { $figure } would be as it is
web-hindsight-range = Nine of ten games
web-hindsight-ask = Ask
web-hindsight-doubt-title = What this does not know
web-hindsight-doubt = Not the luck of this game, nor what others hide. { $draws } games that looked to us like this one before turn { $turn } were played with our orders and without; in both the others order what they ordered in sight of all.
web-hindsight-later = With the luck of this game, and for everybody’s orders, it is open at the debrief.
web-change-deal = Change
web-counter-offer = Counter-offer
web-dial-stop = The budget ends at { $share }.
web-dial-take = Take { $share } from { $from }
web-draft-costs = this draft { $points }
web-submit-waits = Sent when connected ({ $since }) · cancel
web-join-code = Enter the code on the wall
web-join-name = Your name in this room
web-join-name-kept = Any name. Only this name is stored, until the session is deleted.
web-join = Join
web-language = Language
web-connected = Connected again.
web-disconnected = Not connected. Your draft is kept on this phone. Trying again.
web-silent = The facilitator’s computer does not answer ({ $since }). Your draft is kept on this phone.
web-gone = This link does not open the session any more. Join again with the code.
web-error-offline = Not connected. Nothing is lost; try again in a moment.
web-stranger = This device has no seat in this room yet
web-stranger-more = Join with the code on the wall, or open your own link again.
web-to-join = To the join page
web-skip = Skip to the content
web-close = Close
web-cancel = Cancel
web-menu = Team, language and look
web-look-theme = Theme
web-look-theme-auto = as the device
web-look-theme-light = light
web-look-theme-dark = dark
web-look-motion = Motion
web-look-motion-auto = on
web-look-motion-off = off
web-look-text = Text
web-look-text-auto = normal
web-look-text-large = large
web-look-keys = Single keys
web-look-keys-auto = on
web-look-keys-off = off
web-keys = Keys of this page
web-key-space = Space
web-key-help = these keys
web-key-tray-before = tray before
web-key-tray-next = next tray
web-key-pause = stop the clock, or let it run
web-key-minute = one minute more
web-key-resolve = resolve now (asks)
web-key-undo = undo the last turn (asks)
web-key-scene = next scene of the board
web-key-skip = skip what moves, or close this
web-waiting = This takes longer than usual. It goes on by itself.
web-resolving = Resolving…
web-hold = Hold, or tap and confirm
web-phase-lobby = Arrival
web-phase-brief = Brief
web-phase-negotiate = Negotiate
web-phase-orders = Orders
web-phase-board = Board
web-phase-debrief = Debrief
web-phase-now = { $phase }, turn { $turn }
web-last-60 = One minute left.
web-last-10 = 10 seconds.
web-turn-of = Turn { $turn } of { $turns }
web-turn-word = Time
web-paused = Paused
web-pages = Pages
web-tab-brief = Brief
web-tab-deals = Deals
web-tab-orders = Orders
web-tab-advice = Advice
web-lobby = The game begins when the facilitator starts it. Read your brief and talk to your team.
web-undone = The facilitator took turn { $turn } back. Your orders of that turn are your draft again.
web-seat-choose = Choose a seat
web-seat-free = free
web-seat-join = join the team
web-seat-closed = closed
web-seat-closed-more = The facilitator keeps this seat closed.
web-seat-doctrine = played by a doctrine: { $doctrine }
web-seat-take = Take this seat
web-seat-lead = Take this seat as head of delegation
web-our-team = Our team
web-head = head of delegation
web-here = here
web-away = away
web-ask-lead = Ask the facilitator
web-send = Send
web-sent = Sent.
web-rejoin = Your own link
web-rejoin-more = Battery dying? Open this link on any other phone.
web-print-brief = Print our brief
web-let-doctrine = Let a doctrine play for us
web-other-seat = Change the seat
web-words = Words
web-finding-lost = We lost { $size } of { $figure }
web-finding-won = We gained { $size } of { $figure }
web-mostly = mostly by { $cause }
web-last-turn = over the last turn
web-where-we-start = Where we start
web-causes-later = Causes appear after the first turn.
web-our-goals = Our goals
web-weight = counts { $share }
web-red-line = Our red line
web-bar-line = our line { $line }
web-bar-course = course { $low } to { $high }
web-course-key = Bracket: where the present course leads in { $turns } turns, in half of the games that look like this one to us.
web-line-chance = On the present course it is crossed in { $chance } of the games within { $turns } turns.
web-as-of = As of { $turn ->
    [0] the start
   *[other] turn { $turn }
    }; { $date } comes next.
web-score = Score { $level }, { $ahead } against our default doctrine with the same luck; better than in { $chance } of its games.
web-others = What we know of the others
web-estimate = estimate
web-public = public
web-news = News of the turn
web-messages = Messages
web-from-lead = from the facilitator
web-from-us = from us
web-who-runs-on-what = Who runs on whose technology
web-source-title = Where this number comes from
web-waterfall = { $name }: from { $before } to { $after }, by cause
web-cause = Cause
web-change = Change
web-player = Player
web-by-player = { $name }, by player
web-as-table = as a table
web-as-picture = as a picture
web-fan = { $name }: { $draft } with the draft, { $course } on the present course, in the middle of many games
web-deals-title = Whom do we bind, and to what?
web-no-deals = No deal has been proposed yet. Talk in the room, then write it down here.
web-waits-for-us = Waits for us
web-we-wait = We wait for
web-deals-in-force = In force
web-deals-over = Over
web-in-force = in force
web-signed = signed
web-at-most = at most { $value }
web-at-least = at least { $value }
web-in-turn = in turn { $turn }
web-declined = declined
web-leaving = Leaving:
web-left-by = { $who } left
web-broken-by = { $who } broke it in turn { $turn }
web-word = kept its deals in { $kept } of { $all } turns
web-word-broke = broke one in turn { $turns }
web-word-left = left { $count }
web-side-payment = Side payment
web-pays = { $who } pays { $whom } { $share } of its budget each turn
web-payer = Who pays
web-payee = Whom
web-pay-share = Percent of the payer’s budget, each turn
web-pay-put = Put it into the deal
web-sign = Sign
web-sign-sure = It binds our orders from now on, and everybody sees it.
web-decline = Decline
web-leave-pact = Leave it
web-withdraw = Withdraw
web-withdraw-sure = Our signature is taken back.
web-head-signs = The head of our delegation signs and commits; everybody may draft.
web-new-deal = New deal
web-deal-kind = Kind
web-deal-with = With whom, and what they would order
web-we-would = We would order:
web-deal-words = In your own words (optional)
web-propose = Propose and sign
web-pledges = Pledges in sight of all
web-pledge-make = Make a pledge
web-pledge-say = Say it in public
web-trays = Trays of levers
web-tray-invest = Invest
web-tray-focus = Aim
web-tray-control = Control
web-tray-open = Open
web-tray-deal = Deal
web-line-frontier = Frontier research
web-line-compute = Compute and fabs
web-line-science = Basic science
web-line-platform = AI in industries
web-line-layer = Chokepoints
web-line-bypass = Ways round
web-line-reshoring = Bringing home
web-line-sovereign = Own technology stack
web-line-outreach = Courting regions
web-line-social = Social cushion
web-line-defence = Defence
web-line-currency = Reserve currency
web-line-fund = State fund
web-less = less: { $what }
web-more = more: { $what }
web-was = last turn { $value }
web-add = Add
web-choose-one = choose
web-budget = Budget, half a year
web-left-of = left of { $whole }
web-budget-used = { $share } of the budget is used
web-capital = Political capital
web-points-of = { $size } points
web-choose-moves = Choose up to { $most } moves
web-points = { $points } of { $most } points newly committed, { $held } of { $all } in all
web-card-time = shows after { $delay } turns, lasts { $lasts }
web-card-choose = Choose
web-card-chosen = Chosen
web-card-drop = Give it up
web-card-keep = Keep it after all
web-put-back = Put it back
web-to-mend = { $count ->
    [one] One thing to change
   *[other] { $count } things to change
    }
web-move-write = Write a move of our own
web-move-what = What we do, to whom, and what we expect
web-move-rules = The facilitator rules on it.
web-move-send = Send to the facilitator
web-move-waits = waits for the facilitator
web-move-allowed = allowed, chance { $chance }
web-move-refused = not allowed
web-forecast = Forecast
web-forecasts-left = { $count ->
    [one] 1 forecast to give
   *[other] { $count } forecasts to give
  }
web-forecast-give = Give this forecast
web-forecast-low = low
web-forecast-middle = middle
web-forecast-high = high
web-forecast-interval = In the unit of the question. Four times in five it should lie between low and high.
web-odds-unlikely = unlikely
web-odds-rather-not = rather not
web-odds-even = even
web-odds-rather = rather yes
web-odds-likely = likely
web-skip-it = Skip
web-somebody = somebody of us
web-you = you
web-yes = yes
web-no = no
web-doctrine-plays = A doctrine plays for us: { $doctrine }
web-doctrine-plays-more = It goes on until our head of delegation takes the seat back.
web-take-back = Take the seat back
web-pacts-bind = Deals that bind these orders
web-break-pact = Break it this turn: { $name }
web-orders-in = Orders are in.
web-orders-in-more = Orders are in, stored for good. You can change and submit them again until the phase ends.
web-orders-in-change = Orders are in · submit again
web-orders-locked = Orders open after: { $phase }
web-submit = Submit orders
web-submit-when-back = Submit when connected
web-sending = Sending…
web-ready = I am ready
web-ready-of = { $ready } of { $all } ready
web-draft-none = no draft yet; what stands goes on
web-draft-saving = saving…
web-draft-saved = draft saved
web-draft-kept = kept on this phone
web-advice-title = What would it lead to?
web-advice-asks = Many games are being played on from here.
web-advice-finding = With this draft, { $goal } ends higher in { $chance } of the games
web-advice-same = The draft changes nothing yet
web-advice-bands = { $draws } games from what we know; the bands hold one half and nine tenths of them.
web-advice-unknown-title = What this does not know
web-updating = Updating…
web-if-others = If the others …
web-others-repeat = repeat their orders
web-others-doctrine = follow their doctrine
web-others-best = answer best
web-red-lines = Chance of each red line: present course → draft
web-reasons = Main reasons

# ---------------------------------------------------------------- web: board, map, print
web-hex = One hex is a slice of a market; bigger economies have more.
web-board-flipped = { $count } changed hands this turn
web-board-race = The race by stage
web-board-chokepoints = Who holds which chokepoint
web-board-capital = AI capital, { $whole } in all, and where it moved
web-board-duty = duty to enforce { $duty }
web-board-broken = broken by { $who }
web-board-people = { $count ->
    [one] 1 person
   *[other] { $count } people
  }
web-board-scan = Picture to scan with a phone
web-board-in = Orders in
web-board-doctrine = doctrine
web-board-seat-in = in
web-board-drafting = drafting
web-board-join = Join
web-board-ends = Ends in
web-board-welcome = Open the address, enter the code, choose a seat
web-print = Print
web-print-briefs = Briefs
web-print-cards = Cards
web-print-signs = Name signs
web-print-no-seat = Take a seat first; then its brief can be printed here.
web-print-hold = What we hold
web-print-need = Whom we depend on
web-print-none = no chokepoint of our own
web-print-hand = Our moves
web-print-ask = Three questions to ask ourselves
web-print-ask-1 = What can nobody do without us, and for how long?
web-print-ask-2 = Whose answer do we fear, and can we bind them by a deal?
web-print-ask-3 = What must still be true at the end for us to have won?
web-print-turn = Read what happened, talk and sign, order in secret, see what came of it.
web-board-start = Nobody has moved yet
web-board-quiet = A quiet turn: no chokepoint moved
web-board-lost = { $what }: { THE($who) } lost { $points } points
web-board-won = { $what }: { THE($who) } gained { $points } points
web-board-bloc = member of a bloc
web-board-estimates = Frontier and platforms as outsiders estimate them, 0 to 100; revenue a year. A dashed ring: the rank of last turn.
web-board-held = Where it is now
web-board-blocs = Blocs and who enforces their lists
web-board-pacts = Pacts in force
web-board-pledges = What was promised
web-board-no-pacts = No pact is in force.
web-board-no-pledges = Nobody has promised anything in public.
web-board-no-more-news = Nothing else made the papers.
web-print-want = What we want
web-print-weight = Weight in our score.
web-print-share = Share of world sales.
web-print-largest = The largest holder's share.
web-print-at-most = Our moves: at most { $count } a turn
web-print-foot = { $title } · political capital of 100 · sources of every figure: tap it in the game
web-print-play = A turn

# ---------------------------------------------------------------- web: facilitator's console
web-lead-which-doctrine = Doctrine when nobody plays
web-lesson = Lesson plan
web-lesson-none = none
web-lead-resume = Resume
web-lead-pause = Pause
web-lead-minus = one minute less
web-lead-plus = +1 min
web-lead-last-call = Last call, 5 seconds
web-lead-no-clock = No clock in this phase.
web-lead-begin = Begin the game
web-lead-next = Next phase
web-lead-resolve = Resolve now
web-lead-resolve-out = Not in yet: { $who }. Their last draft plays, or what was agreed for their absence.
web-lead-resolve-all = All orders are in.
web-lead-take-back = You can take it back.
web-lead-back = Take it back
web-lead-resolved = Turn { $turn } has been played.
web-lead-undone = Turn { $turn } has been taken back.
web-lead-go = Go there
web-lead-board = On the board
web-lead-room-sees = the room sees
web-lead-hide = Never show
web-scene-auto = By phase
web-scene-world = World
web-scene-race = Race
web-scene-chokepoints = Chokepoints
web-scene-capital = Capital
web-scene-blocs = Blocs
web-scene-news = News
web-lead-by-doctrine = Plays by doctrine
web-lead-idle = Idle
web-lead-devices = { $here } of { $all } devices connected
web-lead-message-to = Message to { $who }
web-lead-message-all = Message all
web-lead-doctrine = Doctrine
web-lead-give-back = Give back
web-lead-seat-more = More about { $who }
web-depth-cards = cards
web-depth-full = full
web-lead-close-seat = Close the seat
web-lead-open-seat = Open the seat
web-lead-absent = If they do not submit
web-absent-draft = their last draft plays
web-absent-standing = standing orders play
web-absent-doctrine = the doctrine plays
web-lead-make-head = Make head
web-lead-unseat = Unseat
web-lead-sealed = Sealed orders
web-lead-nothing = nothing yet
web-lead-look = Look into this seat
web-lead-look-sure = It is noted, and the room is told at the debrief.
web-lead-so-far = The game so far
web-lead-undo = Undo turn { $turn }
web-lead-undo-sure = Turn { $turn } is taken back and kept as a branch; its orders become drafts again.
web-lead-branch = Undone branch of turn { $turn }, kept for the debrief
web-lead-branch-go = Go on from it
web-lead-log = What happened
web-lead-server = The server
web-ruling-figure = Which figure
web-ruling-by = By how many points
web-remove = Remove
web-ruling-cost = Costs political capital
web-ruling-chance = Chance in percent
web-ruling-public = The room may read it afterwards
web-ruling-words = Reason (optional)
web-ruling-preview = With a chance of { $chance }, { $count } effects when the turn is resolved.
web-ruling-rule = Rule
web-ruling-refuse = Refuse
web-ruling-ask = Ask back
web-need-move = { $who } asks you to rule on a free move
web-need-call = { $who } calls for help
web-need-reply = Reply
web-deck = Event deck
web-deck-left = { $count } left
web-deck-on = on
web-deck-play = Play
web-deck-write = Write an event
web-deck-next = Set its effects
web-note = Note for the debrief
web-note-keep = Keep the note
web-lead-you = You
web-lead-menu = Room and devices
web-lead-open-board = Open the board
web-lead-print = Print briefs and cards
web-lead-debrief = Open the debrief page
web-lead-handover = A second facilitator
web-lead-handover-more = Whoever enters this code on the join page becomes facilitator, once, within five minutes.
web-lead-handover-code = Show a code
web-lead-people = { $count } people here
web-lead-end = End and debrief
web-lead-end-sure = The game ends for everybody, all secrets open and every phone goes to the debrief. You can go on with the game afterwards, but what has been read is known.
web-lead-over = The game is over, and its secrets are open.
web-lead-go-on = Go on with the game
web-lead-go-on-sure = Everybody goes back to the game and secrets close again; whoever has read them knows them. Drafts, orders and deals stand as they were.
web-lead-ready = { $ready } of { $all } seats are ready

# ---------------------------------------------------------------- web: debrief and exports
explain-figure-bypasses = Ways round
explain-figure-waste = Waste
explain-figure-debt = Debt
explain-figure-valuation_gap = Overvaluation
explain-figure-coercion = Pressure
rule-hand = cards, events and rulings at the table
web-error-not-over = This is open to everybody once the game is over.
web-error-file = There is no such file.
web-debrief = Debrief
web-debrief-head = { $turns } turns · secrets are open
web-debrief-running = { $turns } turns so far · only you see this before the end
web-debrief-early = The debrief begins when a turn has been played.
web-debrief-closed = The debrief opens when the facilitator ends the game.
web-debrief-save = Save as one HTML file
web-debrief-tables = Tables
web-debrief-tables-more = One observation a row, turn and seat on each. Every column is explained in the dictionary.
web-debrief-dictionary = Dictionary
web-debrief-log = The whole log, to play on or to verify
web-debrief-all = Everything in one archive
web-debrief-reports = Report per team
web-debrief-track = Turns
web-debrief-play = Play the turns
web-debrief-stop = Stop
web-debrief-quiet = a quiet turn
web-debrief-end = End
web-debrief-then = Turn { $turn }, { $date }
web-debrief-orders = What was ordered
web-debrief-by-doctrine = doctrine: { $doctrine }
web-debrief-by-draft = their last draft; nothing had been submitted
web-debrief-by-dials = as it stood; nothing had been submitted
web-debrief-by-standing = standing orders; nothing had been submitted
web-debrief-by-submitted = no card
web-debrief-broke = { $who } broke a pact
web-debrief-happened = it happened
web-debrief-not-happened = it did not happen
web-debrief-event = Event: { $event }
web-debrief-map = The map after this turn
web-debrief-sentence = What if { $seat } had { $what } from turn { $turn }?
web-debrief-sentence-undone = What if { $what }?
web-instead-nothing = ordered nothing new
web-instead-lever = left { $lever } alone
web-instead-out = stayed out of { THE($bloc) }
web-instead-other = ordered something else…
web-instead-undone = turn { $turn } had not been taken back
web-instead-order = Order instead
web-instead-value = Level in percent
web-debrief-about = { $figure }. Same luck, the others { $others }.
web-debrief-others-repeat = repeat their orders
web-debrief-others-react = follow their doctrines
web-debrief-bands = Bands: one half and nine tenths of { $draws } games with other luck.
web-debrief-draw-luck = Draw luck again
web-debrief-undone-more = { $figure }. What had been played, before it was taken back.
web-debrief-played = as it was played
web-debrief-instead = in the other game
web-debrief-figure = Figure
web-debrief-seat = Seat
web-debrief-goals = What it would have meant for { $who } at the end
web-debrief-reckons = Playing it again…
web-debrief-chart = { $figure }: { $played } as it was played, { $changed } in the other game
web-debrief-rise = Who caused the rise
web-debrief-fall = Who caused the fall
web-debrief-same = Who moved it
web-debrief-cause-more = { $change } in { $turns } turns, against the standing orders of the world. Luck: against { $draws } games with the same orders.
web-debrief-mechanism-more = { $change } in { $turns } turns, by rule of the model; the parts sum to it.
web-debrief-lever-more = { $change } in { $turns } turns; the levers of { $who } against its standing orders.
web-debrief-by-player = By player
web-debrief-by-cause = By cause
web-debrief-by-lever = By lever
web-debrief-course = Without them
web-debrief-luck = Luck
web-debrief-other = Other
web-debrief-luckier = Higher than { $share } of { $games } rooms
web-debrief-rooms-others = { $figure }, { $who }: same orders, other luck, other players around it
web-debrief-rooms-luck = { $figure }, { $who }: same orders of all, other luck
web-debrief-rooms-vary = Around it vary
web-debrief-vary-luck = luck alone
web-debrief-vary-others = luck and the other players
web-debrief-rating = Rating
web-debrief-doctrine = Better than its default doctrine in { $share } of { $games } games ({ $level }; the doctrine reaches { $par }, with the same luck { $same }).
web-debrief-red = { $turns ->
    [one] One turn beyond the red line.
   *[other] { $turns } turns beyond the red line.
}
web-debrief-best-forecast = { $who } forecast best
web-debrief-no-forecasts = Nobody has forecast
web-debrief-forecast-more = Points a question better (+) or worse (−) than the base rate; a question left out counts as the base rate
web-debrief-forecast-of = { $answers } of { $asked } questions answered, { $better } better than the base rate
web-debrief-loops = { $shown } of { $all } loops of the theory appeared
web-debrief-loops-more = What the theory predicts, and what this game did
web-loop-containment = Containment feeds the rival’s stack
web-loop-bypass = Monopoly breeds a way round
web-loop-stag = Détente is a stag hunt
web-loop-run = Bubble and run
web-loop-turns = turns { $first }–{ $last }
web-loop-turn = turn { $turn }
web-loop-never = did not appear
web-loop-near = not quite
web-loop-fed = While { THE($who) } fenced { THE($rival) } in, the { $stack } stack gained { $gain } of the markets abroad.
web-loop-bypassed = A way round { $layer } was found by { THE($who) }. Of it, { THE($holder) } held { $share } then and { $end } at the end.
web-loop-crashed = Investors ran from { THE($who) }: { $run } withdrew, and the market crashed.
web-loop-scare = { $run } of the investors withdrew from { THE($who) }; it did not come to a crash.
web-loop-signed = Détente held between { THE($one) } and { THE($other) } from this turn.
web-loop-broken = Détente between { THE($one) } and { THE($other) } ended.
web-loop-alone = Only { THE($one) } offered détente; { THE($other) } did not.
web-debrief-show-figure = Show the figure
web-debrief-questions = Questions for the room
web-debrief-notes = Notes of the facilitator
web-debrief-teams = How each did by its own goals
web-debrief-level = Rating
web-debrief-against = Doctrine
web-debrief-beaten = Better in
web-debrief-red-turns = Beyond the red line
web-keep-kept = What was played
web-keep-played = Turn by turn: what each seat ordered
web-keep-seat = How { $who } did
web-keep-seat-title = { $who }: { $level }, where 50 is par; better than its default doctrine in { $share } of { $games } games
web-keep-teams-title = { $who } did best by its own goals: { $level }, where 50 is par
web-keep-goals = Goals at the start and the end, times 100; what moved them, and who
web-keep-luckier = better than under other luck in
web-keep-readme = { $title }, a game of techrace { $version }, { $turns } turns of the world { $world }.
    debrief.html opens in any browser, without a network. report-SEAT.html is the same for one seat.
    The tables are CSV (UTF-8); dictionary.csv says what every column means.
    session.jsonl (only after the end) holds the whole log: techrace sessions import session.jsonl
web-column-turn = Turn, from 1
web-column-figures-turn = Turns played before (0: the start)
web-column-events-turn = The turn that was being played
web-column-forecasts-turn = The turn in which it was asked
web-column-date = Date, in years
web-column-seat = The seat that it belongs to; empty: none
web-column-figure = The figure
web-column-entity = What else it is of
web-column-entity2 = What else it is of, second name
web-column-unit = Unit
web-column-value = Value
web-column-lever = The lever
web-column-standing = What the standing orders say
web-column-ordered = What was ordered
web-column-carried_out = What could be carried out
web-column-orders-source = Who decided: submitted, draft, dials, standing, doctrine
web-column-cards = Cards newly played
web-column-number = Number in the log
web-column-at = Time, UTC
web-column-kind = What happened
web-column-who = The name that the person chose; empty: the program
web-column-what = Everything else, as JSON
web-column-question = The question
web-column-due = The turn after which it was decided
web-column-probability = Probability, 0 to 1
web-column-low = Low end of the interval
web-column-middle = Middle value
web-column-high = High end of the interval
web-column-outcome = What happened: 0 or 1, or the number
web-column-score = Brier score or CRPS, smaller is better
web-column-reference = Score of the base rate
web-column-given = Whether the team answered; else it counts as the base rate
web-column-base_probability = The base rate’s probability
web-column-base_low = The base rate’s low end
web-column-base_middle = The base rate’s middle value
web-column-base_high = The base rate’s high end
web-column-move = The move
web-column-text = What was written
web-column-allowed = Whether it was allowed
web-column-capital = Its price in political capital
web-column-public = Whether everybody could see it
web-column-effects = What it may do, by figure
web-column-answer = What the facilitator answered
web-column-happened = Whether luck let it happen
sessions-around = { $who }: { $level }, higher than { $share } of { $games } rooms with the same orders, other luck and other players (nine tenths of them: { $low } to { $high })
sessions-around-luck = With luck alone another: higher than { $share }
sessions-around-running = { $name } is still being played; this opens at its debrief.
sessions-around-early = { $name } has not played a turn yet.

# ---------------------------------------------------------------- tournaments, search, programs as policies
tournament-title = { $combinations } combinations, { $worlds } games of each, { $turns } turns. 50 is what a seat does by default.
tournament-page = The page: { $path }
tournament-keep = Keep tables and a page with --out DIR.
search-title = { $seat }, { $worlds } games of { $turns } turns. 50 is what it does by default; gains are over its best doctrine.
search-head-policy = Policy
search-head-rating = Rating
search-head-gain = Gain
search-head-better = Better in
search-plan = What the plan changes most of { $base }, as a share of each lever's range, early, halfway and late:
search-play = Play against it: techrace run --policy { $seat }={ $policy }
play-row = Run { $run } of { $folder }; you play from turn { $at } on, its policies played before.
play-row-was = It ended with { $outcomes }. Can you do better?

# ---------------------------------------------------------------- end of the sections that fronts own

cards-points = points
cards-lasts = turns
cards-default = usual: rating, figure
cards-cold = cold: rating, figure
cards-detente = détente: rating, figure
cards-late = late: rating, figure
cards-unseen = unseen
cards-nothing-seen = { $card } of { $seat } moves nothing that its player would see.
cards-always-pays = { $card } of { $seat } pays in every circumstance.
cards-always-best = { $card } is the best card of { $seat } in every circumstance.
cards-all-depend = Every card shows, none pays in every circumstance, and no seat has one that is always its best.
cards-never-pay = Half a point of rating or more in none of these circumstances, so played for their figure: { $cards }

error-at = { $place }: { $what }
error-unknown-near = unknown { $kind } { $name }; did you mean '{ $near }'?
error-unknown-list = unknown { $kind } { $name }; allowed are { $allowed }
error-unknown-more = unknown { $kind } { $name }; allowed are { $allowed } and { $more } more
error-unknown-none = unknown { $kind } { $name }; none is allowed here
error-instead = { $what }; { $instead }
error-policies-of-a-game = --policy: a game that has begun brings its policies; leave --policy out
error-one-number = takes one number, not a mapping
error-no-number = { $value } is not a number
error-no-number-or-mapping = { $value } is not a number, nor a mapping over { $allowed }
error-no-condition = { $value } is not a condition
error-no-expression = { $value } is not a number or an expression
error-no-points = { $value } is not a mapping of budget lines to points, such as {"{"}science: 0.05{"}"}
error-points = { $value } is outside -1 to 1 (0.05 is five points of the budget)
error-outside = { $value } is outside { $low } to { $high }
error-no-orders = { $value } is not a mapping of levers to values, such as {"{"}open: 0.8{"}"}
error-split = is a split; write names with shares, such as {"{"}{ $name }: 0.5{"}"}
error-turn = turn { $turn }: the game has the turns { $first } to { $last }
error-by-the-clock = { $policy }: a search by the clock plays otherwise every time; say rollouts={ $rollouts } instead
error-too-slow = { $policy }: a table would wait too long; rollouts are at most { $most } there
error-game-turns = the game has the turns 1 to { $last }
error-run-turns = the run has the turns 1 to { $last }
error-figure = figure { $figure }: { $what }
error-figure-form = write a name and, in brackets, what it is of, such as gdp[{ $state }]
error-figure-names = { $name } is of { $wanted } names, { $given } are given; write { $form }
error-world = world { $world }: the run has the worlds 0 to { $last }
error-span = turns { $first }:{ $last }: the game runs from 0 to { $turns }; write two turns a:b with a before b
error-since = since { $since }: the turn compared with is one from 0 to { $first }, the first of the span
error-secret-figure = { $figure }: nobody knows this figure exactly before the debrief; ask about your own, or a public one
error-nothing-ordered = { $seat }: had ordered nothing but the standing orders from turn { $turn } on; write other orders
error-number = { $word }: is not a number; write one such as 30
error-percent = { $word }: write a percentage from { $low } to { $high }
error-dial-names = { $name }: is of { $wanted } names and { $given } are given; help { $name } shows how to write it
error-no-seat = --as: name the seat that you play; { $world } has { $allowed }
error-no-cards = --cards: the world { $world } has no cards for { $seat }; leave --cards out
error-no-game = { $folder }: there is no game to go on with; begin one with techrace play
error-not-in-terminal = session '{ $name }': nobody plays it in a terminal; techrace sessions show { $name } tells more
error-orders-form = --orders { $text }: write state='{"{"}lever: value{"}"}', such as --orders korea='{"{"}open: 0.8{"}"}'
error-glued = { $text }: leave a space after the colon, such as '{"{"}open: 0.8{"}"}'
error-doctrine-form = --doctrine { $text }: write STATE=POLICY
error-no-file-here = is a folder, or lies in none; name a file in a folder that exists
error-idle-option = does nothing here; it needs { $needs }
error-own-doctrine = { $state } asks and follows the draft; name another state
error-no-claims = there are no claims in it
error-whose = --of: whose levers? one of { $allowed }
error-turns-form = --turns { $text }: write two turns a:b, such as 4:12
error-of-a-game = a game that is gone on with has begun with its own; leave it out
error-script-text = is no text in UTF-8; write commands, one a line
error-cards-or-full = --cards and --full: choose one of the two
error-row-alone = --row: a run brings its world and its luck; leave out WORLD, --seed and --resume
error-row-form = --row { $row }: write DIR:RUN, such as runs/mine:812
error-session-name = session { $name }: a name has small letters, digits and -, and begins with a letter or digit
error-session-near = { $folder }: there is no session '{ $name }'; did you mean '{ $near }'?
error-session-list = { $folder }: there is no session '{ $name }'; there are { $allowed }
error-session-none = { $folder }: there is no session '{ $name }'; there are none yet
error-session-exists = there is such a session already
error-file = cannot be read: { $what }
error-file-write = cannot be written: { $what }
error-file-exists = there is such a file already; name another
error-log-damaged = the log is damaged: { $what }; techrace sessions verify { $name } tells more
error-log-missing = event { $event } is missing
error-log-changed = event { $event } is not what was written, or does not follow the one before
error-log-short = it ends with event { $last }, but { $written } were written
error-log-lost = { $acknowledged } events were acknowledged, { $there } are there
error-log-other = event { $event } is not the one that was acknowledged
error-log-command = event { $event } belongs to the last command and is missing
error-log-empty = it is empty
error-log-note = { $file } is missing or damaged, so nobody can say whether the log is whole
error-log-newer = was written by a newer techrace (format { $format }; this one knows { $known })
error-log-strange = event { $event } is none that this techrace can read; a newer one may have written it
error-log-impossible = it tells what cannot have happened in a game; another techrace may have written it
error-log-hopeless = not even the beginning can be read; import an export of it
error-log-gone = the session has been erased or moved meanwhile
error-log-shared = another program has written to this session; open it again
error-export-header = is no exported session; its first line should say '{ $format }'
error-export-text = is no exported session, but no text at all
error-export-line = is no line of an exported session; it may have been cut off
error-export-link = event { $event } does not follow from the line before
error-export-short = holds { $held } events of { $events }; the rest is missing
error-export-other = was written by another version and cannot be copied unchanged

# ---------------------------------------------------------------- experiments: claims, back-tests, the strength of levers
drawn-none = at their defaults
drawn-declared = from declared ranges
drawn-calibrated = calibrated on the training windows of history
claims-cut = [cut: turn { $turn }]
backtest-inside = inside
strength-title = Strength of levers: { $world }
strength-legend = Rating points gained or lost (left: strong, right: off). Outlined: moves nothing that it is meant to move.
strength-strong = strong
strength-off = off
strength-points = points of rating [95 %], then outcomes
strength-idle = idle
strength-moves-nothing = { $lever } of { THE($seat) } moves nothing that it is meant to move.
strength-dominant = { $lever } ({ $way }) of { THE($seat) } beats all others that were pushed in { $share } of worlds ({ $points } points).
figure-example = such as { $figure }: { $says }
