// The debrief: the game as a track of turns, one question with its answer, who caused it, and what the theory says.
import {html, start, room, store, useAll, useEffect, useMemo, useRef, useState, get, post, tell, text, fmt, knows, act, Token, Icon, Connection, Sheet, LookChoices, Wrong, announce, calm, causeName, figureChange, figureName, figureValue, nameOf, doctrineName, stateName} from "/static/pages/base.js";
import {Histogram, PlayerBars, TableToggle, Waterfall} from "/static/pages/charts.js";
import {Mosaic, StackBar} from "/static/pages/mosaic.js";
import {orderWords} from "/static/pages/deals.js";

const PACE = 2500;
const MORE = "more";
const file = (name) => `/r/${encodeURIComponent(room)}/export/${name}`;
const seatsOf = () => Object.keys(store.world.states);
const shown = (value, unit) => (unit === "rating" ? fmt.number(value, 1) : figureValue(value, unit));
const figureCalled = (id) => (id === "rating" ? tell("web-debrief-rating") : figureName(id));

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

/** What a seat could have done instead, from a turn on; each with the words that complete the sentence. */
function options(game, seat, turn) {
  const mine = game.seats[seat], late = Object.entries(mine.moved).filter(([, turns]) => turns.some((t) => t >= turn)).map(([lever]) => lever);
  return [
    ...(late.length ? [{id: "nothing", orders: {}, say: tell("web-instead-nothing")}] : []),
    ...mine.camps.map((camp) => ({id: `out ${camp}`, orders: {join: {[camp]: 0}}, say: tell("web-instead-out", {bloc: nameOf(camp)})})),
    ...late.map((lever) => ({id: lever, orders: {[lever]: "standing"}, say: tell("web-instead-lever", {lever: tell(`explain-lever-${lever}`)})})),
    {id: MORE, orders: null, say: tell("web-instead-other")},
    ...game.branches.map((b) => ({id: `node ${b.node}`, node: b.node, say: tell("web-instead-undone", {turn: b.from})})),
  ];
}

/** A sentence with controls in it, in the order of words of the reader's language. */
function Sentence({message, parts}) {
  const marked = tell(message, Object.fromEntries(Object.keys(parts).map((k) => [k, `\u0001${k}\u0001`])));
  return html`<h2 class="sentence">${marked.split("\u0001").map((piece, i) => html`<span key=${i}>${i % 2 ? parts[piece] : piece}</span>`)}</h2>`;
}

const Choice = ({label, value, list, set}) => html`<select aria-label=${label} value=${value} onChange=${(e) => set(e.target.value)}>${list.map(([id, name]) => html`<option key=${id} value=${id} selected=${String(id) === String(value)}>${name}</option>`)}</select>`;

/** Another order: a lever, its target where it has one, and a level. */
function OtherOrder({seat, set}) {
  const {levers} = store.world, [id, choose] = useState("securitise"), [target, aim] = useState({}), [value, level] = useState(50);
  const lever = levers.find((x) => x.id === id), axes = lever.axes;
  const picked = axes.map((axis, i) => target[`${id}${i}`] ?? store.world.axes[axis].find((x) => x !== seat));
  const orders = () => ({[id]: [...picked].reverse().reduce((inner, name) => ({[name]: inner}), value / 100)});
  return html`<div class="notice stack tight"><div class="choices"><span class="label">${tell("web-instead-order")}</span>
    <${Choice} label=${tell("web-debrief-by-lever")} value=${id} list=${levers.map((x) => [x.id, tell(`explain-lever-${x.id}`)])} set=${choose} />
    ${axes.map((axis, i) => html`<${Choice} key=${axis + i} label=${nameOf(picked[i])} value=${picked[i]} list=${store.world.axes[axis].filter((x) => x !== seat).map((x) => [x, nameOf(x)])} set=${(x) => aim({...target, [`${id}${i}`]: x})} />`)}
    <label class="row"><span>${tell("web-instead-value")}</span><input class="field" style="width:6rem" type="number" min=${100 * lever.low} max=${100 * lever.high} step="5" value=${value} onInput=${(e) => level(Number(e.target.value))} /></label>
    <button class="btn primary" onClick=${() => set(orders())}>${tell("web-debrief-play")}</button></div></div>`;
}

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
    ${what.id === MORE && html`<${OtherOrder} key=${seat} seat=${seat} set=${order} />`}
    <${Wrong} error=${error} />
    <div class=${busy ? "busy" : ""} aria-busy=${String(Boolean(busy))}>${answer ? html`<${Instead} answer=${answer} />` : busy ? html`<p>${tell("web-debrief-reckons")}</p>` : ""}</div>
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

