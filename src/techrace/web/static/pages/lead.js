// The facilitator's console: the clock, the seats, what waits, the deck, and the way back.
import {html, start, titleOf, useAll, useNow, useState, useEffect, act, post, tell, text, fmt, store, Token, Icon, Connection, Sheet, LookChoices, AskOnce, Wrong, useTry, secondsLeft, stateName, nameOf, doctrineName, announce, useKeys, useResolving, Resolving} from "/static/pages/base.js";
import {orderWords} from "/static/pages/deals.js";

const SCENES = ["auto", "world", "race", "chokepoints", "capital", "blocs", "news"];
const LATE = 120, DRAFTING = ["brief", "negotiate", "orders"];

// ---------------------------------------------------------------- left: time and the board

function Time({all, go, resolve, resolving, last, take}) {
  const now = useNow(500), left = secondsLeft(all.clock, now), clock = all.clock, playing = !["lobby", "debrief"].includes(clock.phase);
  const out = all.waiting_for.map(stateName).join(", ");
  const absent = all.waiting_for.length ? tell("web-lead-resolve-out", {who: out}) : tell("web-lead-resolve-all");
  const again = goesOnIn(all);
  return html`<section id="time" tabindex="-1" class="card stack"><div class="row"><span class="label grow">${tell("web-turn-of", {turn: Math.min(all.session.turn + 1, all.session.turns), turns: all.session.turns})}</span><span class="muted">${fmt.date(all.session.date, all.session.turn_years)}</span></div>
    ${left !== null ? html`<time class="bigclock" role="timer">${clock.paused ? "‖ " : ""}${fmt.clock(left)}</time>
      <div class="row">${clock.paused ? html`<button class="btn grow" onClick=${() => go({kind: "resume"})}><${Icon} name="play" />${tell("web-lead-resume")}</button>` : html`<button class="btn grow" onClick=${() => go({kind: "pause"})}><${Icon} name="pause" />${tell("web-lead-pause")}</button>`}
        <button class="btn" onClick=${() => go({kind: "extend", seconds: 60})}>${tell("web-lead-plus")}</button><button class="btn" onClick=${() => go({kind: "extend", seconds: -60})} aria-label=${tell("web-lead-minus")}>−1</button></div>
      ${playing && !clock.paused && html`<button class="btn wide" onClick=${() => go({kind: "extend", seconds: 5 - left})}>${tell("web-lead-last-call")}</button>`}` : html`<p class="muted">${tell(all.session.ended ? "web-lead-over" : "web-lead-no-clock")}</p>`}
    ${all.session.ended && again && html`<${AskOnce} label=${tell("web-lead-go-on")} consequence=${tell("web-lead-go-on-sure")} className="btn wide" icon="undo" go=${() => go({kind: "move phase", phase: again})} />`}
    ${clock.phase === "lobby" ? html`<button class="btn primary wide" onClick=${() => go({kind: "move phase"})}><${Icon} name="play" />${tell("web-lead-begin")}</button>`
      : clock.phase === "orders" ? html`${resolving ? html`<button class="btn wide" aria-disabled="true"><${Icon} name="clock" />${tell("web-resolving")}</button>` : html`<${AskOnce} id="resolve" label=${tell("web-lead-resolve")} consequence=${absent} className="btn primary wide" go=${resolve} /><small>${absent} ${tell("web-lead-take-back")}</small>`}`
        : playing && html`<button class="btn primary wide" onClick=${() => go({kind: "move phase"})}>${tell("web-lead-next")}</button>`}
    <${TakeBack} last=${last} take=${take} /></section>`;
}

/** The phase in which a game goes on that was ended: from the one it was in, or none where there is nothing left. */
function goesOnIn(all, from = "") {
  const {phases, turn, turns} = all.session;
  if (turn >= turns) return phases.includes("board") ? "board" : "";
  return phases.includes(from) ? from : phases[0];
}

const TEN = 10; // seconds in which the last step can be taken back with one press

/** What has just been done, and the way back. */
function TakeBack({last, take}) {
  const now = useNow(500), left = last ? Math.ceil(last.at + TEN - now) : 0;
  if (left <= 0) return null;
  return html`<div class="notice stack tight" role="status"><p>${last.say}</p><button class="btn wide" onClick=${take}><${Icon} name="undo" />${tell("web-lead-back")}<span aria-hidden="true">${left}</span></button></div>`;
}

