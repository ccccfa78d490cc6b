// What do we do: cards or dials, free moves, forecasts, and the commitment.
import {html, useAll, useNow, useState, useEffect, useRef, useMemo, act, post, tell, text, fmt, store, Icon, Wrong, Sheet, AskOnce, useTry, nameOf, doctrineName, announce, knows, placeOf, problem, why, Refused} from "/static/pages/base.js";
import {cancel, commit, held, hold, leaves, useDraft} from "/static/pages/draft.js";
import {formName, orderWords} from "/static/pages/deals.js";

const TRAYS = ["invest", "focus", "control", "open", "deal"];

/** The tray that is open; it stands outside the page, so that a key pressed before that is drawn counts. */
const trays = {open: TRAYS[0], drawn: () => {}};
const openTray = (tray) => trays.drawn(trays.open = tray);
export const turnTray = (step) => openTray(TRAYS[(TRAYS.indexOf(trays.open) + step + TRAYS.length) % TRAYS.length]);

/** What the plan costs and what is wrong with it, asked again after every edit. */
export function useCheck(plan) {
  const [found, set] = useState(null), said = JSON.stringify(plan);
  useEffect(() => {
    let late = false;
    const timer = setTimeout(() => post("check", {plan}).then((x) => { if (!late) set(x); }).catch(() => {}), 250);
    return () => { late = true; clearTimeout(timer); };
  }, [said]);
  return found;
}

const typing = (name) => post("presence", {editing: name, ready: false}).catch(() => {});
const editors = (all, name) => (all.team?.members || []).filter((m) => m.editing === name && m.person !== all.you.person);
const Editor = ({all, name}) => editors(all, name).map((m) => html`<span key=${m.person} class="chip"><${Icon} name="pencil" size="1rem" />${m.name}</span>`);

function inForce(all, path) {
  const orders = all.turns.at(-1)?.orders[all.you.seat] || all.own.standing;
  return path.reduce((at, k) => (at && typeof at === "object" ? at[k] : undefined), orders) ?? 0;
}
const drafted = (plan, path) => path.reduce((at, k) => (at && typeof at === "object" ? at[k] : undefined), plan.orders);
function put(plan, path, value) {
  let at = plan.orders;
  path.slice(0, -1).forEach((k) => { at = at[k] = at[k] && typeof at[k] === "object" ? at[k] : {}; });
  at[path.at(-1)] = value;
  return plan;
}

/** Fields of the orders that are refused as they stand, by id. */
let wrong = new Set();

/** The field that a problem is about: a budget line, a dial, or a lever with its entries. */
const fieldOf = ({place: [lever, ...rest]}) => (lever === "spend" ? rest[0] || store.world.lines[0] : [lever, ...rest].join("."));

/** Go to a field: open its tray, then focus it. */
function reach(id) {
  const lever = store.world.levers.find((l) => l.id === id.split(".")[0]), tray = store.world.lines.includes(id) ? "invest" : lever?.tray;
  if (tray) openTray(tray);
  setTimeout(() => { const at = document.getElementById(id) || document.getElementById(`lever-${lever?.id}`); at?.scrollIntoView({block: "center"}); at?.focus({preventScroll: true}); }, 60);
}

