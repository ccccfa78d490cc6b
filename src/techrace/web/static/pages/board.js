// The projector: turn, phase, clock, who is in, and one scene. Public facts only, and no control at all.
import {html, start, titleOf, useAll, useNow, useState, useEffect, tell, text, fmt, store, Token, Icon, Mark, secondsLeft, stateName, nameOf, room, seatColour, onSeat, applyLook, calm, useKeys, useResolving} from "/static/pages/base.js";
import {formName} from "/static/pages/deals.js";
import {Mosaic, StackBar, mosaicWords, flippedCount} from "/static/pages/mosaic.js";

const STAGES = ["frontier", "platforms", "revenue"];
const states = () => Object.keys(store.world.states);
const ranks = (levels) => { const order = levels.map((v, i) => [v, i]).sort((a, b) => b[0] - a[0]); const r = []; order.forEach(([, i], k) => { r[i] = k; }); return r; };

const stageName = (stage) => { const name = tell(`stage-${stage}`); return name[0].toLocaleUpperCase() + name.slice(1); };
const stageLevel = (board, stage, i) => (stage === "revenue" ? fmt.money(board.ladder.now[stage][i]) : fmt.index(board.ladder.now[stage][i]));

/** Ranks on three stages; the crossing is the message. With levels: beside each token, and last turn's rank as a ring. */
export function Ladder({board, levels = false}) {
  const [width, apart, first, row, free] = levels ? [1400, 560, 60, 88, 96] : [420, 154, 56, 96, 34];
  const x = (c) => first + c * apart, y = (r) => 84 + r * row, from = (c) => x(c) + free, to = (c) => x(c) - 30;
  const by = STAGES.map((s) => ranks(board.ladder.now[s])), was = STAGES.map((s) => ranks(board.ladder.was[s]));
  const said = STAGES.map((s, c) => `${stageName(s)}: ${[...by[c].keys()].sort((a, b) => by[c][a] - by[c][b]).map((i) => store.world.states[states()[i]].code).join(" ")}`).join("; ");
  const ribbon = (i, c) => { const a = y(by[c][i]), b = y(by[c + 1][i]), middle = (from(c) + to(c + 1)) / 2; return `M${from(c)} ${a}C${middle} ${a} ${middle} ${b} ${to(c + 1)} ${b}`; };
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${60 + states().length * row}`} role="img" aria-label=${said}>
    ${STAGES.map((s, c) => html`<text key=${s} x=${x(c)} y="26" text-anchor=${levels && !c ? "start" : "middle"} dx=${levels && !c ? -x(0) : 0} class="strong" style="font-size:29px">${stageName(s)}</text>`)}
    ${states().map((id, i) => [0, 1].map((c) => html`<path key=${id + c} fill="none" stroke=${seatColour(store.world.states[id].place)} stroke-width=${levels ? 7 : 9} d=${ribbon(i, c)} />`))}
    ${states().map((id, i) => STAGES.map((s, c) => html`<g key=${id + s}>${levels && was[c][i] !== by[c][i] && html`<circle cx=${x(c)} cy=${y(was[c][i])} r="33" fill="none" stroke=${seatColour(store.world.states[id].place)} stroke-dasharray="5 5" stroke-width="3" />`}
      <${Mark} place=${store.world.states[id].place} code=${store.world.states[id].code} x=${x(c)} y=${y(by[c][i])} size=${44} />
      ${levels && html`<text class="strong" x=${x(c) + 40} y=${y(by[c][i]) + 9} style="font-size:26px">${stageLevel(board, s, i)}</text>`}</g>`))}</svg>`;
}

const Race = ({board}) => html`<div class="mapside"><h2>${tell("web-board-race")}</h2><${Ladder} board=${board} levels /><p class="hint">${tell("web-board-estimates")}</p></div>`;