function PhaseList({all, go}) {
  const at = all.session.phases.indexOf(all.clock.phase);
  return html`<section class="card"><ul class="list">${all.session.phases.map((p, i) => html`<li key=${p} class="row" style="padding:.3rem 0"><span aria-hidden="true">${i < at ? "✓" : i === at ? "●" : "○"}</span>
    <span class="grow" aria-current=${i === at ? "step" : null} style=${{fontWeight: i === at ? 700 : 400}}>${tell(`web-phase-${p}`)}</span>${all.room.seconds?.[p] ? html`<span class="muted">${fmt.clock(all.room.seconds[p])}</span>` : ""}
    ${i !== at && at >= 0 && html`<button class="btn" style="min-height:2.75rem" onClick=${() => go({kind: "move phase", phase: p})}>${tell("web-lead-go")}</button>`}</li>`)}</ul></section>`;
}

function BoardChoice({all, run}) {
  const set = (scene, theme = all.room.theme) => run(() => post("lead/scene", {scene, theme}));
  return html`<section class="card stack tight"><div class="row"><h2 class="grow">${tell("web-lead-board")}</h2><small>${tell("web-lead-room-sees")}</small></div>
    <div class="scenes">${SCENES.map((s) => html`<button key=${s} class="btn" aria-pressed=${String(all.room.scene === s)} onClick=${() => set(s)}>${tell(`web-scene-${s}`)}</button>`)}</div>
    <div class="row wrap" role="group" aria-label=${tell("web-look-theme")}>${["light", "dark"].map((t) => html`<button key=${t} class="btn" aria-pressed=${String(all.room.theme === t)} onClick=${() => set(all.room.scene, t)}>${tell(`web-look-theme-${t}`)}</button>`)}</div>
    <fieldset><legend class="caption">${tell("web-lead-hide")}</legend>${SCENES.slice(2).map((s) => html`<label key=${s} class="row" style="min-height:2.25rem"><input type="checkbox" style="width:1.4rem;height:1.4rem" checked=${all.hidden.includes(s)}
      onChange=${(e) => run(() => act({kind: "show board", hidden: e.target.checked ? [...all.hidden, s] : all.hidden.filter((x) => x !== s)}))} />${tell(`web-scene-${s}`)}</label>`)}</fieldset></section>`;
}

// ---------------------------------------------------------------- middle: seats and the game so far

function SeatRow({id, all, go, message, look}) {
  const now = useNow(1000), seat = all.seats[id], devices = all.presence.seats?.[id] || all.presence[id] || [];
  const edited = Math.max(0, ...devices.map((d) => d.edited || 0)), idle = now - Math.max(edited, ...devices.map((d) => d.since || 0), 0);
  const state = seat.played_by === "doctrine" ? ["robot", tell("web-lead-by-doctrine"), ""]
    : seat.submitted ? ["check", tell("web-orders-in"), ""]
      : all.clock.phase === "orders" && edited < now - LATE && idle > LATE ? ["clock", tell("web-lead-idle"), tell(`web-absent-${seat.absent}`)]
        : !DRAFTING.includes(all.clock.phase) ? ["people", tell(devices.some((d) => d.here) ? "web-here" : "web-away"), ""]
          : ["pencil", tell("web-board-drafting"), edited ? fmt.ago(now - edited) : ""];
  return html`<li class="seat"><${Token} state=${store.world.states[id]} size=${38} />
    <div><p class="label">${stateName(id)}</p><small>${seat.head ? `${seat.head}, ${tell(`web-depth-${seat.depth}`)}` : `“${doctrineName(seat.doctrine)}”`}</small></div>
    <span class="dots" role="img" aria-label=${tell("web-lead-devices", {here: devices.filter((d) => d.here).length, all: devices.length})}>${devices.map((d) => (d.here ? "●" : "○")).join("")}</span>
    <div class="row" style="gap:.5rem"><${Icon} name=${state[0]} /><span class=${state[0] === "clock" ? "alert" : ""}>${state[1]}${state[2] ? html`<br /><small>${state[2]}</small>` : ""}</span></div>
    <div class="row wrap" style="gap:.4rem"><button class="btn" aria-label=${tell("web-lead-message-to", {who: stateName(id)})} onClick=${() => message(id)}><${Icon} name="msg" /></button>
      ${seat.team.length > 0 && !all.session.ended && (seat.played_by === "people" ? html`<button class="btn" onClick=${() => go({kind: "hand over", seat: id})}>${tell("web-lead-doctrine")}</button>` : html`<button class="btn" onClick=${() => go({kind: "hand back", seat: id})}>${tell("web-lead-give-back")}</button>`)}
      <button class="btn" aria-label=${tell("web-lead-seat-more", {who: stateName(id)})} onClick=${() => look(id)}>…</button></div></li>`;
}