/** What has to change before these orders can be given: each with its place, its reason and its smallest remedy. */
function ToMend({refusal, draft, all}) {
  const {code, values, problems = []} = refusal.error, hand = store.world.cards[all.you.seat] || {};
  const cards = [...new Set(["give", "one", "other", "card", "what"].map((k) => values[k]).filter((v) => v in hand))];
  const said = problems.length ? `${tell("web-to-mend", {count: problems.length})}: ${placeOf(problems[0])}` : why(refusal)[0];
  useEffect(() => announce(said, true), [said]);
  const back = (card) => { draft.edit((p) => ({...p, cards: p.cards.filter((c) => c !== card), drop: p.drop.filter((c) => c !== card)})); };
  return html`<section class="band stack tight" aria-label=${tell("web-to-mend", {count: Math.max(1, problems.length)})}><p class="alert"><${Icon} name="clock" /><strong>${tell("web-to-mend", {count: Math.max(1, problems.length)})}</strong></p>
    ${problems.length ? html`<ul class="list">${problems.map((p, i) => html`<li key=${i}><button class="tap" onClick=${() => reach(fieldOf(p))}>${placeOf(p) || tell("web-budget")}</button> ${problem(p)}</li>`)}</ul>` : html`<p>${why(refusal)[0]}</p>`}
    ${cards.map((card) => html`<div key=${card} class="row wrap"><button class="tap grow" style="text-align:left" onClick=${() => reach(`card-${card}`)}>${text(hand[card].name)}</button>
      ${(draft.plan.cards.includes(card) || draft.plan.drop.includes(card)) && html`<button class="btn" onClick=${() => back(card)}>${tell(draft.plan.drop.includes(card) ? "web-card-keep" : "web-put-back")}</button>`}</div>`)}
    ${code === "depth" && html`<button class="btn" onClick=${() => draft.edit((p) => ({...p, orders: {}}))}>${tell("web-put-back")}</button>`}</section>`;
}

/** A dial: slider with steps, a number field, a tick where it stood. */
function Dial({id, label, line, but, icon, value, was, high = 1, most: limit = high, stop, money, all, onChange}) {
  const [wish, want] = useState(0);
  const percent = Math.round(100 * value), most = Math.round(100 * high), reach = Math.max(percent, Math.floor(100 * limit + 1e-6));
  const set = (v) => { const asked = Math.max(0, Math.min(most, Math.round(v))); want(asked > reach ? asked : 0); if (asked !== percent) onChange(Math.min(asked, reach) / 100); };
  return html`<div class="stack tight" style="padding:.75rem 0;border-top:1px solid var(--rule)">
    <div class="row"><${Icon} name=${icon} /><label class="label grow" for=${id}>${label} <${Editor} all=${all} name=${id} /></label>${money !== undefined && html`<span class="figure">${money}</span>`}</div>
    <div class="row"><button class="btn" style="border-radius:50%" aria-label=${tell("web-less", {what: label})} onClick=${() => set(percent - 1)}>−</button>
      <span class="grow" style="position:relative"><input id=${id} type="range" min="0" max=${most} step="1" value=${percent} style=${{"--fill": `${(100 * percent) / most}%`}}
        onFocus=${() => typing(id)} onBlur=${() => typing("")} onInput=${(e) => set(Number(e.target.value))}
        onKeyDown=${(e) => { if (e.key === "PageUp") { e.preventDefault(); set(percent + 10); } if (e.key === "PageDown") { e.preventDefault(); set(percent - 10); } }} />
        <b style=${{position: "absolute", left: `calc(${(100 * was) / high}% * .94 + 3%)`, top: "14px", width: "2px", height: "16px", background: "var(--ctl)", pointerEvents: "none"}} /></span>
      <button class="btn" style="border-radius:50%" aria-label=${tell("web-more", {what: label})} onClick=${() => set(percent + 1)}>+</button>
      <input class="field" style="width:4.2rem;text-align:right" type="number" min="0" max=${most} value=${percent} aria-label=${`${label} %`} aria-invalid=${wrong.has(id) ? "true" : null} onChange=${(e) => set(Number(e.target.value))} /></div>
    <p>${line}</p><small>${tell("web-was", {value: fmt.percent(was)})}${but ? ` · ${but}` : ""}</small>
    ${wish > reach && stop && stop(wish / 100, reach / 100, () => want(0))}</div>`;
}

const lineName = (line) => (knows(`web-line-${line}`) ? tell(`web-line-${line}`) : nameOf(line));

