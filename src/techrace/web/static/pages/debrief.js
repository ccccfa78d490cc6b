// The debrief: the game as a track of turns, one question with its answer, who caused it, and what the theory says.
import {html, start, titleOf, room, store, useAll, useEffect, useMemo, useRef, useState, get, post, tell, text, fmt, knows, act, Token, Icon, Connection, Sheet, LookChoices, Wrong, announce, calm, causeName, figureChange, figureName, figureValue, nameOf, doctrineName, stateName} from "/static/pages/base.js";
import {Histogram, PlayerBars, TableToggle, Waterfall} from "/static/pages/charts.js";
import {Mosaic, StackBar} from "/static/pages/mosaic.js";
import {orderWords} from "/static/pages/deals.js";
import {Choice, MORE, OtherGame, OtherOrder, Sentence, choices, figureCalled, shown} from "/static/pages/whatif.js";

const PACE = 2500;
const file = (name) => `/r/${encodeURIComponent(room)}/export/${name}`;
const seatsOf = () => Object.keys(store.world.states);

/** Ask the server; answers are kept, and an answer that comes too late is dropped. */
function useAnswer(path, body) {
  const key = body && `${path} ${JSON.stringify(body)}`, kept = useRef(new Map()), [state, set] = useState({});
  useEffect(() => {
    if (!key) return undefined;
    if (kept.current.has(key)) { set({answer: kept.current.get(key)}); return undefined; }
    let late = false;
    set((s) => ({answer: s.answer, busy: true}));
    (path.startsWith("debrief/turn") ? get(path) : post(path, body)).then(
      (answer) => { kept.current.set(key, answer); if (!late) set({answer}); },
      (error) => { if (!late) set({error}); },
    );
    return () => { late = true; };
  }, [key]);
  return state;
}

// ---------------------------------------------------------------- the track of turns