function SeatSheet({id, all, go, onClose}) {
  const seat = all.seats[id], devices = all.presence.seats?.[id] || all.presence[id] || [], [seen, see] = useState(null), [run, error] = useTry();
  return html`<${Sheet} title=${stateName(id)} onClose=${onClose}><${Wrong} error=${error} />
    <div class="row wrap">${["cards", "full"].map((depth) => html`<button key=${depth} class="btn" aria-pressed=${String(seat.depth === depth)} onClick=${() => go({kind: "open seat", seat: id, depth, open: seat.open, absent: seat.absent})}>${tell(`web-depth-${depth}`)}</button>`)}
      <button class="btn" aria-pressed=${String(!seat.open)} onClick=${() => go({kind: "open seat", seat: id, depth: seat.depth, open: !seat.open, absent: seat.absent})}><${Icon} name="lock" />${seat.open ? tell("web-lead-close-seat") : tell("web-lead-open-seat")}</button></div>
    <fieldset class="stack tight"><legend class="label">${tell("web-lead-absent")}</legend><div class="row wrap">${["draft", "standing", "doctrine"].map((a) => html`<button key=${a} class="btn" aria-pressed=${String(seat.absent === a)} onClick=${() => go({kind: "open seat", seat: id, depth: seat.depth, open: seat.open, absent: a})}>${tell(`web-absent-${a}`)}</button>`)}</div></fieldset>
    <label class="stack tight"><span class="label">${tell("web-lead-which-doctrine")}</span><select class="field" value=${seat.doctrine} onChange=${(e) => go(seat.played_by === "doctrine" && seat.team.length ? {kind: "hand over", seat: id, doctrine: e.target.value} : {kind: "open seat", seat: id, depth: seat.depth, open: seat.open, absent: seat.absent, doctrine: e.target.value})}>
      ${[...new Set([seat.doctrine, ...Object.entries(store.world.doctrines).filter(([, d]) => !d.seat || d.seat === id).map(([d]) => d)])].map((d) => html`<option key=${d} value=${d}>${doctrineName(d)}</option>`)}</select></label>
    <ul class="list">${devices.map((d) => html`<li key=${d.person} class="row wrap"><span class="grow">${d.name}${d.head ? ` (${tell("web-head")})` : ""}</span>
      ${!d.head && html`<button class="btn" onClick=${() => go({kind: "choose head", seat: id, person: d.person})}>${tell("web-lead-make-head")}</button>`}<button class="btn" onClick=${() => go({kind: "give up seat", person: d.person})}>${tell("web-lead-unseat")}</button></li>`)}</ul>
    ${seen ? html`<div class="notice stack tight"><p class="label">${tell("web-lead-sealed")}</p>${seen.submitted ? html`<p>${[...(seen.submitted.cards || []).map(nameOf), ...orderWords(seen.submitted.orders || {})].join("; ") || tell("web-lead-nothing")}</p>` : html`<p>${tell("web-lead-nothing")}</p>`}</div>`
      : html`<${AskOnce} label=${tell("web-lead-look")} consequence=${tell("web-lead-look-sure")} go=${async () => see(await run(() => post("lead/look", {seat: id})))} />`}</${Sheet}>`;
}