/** The budget ends here: how far it goes, and whom to take the rest from. */
function Stop({line, wish, reach, values, edit, done}) {
  const [other, has] = Object.entries(values).filter(([l]) => l !== line).sort((a, b) => b[1] - a[1])[0];
  const rest = Math.min(has, wish - reach);
  const take = () => { edit((p) => put(put(p, ["spend", line], reach + rest), ["spend", other], Math.round(100 * (has - rest)) / 100)); done(); };
  return html`<div class="notice stack tight" role="status"><span>${tell("web-dial-stop", {share: fmt.percent(reach)})}</span>
    ${rest > 0.004 && html`<button class="btn" onClick=${take}>${tell("web-dial-take", {share: fmt.percent(rest), from: lineName(other)})}</button>`}</div>`;
}

function Lines({all, plan, edit, check}) {
  const valueOf = (line) => drafted(plan, ["spend", line]) ?? (check?.costs ? check.costs[line] / check.budget : inForce(all, ["spend", line]));
  const values = Object.fromEntries(store.world.lines.map((line) => [line, valueOf(line)]));
  const levers = check ? Object.values(check.levers || {}).reduce((a, b) => a + b, 0) / check.budget : 0;
  const free = Math.max(0, 1 - levers - Object.values(values).reduce((a, b) => a + b, 0));
  return store.world.lines.map((line) => {
    const path = ["spend", line], was = inForce(all, path), value = values[line];
    return html`<${Dial} key=${line} id=${line} icon=${line} label=${lineName(line)} most=${value + free} stop=${(wish, reach, done) => html`<${Stop} ...${{line, wish, reach, values, edit, done}} />`} line=${knows(`web-line-${line}`) ? tell(`play-line-${line}`) : ""} value=${value} was=${was} all=${all}
      money=${check ? fmt.money(value * check.budget) : undefined} onChange=${(v) => edit((p) => put(p, path, v))} />`;
  });
}

/** A lever with entries (states, layers): what is set, and one more. */
function Lever({lever, all, plan, edit}) {
  const own = lever.axes, name = tell(`explain-lever-${lever.id}`), line = tell(`play-lever-${lever.id}`), but = tell(`play-but-${lever.id}`);
  const [adding, add] = useState(false), [pick, choose] = useState([]);
  if (!own.length) {
    return html`<${Dial} id=${lever.id} icon=${lever.tray} label=${name} line=${line} but=${but} value=${drafted(plan, [lever.id]) ?? inForce(all, [lever.id])} was=${inForce(all, [lever.id])} high=${lever.high} all=${all} onChange=${(v) => edit((p) => put(p, [lever.id], v))} />`;
  }
  const here = (value) => leaves(value || {}, [lever.id]).filter(([, v]) => typeof v === "number"), mine = here(plan.orders[lever.id]);
  const set = [...new Map([...here(inForce(all, [lever.id])).filter(([, v]) => v > 0.004), ...mine].map(([path]) => [path.join("."), path])).values()];
  const options = (i) => all.names[own[i]] || store.world.axes[own[i]];
  const take = () => { if (pick.filter(Boolean).length === own.length) { edit((p) => put(p, [lever.id, ...pick], 0.5)); add(false); choose([]); } };
  return html`<section id=${`lever-${lever.id}`} tabindex="-1" aria-label=${name} style="border-top:1px solid var(--rule);padding:.75rem 0" class="stack tight"><div class="row"><${Icon} name=${lever.tray} /><h3 class="grow">${name}</h3>
      <button class="btn" aria-expanded=${String(adding)} onClick=${() => add(!adding)}>${tell("web-add")}</button></div>
    <p>${line}</p><small>${but} · ${tell("play-delay", {turns: lever.delay})}</small>
    ${adding && html`<div class="notice stack tight">${own.map((axis, i) => html`<select key=${i} class="field" aria-label=${axis} value=${pick[i] || ""} onChange=${(e) => { const next = [...pick]; next[i] = e.target.value; choose(next); }}>
        <option value="">${tell("web-choose-one")}</option>${options(i).filter((x) => x !== all.you.seat || axis !== "states").map((x) => html`<option key=${x} value=${x}>${nameOf(x)}</option>`)}</select>`)}
      <button class="btn primary" disabled=${pick.filter(Boolean).length < own.length} onClick=${take}>${tell("web-add")}</button></div>`}
    ${set.map((path) => html`<${Dial} key=${path.join(".")} id=${path.join(".")} icon=${lever.tray} label=${path.slice(1).map(nameOf).join(" · ")} line="" high=${lever.split ? 1 : lever.high}
      value=${drafted(plan, path) ?? inForce(all, path)} was=${inForce(all, path)} all=${all} onChange=${(v) => edit((p) => put(p, path, v))} />`)}</section>`;
}
function Dials({all, draft, check}) {
  const [tray, show] = useState(trays.open);
  trays.drawn = show;
  const levers = store.world.levers.filter((l) => l.tray === tray && l.id !== "spend");
  return html`<div class="trays" role="tablist" aria-label=${tell("web-trays")}>${TRAYS.map((t) => html`<button key=${t} id=${`tray-${t}`} class="btn" role="tab" aria-selected=${String(t === tray)} aria-controls="tray" onClick=${() => openTray(t)}><${Icon} name=${t} />${tell(`web-tray-${t}`)}</button>`)}</div>
    <div id="tray" role="tabpanel" aria-labelledby=${`tray-${tray}`}>${tray === "invest" ? html`<${Lines} all=${all} plan=${draft.plan} edit=${draft.edit} check=${check} />` : levers.map((l) => html`<${Lever} key=${l.id} lever=${l} all=${all} plan=${draft.plan} edit=${draft.edit} />`)}</div>`;
}

