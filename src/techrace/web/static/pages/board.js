// The projector: turn, phase, clock, who is in, and one scene. Public facts only, and no control at all.
import {html, start, useAll, useNow, useState, useEffect, tell, text, fmt, store, Token, Icon, Mark, secondsLeft, stateName, nameOf, room, seatColour, onSeat, applyLook, calm} from "/static/pages/base.js";
import {Mosaic, StackBar, mosaicWords, flippedCount} from "/static/pages/mosaic.js";

const STAGES = ["frontier", "platforms", "revenue"];
const states = () => Object.keys(store.world.states);
const ranks = (levels) => { const order = levels.map((v, i) => [v, i]).sort((a, b) => b[0] - a[0]); const r = []; order.forEach(([, i], k) => { r[i] = k; }); return r; };

/** Ranks on three stages; the crossing is the message. */
export function Ladder({board, levels = false}) {
  const width = 420, row = 96, x = (c) => 56 + c * 154, y = (r) => 84 + r * row;
  const by = STAGES.map((s) => ranks(board.ladder.now[s])), was = STAGES.map((s) => ranks(board.ladder.was[s]));
  const said = STAGES.map((s, c) => `${tell(`stage-${s}`)}: ${[...by[c].keys()].sort((a, b) => by[c][a] - by[c][b]).map((i) => store.world.states[states()[i]].code).join(" ")}`).join("; ");
  const n = states().length;
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${60 + n * row}`} role="img" aria-label=${said}>
    ${STAGES.map((s, c) => html`<text key=${s} x=${x(c)} y="26" text-anchor="middle" class="strong" style="font-size:22px">${tell(`stage-${s}`)}</text>`)}
    ${states().map((id, i) => { const p = by.map((r, c) => [x(c), y(r[i])]);
      return html`<path key=${id} fill="none" stroke=${seatColour(store.world.states[id].place)} stroke-width="9" d=${`M${p[0]}C${x(0) + 70} ${p[0][1]} ${x(1) - 70} ${p[1][1]} ${p[1]}C${x(1) + 70} ${p[1][1]} ${x(2) - 70} ${p[2][1]} ${p[2]}`} />`; })}
    ${states().map((id, i) => STAGES.map((s, c) => html`<g key=${id + s}>${was[c][i] !== by[c][i] && levels && html`<circle cx=${x(c)} cy=${y(was[c][i])} r="30" fill="none" stroke=${seatColour(store.world.states[id].place)} stroke-dasharray="4 5" stroke-width="2.5" />`}
      <${Mark} place=${store.world.states[id].place} code=${store.world.states[id].code} x=${x(c)} y=${y(by[c][i])} size=${44} />
      ${levels && html`<text class="halo dim" x=${x(c) + 32} y=${y(by[c][i]) + 7} style="font-size:17px">${s === "revenue" ? fmt.money(board.ladder.now[s][i]) : fmt.index(board.ladder.now[s][i])}</text>`}</g>`))}</svg>`;
}

export function Chokepoints({board}) {
  const width = 1500, row = 74;
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${board.chokepoints.length * row}`} role="img" aria-label=${tell("web-board-chokepoints")}>
    ${board.chokepoints.map((layer, i) => { let x = 420; const y = i * row + 12, whole = width - 430;
      const held = Object.entries(layer.holders).sort((a, b) => b[1] - a[1]);
      return html`<g key=${layer.layer}><text x="0" y=${y + 34} style="font-size:28px" class="strong">${nameOf(layer.layer).replace(/ \(.*\)/, "")}</text>
        ${held.filter(([, v]) => v > 0.003).map(([h, v]) => { const s = store.world.states[h], w = v * whole, from = x; x += w;
          return html`<g key=${h}><rect x=${from + 1} y=${y} width=${Math.max(0, w - 2)} height="46" fill=${s ? seatColour(s.place) : "var(--rule)"} />${v > 0.06 && html`<text x=${from + w / 2} y=${y + 32} text-anchor="middle" style=${{fontSize: "25px", fontWeight: 700, fill: s ? onSeat(s.place) : "var(--ink)"}}>${s ? s.code : ""} ${v > 0.12 ? fmt.percent(v) : ""}</text>`}</g>`; })}
        <path d=${`M${420 + layer.was * whole} ${y - 2}l-9 -12h18z`} fill="var(--ink)" /></g>`; })}</svg>`;
}