function Track({all, go, undo}) {
  const turns = all.session.turns, now = all.session.turn, width = 760, x = (t) => 24 + (t / Math.max(1, turns - 1)) * (width - 48);
  const path = new Set(), tree = all.tree || [];
  const chain = new Map(tree.map((n) => [n.node, n]));
  let at = tree.filter((n) => n.turn === now - 1).sort((a, b) => b.node - a.node)[0];
  const current = tree.length ? tree.find((n) => n.here)?.node ?? at?.node : 0;
  for (let n = chain.get(current); n; n = chain.get(n.parent)) path.add(n.node);
  const undone = tree.filter((n) => !path.has(n.node));
  return html`<section class="card stack tight"><div class="row wrap"><h2 class="grow">${tell("web-lead-so-far")}</h2>
      ${now > 0 && html`<${AskOnce} label=${tell("web-lead-undo", {turn: now})} consequence=${tell("web-lead-undo-sure", {turn: now})} icon="undo" id="undo" go=${undo} />`}</div>
    <svg class="chart tree" viewBox=${`0 0 ${width} 92`} role="img" aria-label=${tell("web-turn-of", {turn: now + 1, turns})}><line x1=${x(0)} x2=${x(turns - 1)} y1="42" y2="42" stroke="var(--rule)" stroke-width="3" /><line x1=${x(0)} x2=${x(Math.min(now, turns - 1))} y1="42" y2="42" stroke="var(--ink)" stroke-width="3" />
      ${Array.from({length: turns}, (_, t) => html`<g key=${t}><text x=${x(t)} y="16" text-anchor="middle">${t + 1}</text><circle cx=${x(t)} cy="42" r=${t === now ? 13 : 8} fill=${t <= now ? "var(--ink)" : "var(--paper)"} stroke="var(--ctl)" stroke-width="2" />${t === now && html`<text x=${x(t)} y="47" text-anchor="middle" style="fill:var(--paper);font-weight:700">${t + 1}</text>`}</g>`)}
      ${undone.slice(-3).map((n, i) => html`<g key=${n.node}><path d=${`M${x(n.turn)} 46q14 30 40 ${30}`} fill="none" stroke="var(--ctl)" stroke-dasharray="5 4" stroke-width="2" /><circle cx=${x(n.turn) + 46} cy="78" r="7" fill="var(--paper)" stroke="var(--ctl)" stroke-width="2" /></g>`)}</svg>
    ${undone.length > 0 && html`<ul class="list">${undone.slice(-3).map((n) => html`<li key=${n.node} class="row"><span class="grow">${tell("web-lead-branch", {turn: n.turn + 1})}</span><button class="btn" onClick=${() => go({kind: "switch branch", node: n.node})}>${tell("web-lead-branch-go")}</button></li>`)}</ul>`}
    <ul class="log" tabindex="0" aria-label=${tell("web-lead-log")}>${[...all.log].reverse().map((h, i) => html`<li key=${`${h.at}${i}`}><time class="muted">${new Date(h.at * 1000).toLocaleTimeString([], {hour: "2-digit", minute: "2-digit", hour12: false})}</time><span>${tell(h.what, {who: h.who || tell("web-lead-server"), ...Object.fromEntries(Object.entries(h.values).map(([k, v]) => [k, k === "turn" || k === "seconds" ? Math.round(v) : nameOf(v)]))})}</span></li>`)}</ul></section>`;
}

// ---------------------------------------------------------------- right: what waits, and the deck