// ---------------------------------------------------------------- cards

function Card({id, card, all, draft}) {
  const running = all.own.in_force.find((c) => c.card === id);
  const chosen = draft.plan.cards.includes(id), dropped = draft.plan.drop.includes(id);
  const toggle = (list) => draft.edit((p) => ({...p, [list]: p[list].includes(id) ? p[list].filter((x) => x !== id) : [...p[list], id]}));
  const shows = card.shows ? nameOf(card.shows.split("[")[0]) : "";
  return html`<li id=${`card-${id}`} tabindex="-1" class=${`card stack tight ${chosen ? "chosen" : ""}`}>
    <div class="row top"><h3 class="grow">${text(card.name)} <${Editor} all=${all} name=${id} /></h3><small class="end">${tell("play-card-cost", {points: fmt.number(card.cost.pp), capital: fmt.number(100 * card.cost.pc)})}</small></div>
    <p>${text(card.line)}</p><small>${text(card.but)}</small>
    <small>${tell("web-card-time", {delay: card.delay, lasts: card.lasts})}${shows ? ` · ${shows}` : ""}</small>
    ${running ? html`<div class="row"><span class="chip"><${Icon} name="check" size="1rem" />${tell("play-card-until", {turn: running.until})}</span>
        ${!card.bound && html`<button class="btn end" aria-pressed=${String(dropped)} onClick=${() => toggle("drop")}>${dropped ? tell("web-card-keep") : tell("web-card-drop")}</button>`}</div>`
      : html`<button class=${`btn ${chosen ? "primary" : ""}`} aria-pressed=${String(chosen)} onClick=${() => { post("presence", {editing: id, ready: false}).catch(() => {}); toggle("cards"); }}>${chosen ? html`<${Icon} name="check" />${tell("web-card-chosen")}` : tell("web-card-choose")}</button>`}</li>`;
}