function Track({game, turn, go}) {
  const [playing, play] = useState(false), at = useRef(turn), line = useRef(null);
  at.current = turn;
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => (at.current < game.turns ? go(at.current + 1) : play(false)), PACE);
    return () => clearInterval(timer);
  }, [playing]);
  useEffect(() => {
    const press = (event) => {
      if (event.target.closest("input, select, textarea, dialog")) return;
      const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (step) go(Math.min(game.turns, Math.max(1, at.current + step)));
      else if (event.key === " " && !event.target.closest("button, summary, a")) { event.preventDefault(); play((p) => !p); }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  useEffect(() => { line.current?.querySelector('[aria-current="step"]')?.scrollIntoView({block: "nearest", inline: "nearest", behavior: calm() ? "auto" : "smooth"}); }, [turn]);
  const {news} = game.bookmarks[turn - 1], [first] = news;
  return html`<section aria-label=${tell("web-debrief-track")}><div class="trackline" ref=${line}>${game.bookmarks.map((b) => html`<button key=${b.turn} aria-current=${b.turn === turn ? "step" : null} onClick=${() => go(b.turn)}
      aria-label=${`${tell("web-loop-turn", {turn: b.turn})}: ${b.news[0] ? text(b.news[0].text) : tell("web-debrief-quiet")}`}><i>${b.turn === turn ? b.turn : ""}</i><span>${b.news[0] ? text(b.news[0].text) : tell("web-debrief-quiet")}</span></button>`)}</div>
    <div class="moment"><button class="btn" aria-pressed=${String(playing)} aria-label=${playing ? tell("web-debrief-stop") : tell("web-debrief-play")} onClick=${() => { if (!playing && turn === game.turns) go(1); play(!playing); }}><${Icon} name=${playing ? "pause" : "play"} /></button>
      <div class="words" aria-live="polite"><p class="muted">${tell("web-debrief-then", {turn, date: fmt.date(game.dates[turn - 1], game.turn_years)})}</p>
        <p class="label">${first ? text(first.text) : tell("web-debrief-quiet")}</p>${first && text(first.why) && html`<small>${text(first.why)}</small>`}</div></div></section>`;
}

// ---------------------------------------------------------------- what if

/** What a seat could have done instead, from a turn on; or a way that was undone. */
const options = (game, seat, turn) => [...choices(game.seats[seat].moved, game.seats[seat].camps, turn), ...game.branches.map((b) => ({id: `node ${b.node}`, node: b.node, say: tell("web-instead-undone", {turn: b.from})}))];

function WhatIf({game, turn, go, figure, seat, choose, pick}) {
  const [chosen, decide] = useState(""), [react, setReact] = useState(false), [luck, setLuck] = useState(true), [other, order] = useState(null);
  const list = options(game, seat, turn), what = list.find((x) => x.id === chosen) || list[0];
  const orders = what.id === MORE ? other : what.orders;
  const body = what.node !== undefined ? {figure, node: what.node} : orders && {figure, seat, turn, orders, react, luck};
  const {answer, error, busy} = useAnswer("debrief/whatif", body);
  const seats = seatsOf().map((s) => [s, stateName(s)]), turns = game.bookmarks.map((b) => [b.turn, b.turn]);
  const parts = {
    seat: html`<${Choice} label=${tell("web-debrief-seat")} value=${seat} list=${seats} set=${choose} />`,
    what: html`<${Choice} label=${what.say} value=${what.id} list=${list.map((x) => [x.id, x.say])} set=${(id) => { order(null); decide(id); }} />`,
    turn: html`<${Choice} label=${tell("web-debrief-track")} value=${turn} list=${turns} set=${(t) => go(Number(t))} />`,
  };
  const undone = what.node !== undefined;
  const about = undone ? tell("web-debrief-undone-more", {figure: figureCalled(figure)})
    : `${tell("web-debrief-about", {figure: figureCalled(figure), others: tell(`web-debrief-others-${react ? "react" : "repeat"}`)})} ${answer?.fan ? tell("web-debrief-bands", {draws: answer.draws}) : ""}`;
  return html`<section class="stack tight"><${Sentence} message=${undone ? "web-debrief-sentence-undone" : "web-debrief-sentence"} parts=${undone ? {what: parts.what} : parts} />
    <p class="muted">${about}</p>
    ${what.id === MORE && html`<${OtherOrder} key=${seat} seat=${seat} set=${order} go=${tell("web-debrief-play")} />`}
    <${Wrong} error=${error} />
    <div class=${busy ? "busy" : ""} aria-busy=${String(Boolean(busy))}>${answer ? html`<${OtherGame} answer=${answer} />` : busy ? html`<p>${tell("web-debrief-reckons")}</p>` : ""}</div>
    <div class="choices"><label class="row"><span>${tell("web-debrief-figure")}</span><${Figures} game=${game} seat=${seat} value=${figure} set=${pick} /></label>
      ${!undone && ["repeat", "react"].map((x) => html`<button key=${x} class="btn" aria-pressed=${String(react === (x === "react"))} onClick=${() => setReact(x === "react")}>${tell(`web-others-${x === "react" ? "doctrine" : "repeat"}`)}</button>`)}
      ${!undone && html`<button class="btn" aria-pressed=${String(luck)} onClick=${() => setLuck(!luck)}>${tell("web-debrief-draw-luck")}</button>`}</div>
    ${answer?.goals.length > 0 && html`<p class="muted">${tell("web-debrief-goals", {who: stateName(seat)})}: ${answer.goals.map((g) => `${tell(`explain-figure-${g.id}`)} ${fmt.change(100 * (g.changed - g.played), 1)}`).join(" · ")}</p>`}</section>`;
}

function Figures({game, seat, value, set}) {
  const group = (label, list) => html`<optgroup label=${label}>${list.map((f) => html`<option key=${f.id} value=${f.id} selected=${f.id === value}>${figureCalled(f.id)}</option>`)}</optgroup>`;
  const known = [...game.seats[seat].figures, ...game.world].some((f) => f.id === value);
  return html`<select value=${value} onChange=${(e) => set(e.target.value)}>${!known && html`<option value=${value} selected>${figureCalled(value)}</option>`}${group(stateName(seat), game.seats[seat].figures)}${group(text(store.world.world.title), game.world)}</select>`;
}

// ---------------------------------------------------------------- who and what caused it

/** The words for a cause: a mechanism, or a term of the share rule such as "quality: bypass (others)". */
function causeCalled(id) {
  const whose = /^(.*) \((own|others)\)$/.exec(id);
  if (whose) return `${causeCalled(whose[1])}, ${tell(`explain-${whose[2]}`)}`;
  const made = /^quality: (.*)$/.exec(id);
  if (made) return tell(`rule-${made[1]}`);
  if (id === "other") return tell("web-debrief-other");
  if (id === "course" || id === "luck") return tell(`web-debrief-${id}`);
  if (id.startsWith("tray: ")) return tell(`explain-tray-${id.slice(6)}`);
  if (knows(`explain-lever-${id}`) && !knows(`rule-${id}`)) return tell(`explain-lever-${id}`);
  return causeName(id);
}

function Causes({figure, seat, game}) {
  const [by, sort] = useState("player"), body = {figure, by, ...(by === "lever" ? {seat} : {})};
  const {answer, error, busy} = useAnswer("debrief/causes", body);
  const change = answer ? answer.after - answer.before : 0, way = Math.abs(change) < 5e-4 ? "same" : change < 0 ? "fall" : "rise";
  const told = answer && {change: figureChange(change, answer.unit), turns: game.turns, draws: answer.draws, who: stateName(seat)};
  const rows = answer?.causes.filter((c) => Math.abs(c.value) >= 1e-4) || [];
  return html`<section class="stack"><div><h2 class="finding">${tell(`web-debrief-${way}`)}</h2>
      <p class="muted">${figureCalled(figure)}. ${told && tell({player: "web-debrief-cause-more", cause: "web-debrief-mechanism-more", lever: "web-debrief-lever-more"}[answer.by], told)}</p></div>
    <${Wrong} error=${error} />
    <div class=${busy ? "busy" : ""} aria-busy=${String(Boolean(busy))}>${answer ? (answer.by === "cause"
      ? html`<${Waterfall} before=${answer.before} after=${answer.after} unit=${answer.unit} name=${figureCalled(answer.figure)} causes=${shortened(rows).map((c) => [c.label, c.value])} />`
      : html`<${PlayerBars} unit=${answer.unit} name=${figureCalled(answer.figure)} rows=${rows.map((c) => ({...c, label: store.world.states[c.id] ? stateName(c.id) : causeCalled(c.id)}))} />`) : html`<p>${tell("web-debrief-reckons")}</p>`}</div>
    <div class="choices" role="group">${["player", "cause", "lever"].map((x) => html`<button key=${x} class="btn" aria-pressed=${String(by === x)} onClick=${() => sort(x)}>${tell(`web-debrief-by-${x}`)}</button>`)}</div></section>`;
}

/** At most six causes; the rest is one, and the sum stays exact. */
function shortened(rows, most = 6) {
  const named = rows.filter((c) => c.id !== "other").slice(0, most), rest = rows.filter((c) => !named.includes(c)).reduce((sum, c) => sum + c.value, 0);
  return [...named.map((c) => ({...c, label: causeCalled(c.id)})), ...(Math.abs(rest) > 1e-4 ? [{id: "other", value: rest, label: tell("web-debrief-other")}] : [])];
}

// ---------------------------------------------------------------- beneath: other rooms, forecasts, loops

function Rooms({game, seat, figure}) {
  const [around, vary] = useState("others"), [of, choose] = useState("rating"), asked = of === "rating" ? "rating" : figure;
  const {answer, error, busy} = useAnswer("debrief/sweep", {figure: asked, seat, around}), rating = game.seats[seat].rating;
  const names = {figure: figureCalled(asked), who: stateName(seat)};
  return html`<section class="stack tight"><h2>${answer ? tell("web-debrief-luckier", {share: fmt.chance(answer.below), games: answer.games}) : tell("web-debrief-reckons")}</h2>
    <p class="muted">${tell(`web-debrief-rooms-${around}`, names)}</p><${Wrong} error=${error} />
    <div class=${busy ? "busy" : ""} aria-busy=${String(Boolean(busy))}>${answer && html`<${Histogram} values=${answer.values} here=${answer.played} name=${tell(`web-debrief-rooms-${answer.around}`, {...names, figure: figureCalled(answer.figure)})} format=${(v) => shown(v, answer.unit)} />`}</div>
    <div class="choices" role="group" aria-label=${tell("web-debrief-rooms-vary")}>${["others", "luck"].map((x) => html`<button key=${x} class="btn" aria-pressed=${String(around === x)} onClick=${() => vary(x)}>${tell(`web-debrief-vary-${x}`)}</button>`)}
      <button class="btn" aria-pressed=${String(of !== "rating")} onClick=${() => choose(of === "rating" ? "figure" : "rating")}>${of === "rating" ? tell("web-debrief-show-figure") : figureCalled(figure)}</button></div>
    ${rating && html`<p>${tell("web-debrief-doctrine", {share: fmt.chance(rating.beaten), games: rating.games, level: fmt.number(rating.level, 1), par: fmt.number(rating.par, 1), same: fmt.number(rating.same_luck, 1)})}${rating.beyond > 0 ? ` ${tell("web-debrief-red", {turns: rating.beyond})}` : ""}</p>`}</section>`;
}

function Forecasts({game}) {
  if (!game.forecasts.length) return html`<section class="stack tight"><h2>${tell("web-debrief-no-forecasts")}</h2></section>`;
  const most = Math.max(0.1, ...game.forecasts.map((h) => Math.abs(h.skill))), x = (v) => 100 + (v / most) * 94;
  return html`<section class="stack tight"><h2>${tell("web-debrief-best-forecast", {who: stateName(game.forecasts[0].seat)})}</h2><p class="muted">${tell("web-debrief-forecast-more")}</p>
    <div>${game.forecasts.map((h) => html`<div key=${h.seat} class="honour" title=${tell("web-debrief-forecast-of", {better: h.better, answers: h.answers, asked: h.asked})}><${Token} state=${store.world.states[h.seat]} size=${26} /><span>${stateName(h.seat)}</span>
      <svg class="chart" viewBox="0 0 200 20" aria-hidden="true"><line x1="0" x2="200" y1="10" y2="10" stroke="var(--rule)" stroke-width="2" /><line x1=${x(0)} x2=${x(0)} y1="1" y2="19" stroke="var(--ctl)" stroke-dasharray="2 2" stroke-width="2" /><circle cx=${x(h.skill)} cy="10" r="6.5" fill="var(--ink)" /></svg>
      <span class="figure">${fmt.change(100 * h.skill, 1)}</span></div>`)}</div></section>`;
}

/** Evidence in words: names as the world has them, numbers as points or shares. */
function evidence(e) {
  const write = {gain: (v) => fmt.points(v), share: (v) => fmt.percent(v), end: (v) => fmt.percent(v), run: (v) => fmt.percent(v)};
  return tell(`web-loop-${e.kind}`, Object.fromEntries(Object.entries(e.values).map(([k, v]) => [k, (write[k] || nameOf)(v)])));
}

function Loops({game, go, pick}) {
  const when = (list) => { const a = list[0].turn, b = Math.max(...list.map((e) => e.last)); return a === b ? tell("web-loop-turn", {turn: a}) : tell("web-loop-turns", {first: a, last: b}); };
  return html`<section class="stack tight"><h2>${tell("web-debrief-loops", {shown: game.loops.filter((l) => l.shown).length, all: game.loops.length})}</h2><p class="muted">${tell("web-debrief-loops-more")}</p>
    <div class="list">${game.loops.map((l) => html`<details key=${l.id}><summary>${l.shown ? html`<${Icon} name="check" />` : html`<span style="width:1.4rem;text-align:center" aria-hidden="true">–</span>`}
        <span class="grow" style=${{fontWeight: l.shown ? 700 : 400}}>${tell(`web-loop-${l.id}`)}</span><span class="muted">${l.shown ? when(l.evidence) : tell(l.evidence.length ? "web-loop-near" : "web-loop-never")}</span></summary>
      <ul>${l.evidence.map((e, i) => html`<li key=${i}><button class="tap" onClick=${() => go(e.turn)}>${when([e])}</button> ${evidence(e)}</li>`)}</ul>
      ${l.figure && html`<button class="btn" onClick=${() => pick(l.figure)}>${tell("web-debrief-show-figure")}: ${figureCalled(l.figure)}</button>`}</details>`)}</div></section>`;
}

// ---------------------------------------------------------------- the turn itself

function Replay({turn, game}) {
  const {answer, error} = useAnswer(`debrief/turn?turn=${turn}`, {turn});
  const board = answer?.board, played = answer?.played, {news} = game.bookmarks[turn - 1];
  return html`<section class="stack"><h2>${tell("web-debrief-then", {turn, date: fmt.date(game.dates[turn - 1], game.turn_years)})}</h2><${Wrong} error=${error} />
    <div class="replay"><div class="stack">${board && html`<div><p class="muted">${tell("web-debrief-map")}</p><${Mosaic} board=${board} /><${StackBar} board=${board} /></div>`}</div>
      <div class="stack"><ul class="list">${news.map((n, i) => html`<li key=${i}><strong>${text(n.text)}</strong>${text(n.why) && html`<br /><small>${text(n.why)}</small>`}</li>`)}</ul>
        ${played && html`<div><h3>${tell("web-debrief-orders")}</h3>
          ${played.events.map((e) => html`<p key=${e}>${tell("web-debrief-event", {event: nameOf(e)})}</p>`)}
          ${Object.entries(played.done).map(([seat, done]) => html`<div key=${seat} class="order"><${Token} state=${store.world.states[seat]} size=${26} /><span>${stateName(seat)}</span><span>${orderOf(seat, done)}</span></div>`)}
          ${played.broken.map(([pact, seat]) => html`<p key=${pact + seat} class="alert"><${Icon} name="flag" />${tell("web-debrief-broke", {who: stateName(seat)})}</p>`)}
          ${answer.moves.map((m, i) => html`<p key=${i}>${m.seat ? `${stateName(m.seat)}: ` : ""}${m.text} <span class="muted">(${m.happened ? tell("web-debrief-happened") : tell("web-debrief-not-happened")}${m.ruling ? `; ${m.ruling}` : ""})</span></p>`)}</div>`}</div></div></section>`;
}

function orderOf(seat, done) {
  const cards = done.plan.cards.map((c) => text(store.world.cards[seat]?.[c]?.name) || nameOf(c)), words = orderWords(done.plan.orders);
  const lines = [...cards, ...words.slice(0, 6), ...(words.length > 6 ? ["…"] : [])];
  return lines.length ? lines.join(", ") : tell(`web-debrief-by-${done.source}`, {doctrine: doctrineName(done.doctrine)});
}

function Teams({game}) {
  return html`<section class="stack tight"><h2>${tell("web-debrief-teams")}</h2><div class="scroll" tabindex="0" role="region" aria-label=${tell("web-debrief-teams")}><table class="tabular"><thead><tr><th scope="col">${tell("web-debrief-seat")}</th><th scope="col">${tell("web-player")}</th>${["level", "against", "beaten", "red-turns"].map((c) => html`<th key=${c} scope="col" class="num">${tell(`web-debrief-${c}`)}</th>`)}</tr></thead>
    <tbody>${seatsOf().map((s) => { const seat = game.seats[s], r = seat.rating; return html`<tr key=${s}><th scope="row"><span class="row"><${Token} state=${store.world.states[s]} size=${26} />${stateName(s)}</span></th><td>${seat.team.join(", ") || doctrineName(seat.doctrine)}</td>
      <td class="num">${fmt.number(r.level, 1)}</td><td class="num">${fmt.number(r.par, 1)}</td><td class="num">${fmt.chance(r.beaten)}</td><td class="num">${r.beyond}</td></tr>`; })}</tbody></table></div></section>`;
}

function Talk({game, pick}) {
  return html`<section class="stack tight">${game.questions.length > 0 && html`<h2>${tell("web-debrief-questions")}</h2>`}<ul class="list">${game.questions.map((q) => html`<li key=${q.id}><p>${text(q.text)}</p><div class="choices"><small>${q.about}</small>${q.show.map((f) => html`<button key=${f} class="tap" onClick=${() => pick(f)}>${figureCalled(f)}</button>`)}</div></li>`)}</ul>
    ${game.notes.length > 0 && html`<details><summary class="label">${tell("web-debrief-notes")}</summary><ul>${game.notes.map((n, i) => html`<li key=${i}>${tell("web-loop-turn", {turn: n.turn + 1})}: ${n.text}</li>`)}</ul></details>`}</section>`;
}

// ---------------------------------------------------------------- files to keep

const TABLES = ["figures", "orders", "events", "forecasts", "rulings"], FORMS = ["csv", "parquet", "jsonl"];

function Tables({onClose, ended}) {
  return html`<${Sheet} title=${tell("web-debrief-tables")} onClose=${onClose}><p>${tell("web-debrief-tables-more")}</p>
    <ul class="list">${TABLES.map((t) => html`<li key=${t} class="row wrap"><span class="grow label">${t}</span>${FORMS.map((f) => html`<a key=${f} class="btn" download href=${file(`${t}.${f}`)}>${f.toUpperCase()}</a>`)}</li>`)}
      <li class="row wrap"><a class="btn" download href=${file("dictionary.csv")}>${tell("web-debrief-dictionary")}</a><a class="btn" download href=${file("all.zip")}>${tell("web-debrief-all")}</a>${ended && html`<a class="btn" download href=${file("session.jsonl")}>${tell("web-debrief-log")}</a>`}</li></ul></${Sheet}>`;
}

const Reports = ({onClose}) => html`<${Sheet} title=${tell("web-debrief-reports")} onClose=${onClose}><ul class="list">${seatsOf().map((s) => html`<li key=${s}><a class="row" download href=${file(`report-${s}.html`)} style="min-height:2.75rem"><${Token} state=${store.world.states[s]} size=${28} />${stateName(s)}</a></li>`)}</ul></${Sheet}>`;

// ---------------------------------------------------------------- the page

function Game({game, all}) {
  const people = seatsOf().filter((s) => game.seats[s].team.length), mine = all.you.seat || people[0] || seatsOf()[0];
  const [turn, go] = useState(() => Math.min(game.turns, Math.max(1, Math.round(game.turns / 3)))), [seat, setSeat] = useState(mine), [figure, pick] = useState(() => moving(game, mine));
  const [sheet, open] = useState(""), choose = (s) => { setSeat(s); if (figure.includes(seat)) pick(moving(game, s)); };
  const look = (f) => { pick(f); scrollTo({top: 0, behavior: calm() ? "auto" : "smooth"}); announce(figureCalled(f)); };
  return html`<main class="debrief"><header><span class="brand">techrace</span><span class="muted">${tell("web-debrief")} · ${titleOf(all.room.title)} · ${tell(game.ended ? "web-debrief-head" : "web-debrief-running", {turns: game.turns})}</span>
      <div class="row"><button class="btn" onClick=${() => open("look")}>${tell("web-language")}</button><button class="btn" onClick=${() => open("reports")}>${tell("web-debrief-reports")}</button><button class="btn" onClick=${() => open("tables")}>${tell("web-debrief-tables")}</button>
        <a class="btn primary" download href=${file("debrief.html")}>${tell("web-debrief-save")}</a></div></header><${Connection} />
    <h1 class="unseen">${tell("web-debrief")}: ${titleOf(all.room.title)}</h1>
    <${Track} game=${game} turn=${turn} go=${go} />
    <div class="ask"><${WhatIf} game=${game} turn=${turn} go=${go} figure=${figure} seat=${seat} choose=${choose} pick=${pick} /><${Causes} figure=${figure} seat=${seat} game=${game} /></div>
    <div class="below"><${Rooms} game=${game} seat=${seat} figure=${figure} /><${Forecasts} game=${game} /><${Loops} game=${game} go=${go} pick=${look} /></div>
    <div class="stack" style="gap:2.5rem"><${Replay} turn=${turn} game=${game} /><${Teams} game=${game} /><${Talk} game=${game} pick=${look} /></div>
    ${sheet === "tables" && html`<${Tables} onClose=${() => open("")} ended=${game.ended} />`}${sheet === "reports" && html`<${Reports} onClose=${() => open("")} />`}
    ${sheet === "look" && html`<${Sheet} title=${tell("web-language")} onClose=${() => open("")}><${LookChoices} /></${Sheet}>`}</main>`;
}

/** The figure of a seat that moved most, relative to where it began. */
function moving(game, seat) {
  const size = ({path}) => Math.abs(path.at(-1) - path[0]) / Math.max(0.05, Math.abs(path[0]));
  const shares = game.seats[seat].figures.filter((f) => f.unit === "share");
  return [...(shares.length ? shares : game.seats[seat].figures)].sort((a, b) => size(b) - size(a))[0].id;
}

function App() {
  const all = useAll(), [game, set] = useState(null), [error, fail] = useState(null), ended = all.session.ended, turn = all.session.turn;
  const may = ended || all.you.role === "facilitator";
  useEffect(() => { if (may && turn) get("debrief").then((g) => { fail(null); set(g); }, fail); }, [ended, turn, may]);
  const was = useRef(ended);
  useEffect(() => { // the facilitator goes on with the game
    if (was.current && !ended && all.you.role !== "facilitator") location.assign(all.you.seat ? "team" : "seat");
    was.current = ended;
  }, [ended]);
  const waiting = !may ? tell("web-debrief-closed") : !turn ? tell("web-debrief-early") : tell("web-debrief-reckons");
  const key = useMemo(() => `${turn} ${ended}`, [turn, ended]);
  if (!game || !may) return html`<main class="debrief"><header><span class="brand">techrace</span><span class="muted">${tell("web-debrief")} · ${titleOf(all.room.title)}</span></header><${Connection} /><div class="stack" style="padding:2rem 0"><h1>${waiting}</h1><${Wrong} error=${error} /></div></main>`;
  return html`<${Game} key=${key} game=${game} all=${all} />`;
}

start(App);