export function Chokepoints({board}) {
  const width = 1500, row = 74;
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${board.chokepoints.length * row}`} role="img" aria-label=${tell("web-board-chokepoints")}>
    ${board.chokepoints.map((layer, i) => { let x = 420; const y = i * row + 12, whole = width - 430;
      const held = Object.entries(layer.holders).sort((a, b) => b[1] - a[1]);
      return html`<g key=${layer.layer}><text x="0" y=${y + 34} style="font-size:28px" class="strong">${nameOf(layer.layer).replace(/ \(.*\)/, "")}</text>
        ${held.filter(([, v]) => v > 0.003).map(([h, v]) => { const s = store.world.states[h], w = v * whole, from = x; x += w;
          return html`<g key=${h}><rect x=${from + 1} y=${y} width=${Math.max(0, w - 2)} height="46" fill=${s ? seatColour(s.place) : "var(--rule)"} />${v > 0.06 && html`<text x=${from + w / 2} y=${y + 32} text-anchor="middle" style=${{fontSize: "27px", fontWeight: 700, fill: s ? onSeat(s.place) : "var(--ink)"}}>${s ? s.code : ""} ${v > 0.12 ? fmt.percent(v) : ""}</text>`}</g>`; })}
        <path d=${`M${420 + layer.was * whole} ${y - 2}l-9 -12h18z`} fill="var(--ink)" /></g>`; })}</svg>`;
}

/** A ribbon that widens from where capital left to where it went; the amount stands beside its head. */
function Flow({from, to, amount}) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]], long = Math.hypot(dx, dy), [nx, ny] = [dy / long, -dx / long];
  const up = (ny < 0 ? 0.2 : -0.2) * long, bend = [(from[0] + to[0]) / 2 + nx * up, (from[1] + to[1]) / 2 + ny * up];
  const on = (t) => [0, 1].map((k) => (1 - t) ** 2 * from[k] + 2 * t * (1 - t) * bend[k] + t * t * to[k]);
  const across = (t) => { const d = [0, 1].map((k) => 2 * (1 - t) * (bend[k] - from[k]) + 2 * t * (to[k] - bend[k])), l = Math.hypot(...d); return [-d[1] / l, d[0] / l]; };
  const last = 1 - 30 / long, wide = Math.max(3, Math.min(22, amount * 120)), steps = Array.from({length: 25}, (_, i) => (i / 24) * (last - 14 / long));
  const side = (t, w) => { const p = on(t), n = across(t); return [p[0] + n[0] * w, p[1] + n[1] * w].map((v) => v.toFixed(1)).join(" "); };
  const end = steps.at(-1), half = (t) => 0.7 + (wide / 2 - 0.7) * (t / end);
  const body = [...steps.map((t) => side(t, half(t))), side(end, wide / 2 + 6), side(last, 0), side(end, -wide / 2 - 6), ...[...steps].reverse().map((t) => side(t, -half(t)))];
  const near = Math.max(0.5, 1 - 85 / long), at = on(near);
  return html`<g><path d=${`M${body.join("L")}Z`} fill="var(--ink)" />
    <text class="halo strong" x=${at[0]} y=${at[1] - wide / 2 - 8} text-anchor="middle" style="font-size:21px">${fmt.money(amount)}</text></g>`;
}

function Capital({board}) {
  const tokens = store.world.map.tokens, haven = [-0.2, 12.2], place = (id) => tokens[id] || haven;
  const held = Object.entries(board.capital.shares).sort((a, b) => b[1] - a[1]), most = held[0][1];
  return html`<div class="scene world"><div class="mapside"><h2>${tell("web-board-capital", {whole: fmt.money(board.capital.whole)})}</h2><${Mosaic} board=${board} faded>${(at) => html`
    ${board.capital.flows.filter((f) => f.amount > 0.001).reverse().map((f) => html`<${Flow} key=${f.from + f.to} from=${at(...place(f.from))} to=${at(...place(f.to))} amount=${f.amount} />`)}
    <g><rect x=${at(...haven)[0] - 46} y=${at(...haven)[1] - 18} width="150" height="36" rx="6" fill="var(--raised)" stroke="var(--ctl)" /><text x=${at(...haven)[0] + 29} y=${at(...haven)[1] + 7} text-anchor="middle" style="font-size:21px">${tell("name-haven")}</text></g>`}</${Mosaic}></div>
    <div class="mapside"><h2>${tell("web-board-held")}</h2><ul class="bars">${held.map(([id, v]) => html`<li key=${id}>${store.world.states[id] ? html`<${Token} state=${store.world.states[id]} size="2.9rem" />` : html`<span class="hint">${tell("name-haven")}</span>`}
      <span class="bar"><i style=${{width: `${(100 * v) / most}%`, background: store.world.states[id] ? seatColour(store.world.states[id].place) : "var(--ctl)"}} /></span><strong>${fmt.percent(v)}</strong></li>`)}</ul></div></div>`;
}