function Hand({all, draft}) {
  const hand = store.world.cards[all.you.seat] || {}, rules = store.world.rules.cards;
  const points = draft.plan.cards.reduce((sum, id) => sum + (hand[id]?.cost.pp || 0), 0);
  const held = all.own.in_force.filter((c) => !draft.plan.drop.includes(c.card)).reduce((sum, c) => sum + (hand[c.card]?.cost.pp || 0), 0);
  return html`<div class="stack"><h1>${tell("web-choose-moves", {most: rules.most})}</h1>
    <div class="row" aria-live="polite">${Array.from({length: rules.most}, (_, i) => { const id = draft.plan.cards[i]; return html`<div key=${i} class="card grow" style="min-height:3.2rem;padding:.5rem;font-size:.8125rem;border-style:${id ? "solid" : "dashed"}">${id ? text(hand[id].name) : i + 1}</div>`; })}</div>
    <p class="muted">${tell("web-points", {points: fmt.number(points), most: fmt.number(rules.new), held: fmt.number(held + points), all: fmt.number(rules.held)})}</p>
    <ul class="stack">${Object.entries(hand).map(([id, card]) => html`<${Card} key=${id} id=${id} card=${card} all=${all} draft=${draft} />`)}</ul></div>`;
}

// ---------------------------------------------------------------- free moves and forecasts

function FreeMove({all}) {
  const [open, show] = useState(false), [words, write] = useState(""), [run, error, forget] = useTry();
  const mine = all.moves.filter((m) => m.seat === all.you.seat && m.turn >= all.session.turn - 1);
  const send = async () => {
    const move = `${all.you.seat}-${all.session.turn + 1}-${Math.random().toString(36).slice(2, 7)}`;
    if (await run(() => act({kind: "write move", move, seat: all.you.seat, text: words}))) { write(""); show(false); }
  };
  return html`<section class="stack tight">${mine.map((m) => html`<p key=${m.move} class="notice">“${m.text}”<br /><small>${m.ruling ? (m.ruling.allowed ? tell("web-move-allowed", {chance: fmt.chance(m.ruling.probability)}) : tell("web-move-refused")) : tell("web-move-waits")}${m.ruling?.text ? ` · ${m.ruling.text}` : ""}</small></p>`)}
    <button class="btn wide" onClick=${() => show(!open)} aria-expanded=${String(open)}><${Icon} name="pencil" />${tell("web-move-write")}</button>
    ${open && html`<div class="stack tight"><label class="over" for="move">${tell("web-move-what")}</label><textarea id="move" class="field" maxlength="400" value=${words} onInput=${(e) => write(e.target.value)} />
      <small>${tell("web-move-rules")}</small><button class="btn primary" disabled=${!words.trim()} onClick=${send}>${tell("web-move-send")}</button></div>`}<${Wrong} error=${error} onClose=${forget} /></section>`;
}

export const missing = (all) => Object.keys(all.own.questions).filter((q) => !all.own.forecasts.some((f) => f.question === q && f.asked === all.session.turn));

function Forecast({id, all, onDone}) {
  const question = all.own.questions[id], binary = question.kind === "binary";
  const base = question.base, told = (v) => fmt.number(v, 1);
  const [p, set] = useState(binary ? Math.round(100 * base.probability) : 50), [range, setRange] = useState({low: "", middle: "", high: ""}), [run, error] = useTry();
  const words = p < 15 ? "unlikely" : p < 40 ? "rather-not" : p <= 60 ? "even" : p <= 85 ? "rather" : "likely";
  const give = async () => {
    const answer = binary ? {probability: p / 100} : Object.fromEntries(Object.entries(range).map(([k, v]) => [k, Number(v)]));
    if (await run(() => act({kind: "give forecast", seat: all.you.seat, question: id, answer}))) onDone();
  };
  const whole = Object.values(range).every((v) => v !== "");
  return html`<div class="stack"><p class="label">${text(question.text)}</p>
    <small>${binary ? tell("forecast-base-chance", {share: fmt.chance(base.probability)}) : tell("forecast-base-number", {low: told(base.low), middle: told(base.middle), high: told(base.high)})}. ${tell("forecast-base-note")}</small>
    ${binary ? html`<label class="stack tight"><span class="row"><span class="grow">${tell(`web-odds-${words}`)}</span><span class="figure">${p}%</span></span>
        <input type="range" min="0" max="100" value=${p} style=${{"--fill": `${p}%`}} aria-label=${text(question.text)} onInput=${(e) => set(Number(e.target.value))} /></label>`
      : html`<div class="row">${["low", "middle", "high"].map((k) => html`<label key=${k} class="grow">${tell(`web-forecast-${k}`)}<input class="field" type="number" step="any" value=${range[k]} onInput=${(e) => setRange({...range, [k]: e.target.value})} /></label>`)}</div><small>${tell("web-forecast-interval")}</small>`}
    <${Wrong} error=${error} /><div class="row"><button class="btn primary grow" disabled=${!binary && !whole} onClick=${give}>${tell("web-forecast-give")}</button><button class="btn" onClick=${onDone}>${tell("web-skip-it")}</button></div></div>`;
}