/** Some four round values between two. */
function round(low, high) {
  const rough = (high - low) / 4, size = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 2.5, 5, 10].map((m) => m * size).find((s) => s >= rough);
  return Array.from({length: 8}, (_, i) => (Math.ceil(low / step) + i) * step).filter((v) => v <= high);
}

/** The game as it was played, and as it would have been: the difference is a bracket at the end. */
function Instead({answer}) {
  const width = 760, height = 290, pad = {l: 52, r: 92, t: 22, b: 30}, {past, changed, turn, unit, fan} = answer;
  const first = turn - 1, every = [...past, ...changed, ...(fan ? [...fan.p5, ...fan.p95] : [])];
  const low = Math.min(...every), high = Math.max(...every), room_ = (high - low || 0.01) * 0.12, bottom = low - room_, span = high + room_ - bottom;
  const x = (t) => pad.l + (t / Math.max(1, past.length - 1)) * (width - pad.l - pad.r), y = (v) => height - pad.b - ((v - bottom) / span) * (height - pad.t - pad.b);
  const path = (values, from) => values.map((v, i) => `${i ? "L" : "M"}${x(from + i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const band = (a, b) => `${path(a, first)}${b.map((v, i) => [v, i]).reverse().map(([v, i]) => `L${x(first + i).toFixed(1)} ${y(v).toFixed(1)}`).join("")}Z`;
  const was = past[first + changed.length - 1] ?? past.at(-1), is = changed.at(-1), end = x(first + changed.length - 1);
  const ticks = round(bottom, bottom + span), above = is >= was;
  const middle = first + Math.max(1, Math.round((changed.length - 1) * 0.6)), mid = Math.min(middle, past.length - 1);
  const apart = Math.abs(y(was) - y(is)) > 12;
  const said = tell("web-debrief-chart", {figure: figureCalled(answer.figure), played: shown(was, unit), changed: shown(is, unit)});
  const rows = past.map((v, t) => [t, shown(v, unit), t >= first && t - first < changed.length ? shown(changed[t - first], unit) : ""]);
  return html`<${TableToggle} caption=${said} head=${[tell("web-turn-word"), tell("web-debrief-played"), tell("web-debrief-instead")]} rows=${rows}>
    <svg class="chart" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${said}>
      ${ticks.map((v) => html`<g key=${v}><line class="grid" x1=${pad.l} x2=${width - pad.r} y1=${y(v)} y2=${y(v)} /><text class="dim" x="0" y=${y(v) - 4}>${unit === "share" ? fmt.percent(v) : shown(v, unit)}</text></g>`)}
      <line x1=${x(first)} x2=${x(first)} y1=${pad.t - 8} y2=${height - pad.b} stroke="var(--ctl)" stroke-dasharray="3 3" /><text class="dim" x=${x(first) + 6} y=${pad.t}>${tell("web-loop-turn", {turn})}</text>
      ${fan && html`<path d=${band(fan.p5, fan.p95)} fill="var(--ctl)" opacity=".18" /><path d=${band(fan.p25, fan.p75)} fill="var(--ctl)" opacity=".28" />`}
      <path d=${path(past, 0)} fill="none" stroke="var(--ink)" stroke-width="3.5" stroke-linejoin="round" />
      <path d=${path(changed, first)} fill="none" stroke="var(--ink)" stroke-width="3" stroke-dasharray="7 5" stroke-linejoin="round" />
      ${apart && html`<text class="halo strong" x=${x(mid)} y=${y(past[mid]) + (above ? 24 : -12)} text-anchor="middle">${tell("web-debrief-played")}</text>
      <text class="halo strong" x=${x(mid)} y=${y(changed[mid - first] ?? is) + (above ? -12 : 24)} text-anchor="middle">${tell("web-debrief-instead")}</text>
      <path d=${`M${end + 6} ${y(was)}h8V${y(is)}h-8`} fill="none" stroke="var(--ink)" stroke-width="1.6" />`}
      <text class="halo strong" style="font-size:17px" x=${end + 20} y=${(y(was) + y(is)) / 2 + (end < x(past.length - 1) ? -8 : 6)}>${unit === "rating" ? fmt.change(is - was, 1) : figureChange(is - was, unit)}</text>
      ${past.map((_, t) => (past.length < 16 || t % 2 === 0) && html`<text key=${t} class="dim" x=${x(t)} y=${height - 8} text-anchor="middle">${t}</text>`)}<text class="dim" x=${width - pad.r + 20} y=${height - 8}>${tell("web-debrief-track")}</text>
    </svg></${TableToggle}>`;
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
  return html`<section class="stack tight"><h2>${tell("web-debrief-teams")}</h2><div class="scroll"><table class="tabular"><thead><tr><th scope="col">${tell("web-debrief-seat")}</th><th scope="col">${tell("web-player")}</th>${["level", "against", "beaten", "red-turns"].map((c) => html`<th key=${c} scope="col" class="num">${tell(`web-debrief-${c}`)}</th>`)}</tr></thead>
    <tbody>${seatsOf().map((s) => { const seat = game.seats[s], r = seat.rating; return html`<tr key=${s}><th scope="row"><span class="row"><${Token} state=${store.world.states[s]} size=${26} />${stateName(s)}</span></th><td>${seat.team.join(", ") || doctrineName(seat.doctrine)}</td>
      <td class="num">${fmt.number(r.level, 1)}</td><td class="num">${fmt.number(r.par, 1)}</td><td class="num">${fmt.chance(r.beaten)}</td><td class="num">${r.beyond}</td></tr>`; })}</tbody></table></div></section>`;
}

function Talk({game, pick}) {
  return html`<section class="stack tight"><h2>${tell("web-debrief-questions")}</h2><ul class="list">${game.questions.map((q) => html`<li key=${q.id}><p>${text(q.text)}</p><div class="choices"><small>${q.about}</small>${q.show.map((f) => html`<button key=${f} class="btn quiet" onClick=${() => pick(f)}>${figureCalled(f)}</button>`)}</div></li>`)}</ul>
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
  return html`<main class="debrief"><header><span class="brand">techrace</span><span class="muted">${tell("web-debrief")} · ${all.room.title} · ${tell(game.ended ? "web-debrief-head" : "web-debrief-running", {turns: game.turns})}</span>
      <div class="row"><button class="btn" onClick=${() => open("look")}>${tell("web-language")}</button><button class="btn" onClick=${() => open("reports")}>${tell("web-debrief-reports")}</button><button class="btn" onClick=${() => open("tables")}>${tell("web-debrief-tables")}</button>
        <a class="btn primary" download href=${file("debrief.html")}>${tell("web-debrief-save")}</a></div></header><${Connection} />
    <h1 class="unseen">${tell("web-debrief")}: ${all.room.title}</h1>
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
  const waiting = !may ? tell("web-debrief-closed") : !turn ? tell("web-debrief-early") : tell("web-debrief-reckons");
  const key = useMemo(() => `${turn} ${ended}`, [turn, ended]);
  if (!game || !may) return html`<main class="debrief"><header><span class="brand">techrace</span><span class="muted">${tell("web-debrief")} · ${all.room.title}</span></header><${Connection} /><div class="stack" style="padding:2rem 0"><h1>${waiting}</h1><${Wrong} error=${error} /></div></main>`;
  return html`<${Game} key=${key} game=${game} all=${all} />`;
}

start(App);