function Capital({board}) {
  const tokens = store.world.map.tokens, haven = [-0.2, 12.2];
  const place = (id) => tokens[id] || haven;
  return html`<div class="mapside"><h2>${tell("web-board-capital", {whole: fmt.money(board.capital.whole)})}</h2><${Mosaic} board=${board} faded>${(at) => html`
    ${board.capital.flows.filter((f) => f.amount > 0.001).map((f) => { const a = at(...place(f.from)), b = at(...place(f.to)), w = Math.max(1.5, Math.min(16, f.amount * 120)); const m = [(a[0] + b[0]) / 2, Math.min(a[1], b[1]) - 46];
      return html`<g key=${f.from + f.to}><path d=${`M${a}Q${m} ${b}`} fill="none" stroke="var(--paper)" stroke-width=${w + 5} opacity=".8" /><path d=${`M${a}Q${m} ${b}`} fill="none" stroke="var(--ink)" stroke-width=${w} marker-end="url(#head)" /><text class="halo strong" x=${m[0]} y=${(m[1] + (a[1] + b[1]) / 2) / 2 + 4} text-anchor="middle" style="font-size:17px">${fmt.money(f.amount)}</text></g>`; })}
    <defs><marker id="head" viewBox="0 0 10 10" refX="7" refY="5" markerWidth="3.4" markerHeight="3.4" orient="auto"><path d="M0 0 10 5 0 10z" fill="var(--ink)" /></marker></defs>
    <g><rect x=${at(...haven)[0] - 46} y=${at(...haven)[1] - 16} width="112" height="32" rx="6" fill="var(--raised)" stroke="var(--ctl)" /><text x=${at(...haven)[0] + 10} y=${at(...haven)[1] + 6} text-anchor="middle" style="font-size:16px">${tell("name-haven")}</text></g>`}</${Mosaic}></div>`;
}

function Blocs({board, all}) {
  const made = [...all.pledges].slice(-4), held = all.pacts.filter((p) => p.holds);
  return html`<div class="scene" style="grid-template-columns:1fr 1fr"><ul class="big">${board.blocs.map((b) => html`<li key=${b.camp}><span style="min-width:14rem"><strong>${nameOf(b.camp)}</strong><br /><span class="hint">${tell("web-board-duty", {duty: fmt.index(b.duty)})}</span></span>
      ${Object.entries(b.members).filter(([, m]) => m > 0.15).sort((a, c) => c[1] - a[1]).map(([s, m]) => html`<span key=${s} style="text-align:center"><${Token} state=${store.world.states[s]} size=${`${2.2 + 2 * m}rem`} bloc=${m > 0.5} /><br /><span class="hint">${fmt.index(m)}</span></span>`)}</li>`)}</ul>
    <ul class="big">${held.map((p) => html`<li key=${p.pact}><${Icon} name="check" /><span>${text(store.world.treaties[p.form]?.name) || p.form}: ${Object.keys(p.terms).map((s) => store.world.states[s].code).join(" · ")}${p.breaches.length ? html` <strong>${tell("web-board-broken", {who: p.breaches.map(([, s]) => store.world.states[s].code).join(", ")})}</strong>` : ""}</span></li>`)}
      ${made.map((p, i) => html`<li key=${i}><${Token} state=${store.world.states[p.seat]} size="2.6rem" /><span>“${p.text}”</span></li>`)}</ul></div>`;
}

const News = ({board}) => html`<ul class="big">${board.news.slice(0, 4).map((n, i) => html`<li key=${i} style="font:700 2.5rem/1.3 var(--serif)">${text(n)}</li>`)}</ul>`;

/** The hexes as they change hands: one by one, then still. */
function useFlips(board) {
  const [shown, show] = useState(board.mosaic);
  useEffect(() => {
    if (calm() || board.mosaic.length !== board.was.length) { show(board.mosaic); return; }
    const flips = board.mosaic.map((e, i) => i).filter((i) => board.mosaic[i] !== board.was[i]);
    if (!flips.length) { show(board.mosaic); return; }
    show(board.was);
    const gap = Math.min(90, 3000 / flips.length), timers = flips.map((i, k) => setTimeout(() => { show((s) => s.map((e, j) => (j === i ? board.mosaic[i] : e))); }, 400 + k * gap));
    return () => timers.forEach(clearTimeout);
  }, [board.turn]);
  return shown;
}

function World({board}) {
  const shown = useFlips(board);
  return html`<div class="scene world"><div class="mapside"><div class="legend"><h2>${tell("web-who-runs-on-what")}</h2><span class="hint">⬡ ${tell("web-board-flipped", {count: flippedCount(board)})}</span></div><${Mosaic} board=${board} shown=${shown} />
      <div><p class="hint">${tell("web-hex")}</p><${StackBar} board=${board} large /></div></div>
    <div class="mapside"><h2>${tell("web-board-race")}</h2><${Ladder} board=${board} /></div></div>`;
}

function Lobby({all}) {
  const address = all.room.address || location.origin, [qr, set] = useState("");
  useEffect(() => { fetch(`/r/${room}/api/qr`).then((r) => (r.ok ? r.text() : "")).then((svg) => set(svg ? `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` : "")); }, []);
  return html`<div class="join">${qr ? html`<img src=${qr} alt=${tell("web-board-scan")} />` : html`<span />`}<div class="stack"><p class="big">${address.replace(/^https?:\/\//, "")}</p><p class="code">${all.room.code}</p>
    <ul class="big" style="columns:2">${states().map((s) => html`<li key=${s}><${Token} state=${store.world.states[s]} size="3rem" /><span>${stateName(s)}<br /><span class="hint">${all.seats[s].team.length ? tell("web-board-people", {count: all.seats[s].team.length}) : tell("web-seat-free")}</span></span></li>`)}</ul></div></div>`;
}