// ---------------------------------------------------------------- the page

function Clashes({draft}) {
  if (!draft.clashes.length) return null;
  return html`<div class="band stack tight" role="alert">${draft.clashes.map((c) => html`<div key=${c.path} class="stack tight"><p class="label">${c.key.map(nameOf).join(" · ")}</p>
    <div class="row wrap"><button class="btn" onClick=${() => draft.settle(c, false)}>${draft.by || tell("web-somebody")}: ${shown(c.theirs)}</button><button class="btn" onClick=${() => draft.settle(c, true)}>${tell("web-you")}: ${shown(c.mine)}</button></div></div>`)}</div>`;
}
const shown = (v) => (typeof v === "number" ? fmt.percent(v) : v === true ? tell("web-yes") : tell("web-no"));

export function Orders() {
  const all = useAll(), draft = useDraft(), check = useCheck(draft.plan), cards = all.seats[all.you.seat].depth === "cards";
  wrong = new Set((check?.problems || []).map(fieldOf));
  const submitted = all.own.submitted, doctrine = all.seats[all.you.seat].played_by === "doctrine";
  const refusal = useMemo(() => check?.refusal && new Refused(409, check.refusal), [check]);
  if (doctrine) return html`<div class="stack"><h1>${tell("web-doctrine-plays", {doctrine: doctrineName(all.seats[all.you.seat].doctrine)})}</h1><p>${tell("web-doctrine-plays-more")}</p>
    ${all.you.role === "head" && html`<button class="btn primary" onClick=${() => act({kind: "hand back", seat: all.you.seat})}>${tell("web-take-back")}</button>`}</div>`;
  return html`<div class="stack"><${Clashes} draft=${draft} />
    ${check && html`<div class="stack tight"><div class="row"><span class="grow">${tell("web-budget")}</span><span><strong class="figure">${fmt.money(Math.max(0, check.left ?? 0))}</strong> ${tell("web-left-of", {whole: fmt.money(check.budget)})}</span></div>
      <div class="budget" role="img" aria-label=${tell("web-budget-used", {share: fmt.percent(1 - Math.max(0, check.left ?? 0) / check.budget)})}>${Object.entries({...check.costs, ...check.levers}).filter(([, v]) => v > 0.004 * check.budget).map(([k, v]) => html`<i key=${k} title=${nameOf(k)} style=${{width: `${(100 * v) / check.budget}%`}} />`)}</div>
      <div class="row"><span class="grow">${tell("web-capital")}</span><span><strong>${fmt.index(check.capital)}</strong>${check.capital_cost > 0.0005 ? ` · ${tell("web-draft-costs", {points: fmt.change(-100 * check.capital_cost)})}` : ""}</span></div></div>`}
    ${submitted && html`<p class="row notice"><${Icon} name="check" />${tell("web-orders-in-more")}</p>`}
    ${refusal && html`<${ToMend} refusal=${refusal} draft=${draft} all=${all} />`}
    ${cards ? html`<${Hand} all=${all} draft=${draft} />` : html`<h1 class="unseen">${tell("web-tab-orders")}</h1><${Dials} all=${all} draft=${draft} check=${check} />`}
    ${all.pacts.some((p) => p.holds && all.you.seat in p.terms) && html`<section class="stack tight"><h2>${tell("web-pacts-bind")}</h2>${all.pacts.filter((p) => p.holds && all.you.seat in p.terms).map((p) => html`<label key=${p.pact} class="row" style="min-height:2.75rem"><input type="checkbox" style="width:1.4rem;height:1.4rem" checked=${draft.plan.breach.includes(p.pact)}
      onChange=${(e) => draft.edit((x) => ({...x, breach: e.target.checked ? [...x.breach, p.pact] : x.breach.filter((b) => b !== p.pact)}))} /><span class="grow">${tell("web-break-pact", {name: formName(p.form)})}<br /><small>${orderWords(p.terms[all.you.seat]).join("; ")}</small></span></label>`)}</section>`}
    <${FreeMove} all=${all} /></div>`;
}