function Blocs({board, all}) {
  const made = all.pledges.slice(-4), held = all.pacts.filter((p) => p.holds);
  const among = (b) => Object.entries(b.members).filter(([, m]) => m > 0.15).sort((a, c) => c[1] - a[1]);
  return html`<div class="scene two"><section><h2>${tell("web-board-blocs")}</h2><ul class="big">${board.blocs.map((b) => html`<li key=${b.camp}><span class="camp"><strong>${nameOf(b.camp)}</strong><br /><span class="hint">${tell("web-board-duty", {duty: fmt.index(b.duty)})}</span></span>
      ${among(b).map(([s, m]) => html`<span key=${s} class="member"><${Token} state=${store.world.states[s]} size=${`${2.6 + 2.2 * m}rem`} bloc=${m > 0.5} /><span class="hint">${fmt.index(m)}</span></span>`)}</li>`)}</ul></section>
    <section><h2>${tell("web-board-pacts")}</h2><ul class="big">${held.slice(0, 4).map((p) => html`<li key=${p.pact}><${Icon} name=${p.breaches.length ? "flag" : "check"} /><span>${formName(p.form)}: ${Object.keys(p.terms).map((s) => store.world.states[s].code).join(" · ")}${p.breaches.length ? html` <strong>${tell("web-board-broken", {who: p.breaches.map(([, s]) => store.world.states[s].code).join(", ")})}</strong>` : ""}</span></li>`)}
      ${!held.length && html`<li class="hint">${tell("web-board-no-pacts")}</li>`}</ul>
      <h2>${tell("web-board-pledges")}</h2><ul class="big">${made.map((p, i) => html`<li key=${i}><${Token} state=${store.world.states[p.seat]} size="2.6rem" /><span>“${p.text}”</span></li>`)}${!made.length && html`<li class="hint">${tell("web-board-no-pledges")}</li>`}</ul></section></div>`;
}

/** What else was in the papers: the first headline stands above every scene anyhow. */
const News = ({board}) => html`<ul class="big papers">${board.news.slice(1, 4).map((n, i) => html`<li key=${i}>${text(n)}</li>`)}${board.news.length < 2 && html`<li class="hint">${tell("web-board-no-more-news")}</li>`}</ul>`;

let flippedIn = null; // the turn whose flips the room has seen; they are not played again

/** The hexes as they change hands: one by one, then still. */
function useFlips(board) {
  const [shown, show] = useState(board.mosaic);
  useEffect(() => {
    if (calm() || flippedIn === board.turn || board.mosaic.length !== board.was.length) { show(board.mosaic); return; }
    flippedIn = board.turn;
    const flips = board.mosaic.map((e, i) => i).filter((i) => board.mosaic[i] !== board.was[i]);
    if (!flips.length) { show(board.mosaic); return; }
    show(board.was);
    const gap = Math.min(90, 3000 / flips.length), timers = flips.map((i, k) => setTimeout(() => { show((s) => s.map((e, j) => (j === i ? board.mosaic[i] : e))); }, 400 + k * gap));
    const skip = () => { timers.forEach(clearTimeout); show(board.mosaic); };
    addEventListener("keydown", skip, {once: true});
    return () => { timers.forEach(clearTimeout); removeEventListener("keydown", skip); };
  }, [board.turn]);
  return shown;
}

/** Whether the words under the map may lie on it: its lower left is sea. */
function seaBelow() {
  const {tiles} = store.world.map, low = Math.max(...tiles.map(([, , row]) => row)), wide = Math.max(...tiles.map(([, x]) => x));
  return !tiles.some(([, x, row]) => row > low - 2 && x < 0.6 * wide);
}

function World({board}) {
  const shown = useFlips(board);
  return html`<div class="scene world"><div class="mapside"><div class="legend"><h2>${tell("web-who-runs-on-what")}</h2><span class="hint key"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 21 7v10l-9 5-9-5V7z" /></svg>${tell("web-board-flipped", {count: flippedCount(board)})}</span>
      <span class="hint key"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10" /><circle cx="12" cy="12" r="5.5" class="full" /></svg>${tell("web-board-bloc")}</span></div><${Mosaic} board=${board} shown=${shown} />
      <div class=${`exact ${seaBelow() ? "tucked" : ""}`}><p class="hint">${tell("web-hex")}</p><${StackBar} board=${board} large /></div></div>
    <div class="mapside"><h2>${tell("web-board-race")}</h2><${Ladder} board=${board} /></div></div>`;
}