function Ruling({need, onDone}) {
  const [effects, set] = useState([]), [figure, pick] = useState(""), [by, amount] = useState(5), [chance, risk] = useState(60), [cost, price] = useState(0), [open, show] = useState(true), [words, write] = useState("");
  const [run, error, forget] = useTry(), own = need.seat || Object.keys(store.world.states)[0];
  const figures = [...["frontier", "science", "unrest", "trust"].map((f) => (f === "trust" ? "trust" : `${f}[${own}]`)), ...store.world.axes.layers.map((l) => `layer_share[${l}, ${own}]`), ...store.world.axes.layers.map((l) => `quality[${l}, ${own}]`), ...Object.keys(store.world.states).filter((s) => s !== own).map((s) => `relations[${own}, ${s}]`)];
  const rule = (allowed) => run(() => act({kind: "rule on", move: need.id, allowed, effects: allowed ? effects : [], probability: chance / 100, pc: cost / 100, public: open, text: words})).then((x) => x && onDone?.());
  return html`<div class="stack tight"><div class="row wrap"><select class="field grow" style="width:auto" aria-label=${tell("web-ruling-figure")} value=${figure} onChange=${(e) => pick(e.target.value)}><option value="">${tell("web-ruling-figure")}</option>${figures.map((f) => html`<option key=${f} value=${f}>${f.replace(/[\[\],]/g, " ").split(/\s+/).filter(Boolean).map((w, i) => (i ? nameOf(w) : tell(`explain-figure-${w}`))).join(" · ")}</option>`)}</select>
      <input class="field" style="width:5rem" type="number" min="-25" max="25" value=${by} aria-label=${tell("web-ruling-by")} onInput=${(e) => amount(Number(e.target.value))} />
      <button class="btn" disabled=${!figure || effects.length >= 8} onClick=${() => { set([...effects, {figure, by: by / 100}]); pick(""); }}>${tell("web-add")}</button></div>
    <ul class="list">${effects.map((e, i) => html`<li key=${i} class="row"><span class="grow">${e.figure}</span><span class="figure">${fmt.change(100 * e.by)}</span><button class="btn" aria-label=${tell("web-remove")} onClick=${() => set(effects.filter((_, j) => j !== i))}>×</button></li>`)}</ul>
    <div class="row"><label class="grow">${tell("web-ruling-cost")}<input class="field" type="number" min="0" max="100" value=${cost} onInput=${(e) => price(Number(e.target.value))} /></label><label class="grow">${tell("web-ruling-chance")}<input class="field" type="number" min="0" max="100" value=${chance} onInput=${(e) => risk(Number(e.target.value))} /></label></div>
    <label class="row"><input type="checkbox" style="width:1.4rem;height:1.4rem" checked=${open} onChange=${(e) => show(e.target.checked)} />${tell("web-ruling-public")}</label>
    <input class="field" maxlength="300" placeholder=${tell("web-ruling-words")} aria-label=${tell("web-ruling-words")} value=${words} onInput=${(e) => write(e.target.value)} />
    <small>${tell("web-ruling-preview", {chance: fmt.percent(chance / 100), count: effects.length})}</small><${Wrong} error=${error} onClose=${forget} />
    <div class="row"><button class="btn primary grow" onClick=${() => rule(true)}>${tell("web-ruling-rule")}</button>${need.seat && html`<button class="btn" onClick=${() => rule(false)}>${tell("web-ruling-refuse")}</button>`}</div></div>`;
}

function Need({need, first, message}) {
  return html`<section class=${`card stack tight ${first ? "first" : ""}`}><div class="row"><${Token} state=${store.world.states[need.seat]} size=${32} /><h3 class="grow">${tell(need.kind === "move" ? "web-need-move" : "web-need-call", {who: stateName(need.seat)})}</h3></div>
    <p>“${need.text}”</p>${need.kind === "move" ? html`<${Ruling} need=${need} /><button class="btn" onClick=${() => message(need.seat)}>${tell("web-ruling-ask")}</button>` : html`<button class="btn primary" onClick=${() => message(need.seat)}>${tell("web-need-reply")}</button>`}</section>`;
}

function Deck({all, go, run}) {
  const [writing, write] = useState(null), events = Object.entries(store.world.events || {});
  const own = async (words) => { const move = `event-${Math.random().toString(36).slice(2, 8)}`; if (await run(() => act({kind: "write move", move, seat: "", text: words}))) write({id: move, seat: "", text: words}); };
  return html`<section class="card stack tight"><div class="row"><h2 class="grow">${tell("web-deck")}</h2><small>${tell("web-deck-left", {count: events.filter(([e]) => !all.news.includes(e)).length})}</small></div>
    <ul class="list deck" tabindex="0" aria-label=${tell("web-deck")}>${events.map(([id, e]) => html`<li key=${id} class="row top" style="padding:.5rem 0"><div class="grow"><p class="label">${text(e.name)}</p><small>${text(e.news)}</small></div>
      <button class="btn" aria-pressed=${String(all.news.includes(id))} disabled=${all.news.includes(id)} onClick=${() => go({kind: "play event", event: id})}>${all.news.includes(id) ? tell("web-deck-on") : tell("web-deck-play")}</button></li>`)}</ul>
    ${writing === null ? html`<button class="btn" onClick=${() => write("")}><${Icon} name="pencil" />${tell("web-deck-write")}</button>`
      : typeof writing === "string" ? html`<textarea class="field" aria-label=${tell("web-deck-write")} maxlength="400" value=${writing} onInput=${(e) => write(e.target.value)} /><div class="row"><button class="btn primary grow" disabled=${!writing.trim()} onClick=${() => own(writing)}>${tell("web-deck-next")}</button><button class="btn" onClick=${() => write(null)}>${tell("web-cancel")}</button></div>`
        : html`<p>“${writing.text}”</p><${Ruling} need=${writing} onDone=${() => write(null)} />`}</section>`;
}