/** The bar at the foot: who drafts, what is missing, and the commitment of the head. */
export function Submit() {
  const all = useAll(), draft = useDraft(), [run, error, forget, busy] = useTry(), [asking, ask] = useState(null);
  const now = useNow(1000) - store.offset, left = missing(all), head = all.you.role === "head", open = all.clock.phase === "orders", inAlready = Boolean(all.own.submitted);
  const members = all.team?.members || [], me = members.find((m) => m.person === all.you.person);
  const send = async () => {
    if (held.since) return cancel();
    if (store.connected === false) return hold();
    const done = await run(async () => ({stored: await commit()}));
    if (done?.stored) announce(tell("web-orders-in"));
  };
  const button = useRef(send); button.current = send;
  useEffect(() => { const keys = (e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && head && open) button.current(); }; addEventListener("keydown", keys); return () => removeEventListener("keydown", keys); }, [head, open]);
  if (all.seats[all.you.seat].played_by === "doctrine") return null;
  return html`<div class="stack tight"><${Wrong} error=${error || held.problem} onClose=${() => { held.problem = null; forget(); }} />
    <div class="row"><small class="grow"><${Icon} name="people" size="1rem" /> ${members.filter((m) => m.ready).length ? tell("web-ready-of", {ready: members.filter((m) => m.ready).length, all: members.length}) : tell(`web-draft-${draft.state}`)}</small>
      ${left.length > 0 && html`<button class="btn quiet alert" style="min-height:2rem" onClick=${() => ask(left[0])}><${Icon} name="target" size="1.1rem" />${tell("web-forecasts-left", {count: left.length})}</button>`}</div>
    ${!open ? html`<button class="btn wide" aria-disabled="true"><${Icon} name="lock" />${tell("web-orders-locked", {phase: tell(`web-phase-${all.clock.phase}`)})}</button>`
      : head ? html`<button class=${`btn wide ${inAlready ? "" : "primary"}`} disabled=${busy} onClick=${send}>${busy ? tell("web-sending") : held.since ? tell("web-submit-waits", {since: fmt.clock(Math.max(0, now - held.since))}) : store.connected === false ? tell("web-submit-when-back") : inAlready ? tell("web-orders-in-change") : tell("web-submit")}</button>`
        : html`<button class=${`btn wide ${me?.ready ? "primary" : ""}`} aria-pressed=${String(Boolean(me?.ready))} onClick=${() => post("presence", {editing: "", ready: !me?.ready}).catch(() => {})}>${tell("web-ready")}</button>`}
    ${asking && html`<${Sheet} title=${tell("web-forecast")} onClose=${() => ask(null)}><${Forecast} key=${asking} id=${asking} all=${all} onDone=${() => { const rest = missing(all).filter((q) => q !== asking); ask(rest[0] || null); }} /></${Sheet}>`}</div>`;
}