function Lobby({all}) {
  const address = all.room.address || location.origin, [qr, set] = useState("");
  useEffect(() => { fetch(`/r/${room}/api/qr`).then((r) => (r.ok ? r.text() : "")).then((svg) => set(svg ? `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` : "")); }, []);
  return html`<div class="join">${qr ? html`<img src=${qr} alt=${tell("web-board-scan")} />` : html`<span />`}<div class="stack"><p class="where">${address.replace(/^https?:\/\//, "")}</p><p class="code">${all.room.code}</p>
    <ul class="big two">${states().map((s) => html`<li key=${s}><${Token} state=${store.world.states[s]} size="3rem" /><span>${stateName(s)}<br /><span class="hint">${all.seats[s].team.length ? tell("web-board-people", {count: all.seats[s].team.length}) : tell("web-seat-free")}</span></span></li>`)}</ul></div></div>`;
}

const SCENES = {world: World, race: Race, chokepoints: Chokepoints, capital: Capital, blocs: Blocs, news: News};
/** What follows a resolved turn, twelve seconds each; one headline is on every scene anyhow. */
const tour = (all) => [...(all.board.news.length > 1 ? ["news"] : []), "world", "chokepoints", "world", "capital", "world"].filter((s) => !all.hidden.includes(s));

function useScene(all) {
  const now = useNow(1000), [since, mark] = useState(0);
  useEffect(() => mark(store.now), [all.session.turn, all.clock.phase]);
  const hidden = all.hidden, pinned = all.room.scene;
  let scene = pinned !== "auto" ? pinned : all.clock.phase === "board" ? tour(all)[Math.floor(Math.max(0, now - since) / 12) % tour(all).length] : "world";
  return hidden.includes(scene) ? "world" : scene;
}

function Foot({all}) {
  const seats = Object.entries(all.seats), ready = seats.filter(([, s]) => s.submitted).length, asked = all.clock.phase === "orders";
  const stands = (s) => (s.played_by === "doctrine" ? ["robot", tell("web-board-doctrine")] : !asked ? ["people", tell("web-board-people", {count: s.team.length})] : s.submitted ? ["check", tell("web-board-seat-in")] : ["pencil", tell("web-board-drafting")]);
  return html`<footer>${asked ? html`<span>${tell("web-board-in")} <strong>${ready}/${seats.length}</strong></span>` : html`<span />`}
    ${seats.map(([id, s]) => html`<span key=${id} class=${`seat ${asked && s.submitted && s.played_by === "people" ? "in" : ""}`}><${Token} state=${store.world.states[id]} size="2.9rem" /><${Icon} name=${stands(s)[0]} />${stands(s)[1]}</span>`)}
    <span class="end">${tell("web-board-join")} <span class="code">${all.room.code}</span></span></footer>`;
}

function Board() {
  const resolving = useResolving(), help = useKeys([["Esc", "web-key-skip"]]);
  const all = useAll(), now = useNow(500), scene = useScene(all), board = all.board;
  useEffect(() => applyLook(all.room.theme ? {theme: all.room.theme} : {}), [all.room.theme]);
  const left = secondsLeft(all.clock, now), phases = all.session.phases, at = phases.indexOf(all.clock.phase);
  const lobby = all.clock.phase === "lobby", Scene = SCENES[scene] || World, headline = board.news[0];
  const whole = all.room.seconds?.[all.clock.phase] || Math.max(left || 1, 60);
  return html`<main class="board">${left !== null && html`<div class=${`left ${left < 30 ? "last" : ""}`} style=${{width: `${Math.min(100, (100 * left) / whole)}%`}} />`}
    <header><div><p class="turn">${tell("web-turn-of", {turn: Math.min(all.session.turn + 1, all.session.turns), turns: all.session.turns})}</p><p class="date">${fmt.date(all.session.date, all.session.turn_years)}</p></div>
      <div class="steps">${lobby ? html`<b>${tell("web-phase-lobby")}</b>` : all.session.ended ? html`<b>${tell("web-phase-debrief")}</b>` : phases.map((p, i) => html`${i > 0 && html`<span aria-hidden="true">›</span>`}${i === at ? html`<b key=${p}>${all.clock.paused ? tell("web-paused") : resolving ? tell("web-resolving") : tell(`web-phase-${p}`)}</b>` : html`<span key=${p} class=${i > at ? "later" : ""}>${tell(`web-phase-${p}`)}</span>`}`)}</div>
      <div class="time">${left !== null && html`<span>${all.clock.paused ? "‖" : tell("web-board-ends")}</span><time class="clock" role="timer">${fmt.clock(left)}</time>`}</div></header>
    <div class="news" aria-live="polite">${lobby ? html`<p>${titleOf(all.session.title)}</p><h1>${tell("web-board-welcome")}</h1>` : headline ? html`<p>${tell("web-news")}</p><h1>${text(headline)}</h1>` : html`<p>${titleOf(all.session.title)}</p><h1>${tell("web-board-start")}</h1>`}</div>
    ${lobby ? html`<${Lobby} all=${all} />` : html`<div class="stage" data-scene=${scene}><${Scene} board=${board} all=${all} /></div>`}<${Foot} all=${all} />${help}</main>`;
}