function Lesson({all, go}) {
  const plans = Object.entries(store.world.lessons || {}), [chosen, pick] = useState("");
  const plan = store.world.lessons?.[chosen];
  if (!plans.length) return null;
  return html`<section class="card stack tight"><label class="over" for="lesson">${tell("web-lesson")}</label><select id="lesson" class="field" value=${chosen} onChange=${(e) => pick(e.target.value)}><option value="">${tell("web-lesson-none")}</option>${plans.map(([id, p]) => html`<option key=${id} value=${id}>${text(p.title || p.name)}</option>`)}</select>
    ${plan && html`<ol class="list deck" tabindex="0" aria-label=${tell("web-lesson")}>${plan.steps.map((s, i) => html`<li key=${i} class="stack tight"><p><strong>${s.minutes.join("–")}</strong> ${text(s.text)}</p>
      ${(s.events || []).map((e) => html`<button key=${e} class="btn" disabled=${all.news.includes(e)} onClick=${() => go({kind: "play event", event: e})}>${tell("web-deck-play")}: ${nameOf(e)}</button>`)}
      ${(s.treaties || []).length > 0 && html`<small>${s.treaties.map(nameOf).join(", ")}</small>`}</li>`)}</ol>`}</section>`;
}

function Note({run}) {
  const [words, write] = useState("");
  return html`<form class="card stack tight" onSubmit=${async (e) => { e.preventDefault(); if (await run(() => act({kind: "write note", text: words}))) { write(""); announce(tell("web-sent")); } }}>
    <label class="over" for="note">${tell("web-note")}</label><textarea id="note" class="field" style="min-height:4rem" maxlength="1000" value=${words} onInput=${(e) => write(e.target.value)} /><button class="btn" disabled=${!words.trim()}><${Icon} name="flag" />${tell("web-note-keep")}</button></form>`;
}

function Message({to, all, run, onClose}) {
  const [words, write] = useState(""), past = all.messages.filter((m) => m.seat === to);
  return html`<${Sheet} title=${to ? stateName(to) : tell("web-lead-message-all")} onClose=${onClose}><ul class="list">${past.slice(-8).map((m, i) => html`<li key=${i}><small>${m.outgoing ? tell("web-lead-you") : stateName(m.seat)}</small><br />${m.text}</li>`)}</ul>
    <textarea class="field" aria-label=${tell("web-send")} maxlength="1000" value=${words} onInput=${(e) => write(e.target.value)} /><button class="btn primary" disabled=${!words.trim()} onClick=${async () => { if (await run(() => act({kind: "send message", seat: to, text: words}))) onClose(); }}>${tell("web-send")}</button></${Sheet}>`;
}

function House({run, onClose}) {
  const [links, set] = useState(null), [code, hand] = useState(null);
  useEffect(() => { run(() => post("lead/links")).then((x) => x?.join && set(x)); }, []);
  return html`<${Sheet} title=${tell("web-lead-menu")} onClose=${onClose}>${links && html`<div class="stack tight"><img alt=${tell("web-board-scan")} style="width:14rem;background:#fff" src=${`data:image/svg+xml;utf8,${encodeURIComponent(links.qr)}`} /><p>${links.join}</p>
      <a class="btn" href=${links.board} target="_blank" rel="noopener">${tell("web-lead-open-board")}</a><a class="btn" href="print" target="_blank">${tell("web-lead-print")}</a><a class="btn" href="debrief" target="_blank">${tell("web-lead-debrief")}</a></div>`}
    <div class="stack tight"><h2>${tell("web-lead-handover")}</h2><p>${tell("web-lead-handover-more")}</p>${code ? html`<p class="code" style="font-size:2rem">${code.code}</p>` : html`<button class="btn" onClick=${() => run(() => post("lead/handover")).then((x) => x?.code && hand(x))}>${tell("web-lead-handover-code")}</button>`}</div><${LookChoices} /></${Sheet}>`;
}

// ---------------------------------------------------------------- the page