const SCENES = {world: World, race: ({board}) => html`<${Ladder} board=${board} levels />`, chokepoints: Chokepoints, capital: Capital, blocs: Blocs, news: News};
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
  const all = useAll(), now = useNow(500), scene = useScene(all), board = all.board;
  useEffect(() => applyLook(all.room.theme ? {theme: all.room.theme} : {}), [all.room.theme]);
  const left = secondsLeft(all.clock, now), phases = all.session.phases, at = phases.indexOf(all.clock.phase);
  const lobby = all.clock.phase === "lobby", Scene = SCENES[scene] || World, headline = board.news[0];
  const whole = all.room.seconds?.[all.clock.phase] || Math.max(left || 1, 60);
  return html`<main class="board">${left !== null && html`<div class=${`left ${left < 30 ? "last" : ""}`} style=${{width: `${Math.min(100, (100 * left) / whole)}%`}} />`}
    <header><div><p class="turn">${tell("web-turn-of", {turn: Math.min(all.session.turn + 1, all.session.turns), turns: all.session.turns})}</p><p class="date">${fmt.date(all.session.date, all.session.turn_years)}</p></div>
      <div class="steps">${lobby ? html`<b>${tell("web-phase-lobby")}</b>` : all.session.ended ? html`<b>${tell("web-phase-debrief")}</b>` : phases.map((p, i) => html`${i > 0 && html`<span aria-hidden="true">›</span>`}${i === at ? html`<b key=${p}>${all.clock.paused ? tell("web-paused") : tell(`web-phase-${p}`)}</b>` : html`<span key=${p} class=${i > at ? "later" : ""}>${tell(`web-phase-${p}`)}</span>`}`)}</div>
      <div class="time">${left !== null && html`<span>${all.clock.paused ? "‖" : tell("web-board-ends")}</span><time class="clock" role="timer">${fmt.clock(left)}</time>`}</div></header>
    <div class="news" aria-live="polite">${lobby ? html`<p>${all.session.title}</p><h1>${tell("web-board-welcome")}</h1>` : headline ? html`<p>${tell("web-news")}</p><h1>${text(headline)}</h1>` : html`<p>${all.session.title}</p><h1>${tell("web-board-start")}</h1>`}</div>
    ${lobby ? html`<${Lobby} all=${all} />` : html`<${Scene} board=${board} all=${all} />`}<${Foot} all=${all} /></main>`;
}

/** The same facts as text, for screen readers and calls. */
function Twin() {
  const all = useAll(), board = all.board, left = secondsLeft(all.clock, useNow(1000));
  return html`<main class="twin stack" tabindex="0"><h1>${all.session.title}</h1><p>${tell("web-turn-of", {turn: Math.min(all.session.turn + 1, all.session.turns), turns: all.session.turns})}, ${fmt.date(all.session.date, all.session.turn_years)}, ${tell(`web-phase-${all.clock.phase}`)}${left !== null ? `, ${fmt.clock(left)}` : ""}</p>
    <section aria-live="polite"><h2>${tell("web-news")}</h2><ul class="list">${board.news.map((n, i) => html`<li key=${i}>${text(n)}</li>`)}</ul></section>
    <section><h2>${tell("web-who-runs-on-what")}</h2><p>${mosaicWords(board)}</p></section>
    <section><h2>${tell("web-board-race")}</h2><table class="tabular"><thead><tr><th scope="col">${tell("web-player")}</th>${STAGES.map((s) => html`<th key=${s} scope="col" class="num">${tell(`stage-${s}`)}</th>`)}</tr></thead>
      <tbody>${states().map((s, i) => html`<tr key=${s}><th scope="row">${stateName(s)}</th>${STAGES.map((x) => html`<td key=${x} class="num">${x === "revenue" ? fmt.money(board.ladder.now[x][i]) : fmt.index(board.ladder.now[x][i])}</td>`)}</tr>`)}</tbody></table></section>
    <section><h2>${tell("web-board-chokepoints")}</h2><ul class="list">${board.chokepoints.map((l) => html`<li key=${l.layer}>${nameOf(l.layer)}: ${Object.entries(l.holders).filter(([, v]) => v > 0.05).sort((a, b) => b[1] - a[1]).map(([h, v]) => `${nameOf(h)} ${fmt.percent(v)}`).join(", ")}</li>`)}</ul></section>
    <section><h2>${tell("web-board-in")}</h2><ul class="list">${Object.entries(all.seats).map(([id, s]) => html`<li key=${id}>${stateName(id)}: ${s.played_by === "doctrine" ? tell("web-board-doctrine") : s.submitted ? tell("web-board-seat-in") : tell("web-board-drafting")}</li>`)}</ul></section></main>`;
}

start(new URLSearchParams(location.search).has("text") ? Twin : Board);