const placeName = (id) => (id === "haven" ? tell("name-haven") : nameOf(id));
const held = (shares, least = 0.02) => Object.entries(shares).filter(([, v]) => v > least).sort((a, b) => b[1] - a[1]).map(([id, v]) => `${placeName(id)} ${fmt.percent(v)}`).join(", ");

/** The same facts as text, for screen readers and calls. */
function Twin() {
  const all = useAll(), board = all.board, left = secondsLeft(all.clock, useNow(1000));
  return html`<main class="twin stack" tabindex="0"><h1>${titleOf(all.session.title)}</h1><p>${tell("web-turn-of", {turn: Math.min(all.session.turn + 1, all.session.turns), turns: all.session.turns})}, ${fmt.date(all.session.date, all.session.turn_years)}, ${tell(`web-phase-${all.clock.phase}`)}${left !== null ? `, ${fmt.clock(left)}` : ""}</p>
    <section aria-live="polite"><h2>${tell("web-news")}</h2><ul class="list">${board.news.map((n, i) => html`<li key=${i}>${text(n)}</li>`)}</ul></section>
    <section><h2>${tell("web-who-runs-on-what")}</h2><p>${mosaicWords(board)}</p></section>
    <section><h2>${tell("web-board-race")}</h2><table class="tabular"><thead><tr><th scope="col">${tell("web-player")}</th>${STAGES.map((s) => html`<th key=${s} scope="col" class="num">${stageName(s)}</th>`)}</tr></thead>
      <tbody>${states().map((s, i) => html`<tr key=${s}><th scope="row">${stateName(s)}</th>${STAGES.map((x) => html`<td key=${x} class="num">${x === "revenue" ? fmt.money(board.ladder.now[x][i]) : fmt.index(board.ladder.now[x][i])}</td>`)}</tr>`)}</tbody></table></section>
    <section><h2>${tell("web-board-chokepoints")}</h2><ul class="list">${board.chokepoints.map((l) => html`<li key=${l.layer}>${nameOf(l.layer)}: ${held(l.holders, 0.05)}</li>`)}</ul></section>
    <section><h2>${tell("web-board-capital", {whole: fmt.money(board.capital.whole)})}</h2><p>${held(board.capital.shares, 0)}</p><ul class="list">${board.capital.flows.filter((f) => f.amount > 0.001).map((f) => html`<li key=${f.from + f.to}>${placeName(f.from)} → ${placeName(f.to)}: ${fmt.money(f.amount)}</li>`)}</ul></section>
    <section><h2>${tell("web-board-blocs")}</h2><ul class="list">${board.blocs.map((b) => html`<li key=${b.camp}>${nameOf(b.camp)}, ${tell("web-board-duty", {duty: fmt.index(b.duty)})}: ${Object.entries(b.members).filter(([, m]) => m > 0.15).sort((a, c) => c[1] - a[1]).map(([s, m]) => `${stateName(s)} ${fmt.index(m)}`).join(", ")}</li>`)}</ul></section>
    <section><h2>${tell("web-board-in")}</h2><ul class="list">${Object.entries(all.seats).map(([id, s]) => html`<li key=${id}>${stateName(id)}: ${s.played_by === "doctrine" ? tell("web-board-doctrine") : s.submitted ? tell("web-board-seat-in") : tell("web-board-drafting")}</li>`)}</ul></section></main>`;
}

const asText = new URLSearchParams(location.search).has("text");
document.documentElement.classList.toggle("wall", !asText);
start(asText ? Twin : Board);