function Console() {
  const all = useAll(), [run, error, forget] = useTry(), [message, write] = useState(null), [seat, look] = useState(null), [menu, open] = useState(false);
  const [last, did] = useState(null), [asked, wait] = useState(false), resolving = useResolving() || asked;
  const go = (command) => run(() => act(command));
  const resolve = async () => { const turn = all.session.turn + 1; wait(true); const done = await go({kind: "resolve"}); wait(false); if (done) { did({at: store.now, say: tell("web-lead-resolved", {turn}), back: {kind: "undo"}}); document.getElementById("time").focus(); } };
  const undo = async () => { const turn = all.session.turn, node = Math.max(...all.tree.filter((n) => n.turn === turn - 1).map((n) => n.node)); if (await go({kind: "undo"})) did({at: store.now, say: tell("web-lead-undone", {turn}), back: {kind: "switch branch", node}}); };
  const end = async () => { const back = {kind: "move phase", phase: goesOnIn(all, all.clock.phase)}; if (await go({kind: "end"})) { did(back.phase ? {at: store.now, say: tell("web-lead-over"), back} : null); document.getElementById("time").focus(); } };
  const take = async () => { const {back} = last; did(null); await go(back); };
  const scene = () => run(() => post("lead/scene", {scene: SCENES[(SCENES.indexOf(all.room.scene) + 1) % SCENES.length], theme: all.room.theme}));
  const press = (id) => () => document.getElementById(id)?.click();
  const help = useKeys([[" ", "web-key-pause", () => go({kind: all.clock.paused ? "resume" : "pause"})], ["+", "web-key-minute", () => go({kind: "extend", seconds: 60})], ["R", "web-key-resolve", press("resolve")], ["Z", "web-key-undo", press("undo")], ["B", "web-key-scene", scene]]);
  const ready = Object.values(all.seats).filter((s) => s.submitted).length, seats = Object.keys(all.seats);
  return html`<div class="console"><a class="skip" href="#main">${tell("web-skip")}</a><header><h1>techrace</h1><span class="muted grow">${titleOf(all.session.title)}</span><span class="row" style="gap:.4rem"><${Icon} name="people" />${tell("web-lead-people", {count: all.room.people})}</span>
      <span>${tell("web-board-join")} <span class="code">${all.room.code}</span></span><button class="btn" onClick=${() => open(true)}>${tell("web-lead-menu")}</button>
      ${all.session.ended ? html`<a class="btn primary" href="debrief">${tell("web-phase-debrief")}</a>` : html`<${AskOnce} label=${tell("web-lead-end")} consequence=${tell("web-lead-end-sure")} go=${end} />`}</header>
    <${Connection} /><${Resolving} asked=${asked} /><div style="padding:0 1.5rem"><${Wrong} error=${error} onClose=${forget} /></div>
    <main id="main"><div class="column"><${Time} ...${{all, go, resolve, resolving, last, take}} />${!all.session.ended && html`<${PhaseList} all=${all} go=${go} />`}<${BoardChoice} all=${all} run=${run} /></div>
      <div class="column middle"><section class="card"><div class="row"><h2 class="grow">${all.session.ended ? tell("web-lead-people", {count: all.room.people}) : tell("web-lead-ready", {ready, all: seats.length})}</h2><button class="btn" onClick=${() => write("")}><${Icon} name="msg" />${tell("web-lead-message-all")}</button></div>
          <ul style="margin-top:.75rem">${seats.map((id) => html`<${SeatRow} key=${id} id=${id} all=${all} go=${go} message=${write} look=${look} />`)}</ul></section><${Track} all=${all} go=${go} undo=${undo} /></div>
      <div class="column">${!all.session.ended && html`${all.needs.map((n, i) => html`<${Need} key=${n.id} need=${n} first=${i === 0} message=${write} />`)}<${Lesson} all=${all} go=${go} /><${Deck} all=${all} go=${go} run=${run} />`}<${Note} run=${run} /></div></main>
    ${help}${message !== null && html`<${Message} to=${message} all=${all} run=${run} onClose=${() => write(null)} />`}
    ${seat && html`<${SeatSheet} id=${seat} all=${all} go=${go} onClose=${() => look(null)} />`}${menu && html`<${House} run=${run} onClose=${() => open(false)} />`}</div>`;
}

start(Console);
