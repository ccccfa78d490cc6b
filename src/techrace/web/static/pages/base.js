// What every page stands on: the room, its sections as they change, commands, language, frame and small parts.
import {html, render, useState, useEffect, useRef, useMemo, useCallback} from "/static/vendor/preact.js";
import {LANGUAGES, code, fmt, knows, onLanguage, speak, tell, text} from "/static/pages/language.js";
import {Icon, Mark, Token, seatColour, onSeat} from "/static/pages/icons.js";

export {html, render, useState, useEffect, useRef, useMemo, useCallback};
export {LANGUAGES, code, fmt, knows, speak, tell, text, Icon, Mark, Token, seatColour, onSeat};

// ---------------------------------------------------------------- the room and who this page is in it

export const room = location.pathname.startsWith("/r/") ? decodeURIComponent(location.pathname.split("/")[2]) : "";
export const page = location.pathname.split("/")[3] || "join";
const door = {lead: "lead", board: "board"}[page] || (page === "print" || page === "debrief" ? "" : "team");
const base = `/r/${encodeURIComponent(room)}/api`;

export class Refused extends Error {
  constructor(status, error) {
    super(error.code);
    Object.assign(this, {status, error});
  }
}

const offline = () => new Refused(0, {code: "offline", sentence: "web-error-offline", values: {}, problems: [], allowed: []});

async function request(method, path, body, {within = 0} = {}) {
  let answer;
  try {
    answer = await fetch(path.startsWith("/") ? path : `${base}/${path}`, {
      method,
      signal: within && AbortSignal.timeout ? AbortSignal.timeout(within) : undefined, // browsers of 2022 and later
      headers: {"Content-Type": "application/json", ...(door ? {"X-Techrace-As": door} : {})},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch { throw offline(); }
  const said = await answer.json().catch(() => { if (answer.ok) throw offline(); return {}; }); // the line broke in mid-answer
  if (!answer.ok) throw new Refused(answer.status, said.error || {code: "http", sentence: "web-error-http", values: {}, problems: [], allowed: []});
  return said;
}
export const get = (path) => request("GET", path);
export const post = (path, body = {}) => request("POST", path, body);

// ---------------------------------------------------------------- acts, each done once

const ANSWER = 8000, PAUSES = [300, 700, 1500, 3000, 5000, 5000]; // ms: for an answer, and before asking again
const OWN_WAY = ["save draft", "submit orders"]; // draft.js keeps these, and says that it does
const doubtful = new Map(); // what nobody has answered yet -> the name under which it was asked

/** A name of 128 random bits; crypto.randomUUID is only there where a page came by https. */
const named128 = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (x) => x.toString(16).padStart(2, "0")).join("");

/** Where the game stands for whoever asks: what is meant for another turn, or was done meanwhile, then does nothing. */
function here({kind, phase}) {
  const turn = sections.session?.turn;
  if (kind === "save draft") return {turn};
  return kind === "resolve" || (kind === "move phase" && !phase) ? {seen: [turn, sections.clock?.phase]} : {};
}

/** Do something, once: where the line breaks it is asked again under the same name, and so if a person asks again. */
export const act = (command) => surely("act", {...here(command), ...command}, OWN_WAY.includes(command.kind) ? PAUSES.slice(0, 2) : PAUSES);

/** Come in, once: a phone that hears no answer does not become two people. */
export const join = (asked) => surely("/api/join", asked, PAUSES);

async function surely(path, asked, pauses) {
  const what = path + JSON.stringify(asked), once = doubtful.get(what) || named128();
  doubtful.set(what, once);
  for (let tries = 0; ; tries++) {
    try {
      const said = await request("POST", path, {...asked, once}, {within: ANSWER});
      doubtful.delete(what);
      return said;
    } catch (problem) {
      const unanswered = problem.status === 0 || problem.error?.code === "unsure";
      if (!unanswered) doubtful.delete(what);
      else if (problem.status === 0) lost();
      if (!unanswered || tries === pauses.length) throw problem;
      await back(pauses[tries] * (0.75 + 0.5 * Math.random()));
    }
  }
}

/** Wait so long, or until a line that was dead is heard again. */
function back(ms) {
  const dead = store.connected === false;
  return new Promise((done) => {
    const heard = store.subscribe(() => dead && store.connected && end()), timer = setTimeout(end, ms);
    function end() { clearTimeout(timer); heard(); done(); }
  });
}

/** Say why something was refused, and the smallest remedy, in the reader's language: the whole, then each problem. */
export function why(error) {
  if (!(error instanceof Refused)) return [String(error)];
  const {code, sentence, values, problems = []} = error.error;
  return [[tell(sentence, named(values)), remedy(`remedy-${code}`, values)].filter(Boolean).join(" "), ...problems.map((p) => [placeOf(p), problem(p)].filter(Boolean).join(": "))];
}
const CHOICES = ["kind", "who", "way"]; // values that choose between words of a sentence
const named = (values) => Object.fromEntries(Object.entries(values || {}).map(([k, v]) => [k, CHOICES.includes(k) ? v : nameOf(v)]));
const remedy = (message, values) => (knows(message) ? tell(message, named(values)) : "");
export const placeOf = (p) => (p.place || []).map(nameOf).join(" · ");
export const problem = (p) => [p.message && knows(p.message) ? tell(p.message, named(p.values)) : p.sentence, p.message && remedy(`refusal-instead-${p.code}`, p.values)].filter(Boolean).join("; ");

// ---------------------------------------------------------------- sections, as a store

export const sections = {};
const watchers = new Set();
export const store = {
  sections, offset: 0, connected: null, lostAt: 0, backAt: 0, merged: 0, world: null, gone: false,
  get now() { return Date.now() / 1000 + store.offset; },
  subscribe(watcher) { watchers.add(watcher); return () => watchers.delete(watcher); },
};
const changed = () => watchers.forEach((w) => w());

function useStore() {
  const [, again] = useState(0);
  useEffect(() => {
    const tick = () => again((n) => n + 1);
    const stop = [store.subscribe(tick), onLanguage(tick)];
    return () => stop.forEach((x) => x());
  }, []);
}
export function useSection(name) { useStore(); return sections[name]; }
export function useAll() { useStore(); return sections; }
export const useLanguage = () => { useStore(); return code; };

function connected(is) {
  if (store.connected === is) return;
  if (!is && store.connected) Object.assign(store, {lostAt: Date.now() / 1000, merged: 0});
  const back = is && store.connected === false;
  store.connected = is;
  if (back) store.backAt = Date.now() / 1000;
  announce(is ? (back ? tell("web-connected") : "") : tell("web-disconnected"));
  changed();
}

const SILENT = 21000; // ms without even a pulse, of which there is one in ten seconds
let lost = () => {}; // called by whoever finds that the line is dead: the stream need not be waited for

function follow() {
  const stream = new EventSource(`${base}/stream${door ? `?as=${door}` : ""}`), began = Date.now();
  let alive = Date.now();
  lost = () => { if (Date.now() - began > 2000) { alive = 0; connected(false); } };
  const heard = (event) => {
    alive = Date.now();
    const said = JSON.parse(event.data);
    store.offset = said.now - Date.now() / 1000;
    connected(true);
    return said;
  };
  stream.addEventListener("sections", (event) => {
    const said = heard(event), before = sections.clock && {...sections.clock};
    const turn = sections.session?.turn;
    Object.assign(sections, said.set);
    (said.gone || []).forEach((name) => delete sections[name]);
    if (before && (before.phase !== sections.clock.phase || turn !== sections.session.turn)) {
      announce(tell("web-phase-now", {phase: tell(`web-phase-${sections.clock.phase}`), turn: sections.session.turn + 1}));
    }
    changed();
  });
  stream.addEventListener("pulse", heard);
  stream.addEventListener("gone", () => { store.gone = true; stream.close(); changed(); });
  stream.onerror = () => connected(false);
  const watch = setInterval(() => {
    if (store.gone) return clearInterval(watch);
    if (stream.readyState === EventSource.CLOSED || Date.now() - alive > SILENT) {
      clearInterval(watch); stream.close(); connected(false);
      setTimeout(follow, 500 + 1500 * Math.random());
    }
  }, 2000);
}

/** Come in (with a link in the address, if there is one), learn the world, follow the room, and draw. */
export async function start(App, {needs = true} = {}) {
  applyLook();
  await patient(() => speak()); // a page that is reloaded in bad Wi-Fi tries again
  const root = document.getElementById("app"), draw = (what) => { root.replaceChildren(); render(what, root); };
  const link = new URLSearchParams(location.hash.slice(1)).get("in");
  if (link) {
    history.replaceState(null, "", location.pathname + location.search);
    try { await post("enter", {link}); localStorage.setItem(`techrace.link.${room}`, link); } catch (error) { if (error.status !== 401) console.warn(error.message); }
  }
  if (needs) {
    try { store.world = await patient(() => get("world")); } catch { draw(html`<${Stranger} />`); return; }
    follow();
    await new Promise((done) => { const stop = store.subscribe(() => { if (sections.session) { stop(); done(); } }); });
  }
  draw(html`<${App} />`);
}

async function patient(ask) {
  for (let tries = 0; ; tries++) {
    try { return await ask(); } catch (error) {
      if (error.status && error.status < 500) throw error;
      await new Promise((done) => setTimeout(done, Math.min(8000, 500 * 2 ** tries)));
    }
  }
}

function Stranger() {
  useLanguage();
  return html`<main class="frame"><div class="stack" style="padding:1rem"><h1>${tell("web-stranger")}</h1><p>${tell("web-stranger-more")}</p>
    <a class="btn primary" href="/">${tell("web-to-join")}</a></div></main>`;
}

// ---------------------------------------------------------------- names of the world

/** What the session is called; one that goes by its world's name does so in the reader's language. */
export const titleOf = (title) => (Object.values(store.world.world.title).includes(title) ? text(store.world.world.title) : title);
export const state = (id) => store.world.states[id];
export const stateName = (id) => text(store.world.states[id]?.name) || id;
export function nameOf(id) {
  if (typeof id !== "string" || !store.world) return String(id);
  for (const table of Object.values(store.world.names)) if (id in table) return text(table[id]);
  for (const hand of Object.values(store.world.cards || {})) if (id in hand) return text(hand[id].name);
  for (const message of [`explain-lever-${id}`, `play-line-${id}`, `web-phase-${id}`, `explain-figure-${id}`]) if (knows(message)) return tell(message);
  return id.replaceAll("_", " ");
}
/** What a doctrine calls itself, whatever its settings; one of somebody's own goes by its file. */
export const doctrineName = (id) => text(store.world.doctrines[id.split(":")[0]]?.name) || id.split(/[./]/).pop().replaceAll("_", " ");
/** The words for a figure such as "layer_share[hbm, korea]". */
export function figureName(figure) {
  const [, name, ids] = /^([a-z_]+)(?:\[(.*)\])?$/.exec(figure) || [null, figure, ""];
  const own = (ids || "").split(",").map((x) => x.trim()).filter(Boolean).filter((x) => x !== sections.you?.seat).map(nameOf);
  if (name === "layer_share" && own.length === 1) return own[0];
  return [...own, tell(`explain-figure-${name}`)].join(" · ");
}
/** The five goals, in the order in which they are always told. */
export const GOALS = ["prosperity", "autonomy", "security", "stability", "influence"];
/** What a figure is measured in: a share, money, an index of which hundredths are points, or a plain number. */
export const measure = (unit) => (unit === "share" ? "share" : unit.startsWith("T$") ? "money" : unit === "index" || unit === "1" || unit.startsWith("0..1") ? "index" : "number");
const decimals = (value) => (Math.abs(value) < 1 ? 3 : 1);
export const figureValue = (value, unit) => ({share: () => fmt.percent(value, 1), money: () => fmt.money(value), index: () => fmt.index(value), number: () => fmt.number(value, decimals(value))})[measure(unit)]();
export const figureChange = (value, unit) => ({share: () => fmt.points(value), money: () => (value > 0 ? "+" : "") + fmt.money(value), index: () => fmt.change(100 * value, 1), number: () => fmt.change(value, decimals(value))})[measure(unit)]();
export function causeName(id) {
  for (const message of [`rule-${id.replace(/^made:/, "")}`, `explain-term-${id.replaceAll(" ", "-")}`, `explain-${id}`, `name-${id}`]) if (knows(message)) return tell(message);
  return nameOf(id);
}
/** Own levels of a figure as this viewer knows them: exact, private or estimated. */
export function known(name, figures = sections.figures.at(-1)) {
  return figures.exact[name] ?? figures.private?.[name] ?? figures.estimates?.[name];
}

// ---------------------------------------------------------------- look: theme, motion, size of text

const LOOK = {theme: ["", "light", "dark"], motion: ["", "off"], text: ["", "large"], keys: ["", "off"]};
export function applyLook(force = {}) {
  const root = document.documentElement;
  for (const name of Object.keys(LOOK)) {
    let value = force[name] || localStorage.getItem(`techrace.${name}`) || "";
    if (name === "theme" && !value) value = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    root.setAttribute(`data-${name}`, value);
  }
}
export function choose(name, value) { localStorage.setItem(`techrace.${name}`, value); applyLook(); changed(); }
export const calm = () => document.documentElement.dataset.motion === "off" || matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---------------------------------------------------------------- small parts

export function announce(words, assertive = false) {
  const live = document.getElementById(assertive ? "live-now" : "live");
  if (live && words) { live.textContent = ""; setTimeout(() => { live.textContent = words; }, 50); }
}

export function useNow(every = 500) {
  const [, again] = useState(0);
  useEffect(() => { const timer = setInterval(() => again((n) => n + 1), every); return () => clearInterval(timer); }, []);
  return store.now;
}

export function secondsLeft(clock, now) {
  if (clock.paused) return clock.left;
  return clock.until === null ? null : Math.max(0, clock.until - now);
}

export function Clock({className = "clock"}) {
  const clock = useSection("clock"), now = useNow(), left = secondsLeft(clock, now);
  const said = useRef(null);
  useEffect(() => {
    if (left === null || clock.paused) return;
    const mark = left <= 10 ? 10 : left <= 60 ? 60 : 0;
    if (mark && said.current !== `${clock.phase}${mark}`) { said.current = `${clock.phase}${mark}`; announce(tell(`web-last-${mark}`), mark === 10); }
  });
  if (left === null) return null;
  return html`<time class=${className} role="timer">${clock.paused ? "‖ " : ""}${fmt.clock(left)}</time>`;
}

export function Phases() {
  const session = useSection("session"), clock = useSection("clock");
  const at = session.phases.indexOf(clock.phase);
  return html`<div class="phases" aria-hidden="true">${session.phases.map((name, i) =>
    html`<i key=${name} class=${i < at ? "past" : i === at ? "now" : ""} />`)}</div>`;
}

export function Connection() {
  useAll();
  const now = useNow(1000);
  if (store.gone) return html`<div class="offline" role="status"><${Icon} name="clock" />${tell("web-gone")}</div>`;
  if (store.connected && Date.now() / 1000 - store.backAt < 4) {
    return html`<div class="offline"><${Icon} name="check" /><span>${store.merged ? tell("web-connected-merged", {count: store.merged}) : tell("web-connected")}</span></div>`;
  }
  if (store.connected !== false) return null;
  const since = Math.max(0, Date.now() / 1000 - store.lostAt);
  return html`<div class="offline"><${Icon} name="clock" /><span>${since > 60 ? tell("web-silent", {since: fmt.clock(since)}) : tell("web-disconnected")}</span></div>`;
}

export function LanguageSwitch() {
  useLanguage();
  return html`<div class="row" role="group" aria-label=${tell("web-language")}>${Object.entries(LANGUAGES).map(([id, name]) =>
    html`<button key=${id} class="btn" lang=${id} aria-pressed=${String(code === id)} onClick=${() => speak(id)}>${name}</button>`)}</div>`;
}

export function LookChoices() {
  useAll();
  const set = (name) => localStorage.getItem(`techrace.${name}`) || "";
  return html`<div class="stack"><${LanguageSwitch} />
    ${Object.entries(LOOK).map(([name, values]) => html`<div key=${name} class="row wrap" role="group" aria-label=${tell(`web-look-${name}`)}>
      <span class="label">${tell(`web-look-${name}`)}</span>
      ${values.map((v) => html`<button key=${v} class="btn" aria-pressed=${String(set(name) === v)} onClick=${() => choose(name, v)}>${tell(`web-look-${name}-${v || "auto"}`)}</button>`)}</div>`)}
  </div>`;
}

export function Sheet({title, onClose, children}) {
  const box = useRef(null);
  useEffect(() => { box.current.showModal(); }, []);
  return html`<dialog class="sheet" ref=${box} aria-label=${title} onClose=${onClose} onClick=${(e) => e.target === box.current && box.current.close()}>
    <div class="stack"><div class="row"><h2 class="grow">${title}</h2><button class="btn" onClick=${() => box.current.close()}>${tell("web-close")}</button></div>${children}</div></dialog>`;
}

const GUARD = 600; // ms that a second tap on the same place takes to count

/** The question in place: the consequence in words, and a button that counts only after a moment. */
function Sure({label, consequence, go, close}) {
  const first = useRef(null), [ready, wake] = useState(false);
  useEffect(() => { first.current.focus(); const timer = setTimeout(() => wake(true), GUARD); return () => clearTimeout(timer); }, []);
  return html`<div class="notice stack tight" role="group" onKeyDown=${(e) => { if (e.key === "Escape") { e.stopPropagation(); close(); } }}><p>${consequence}</p><div class="row">
    <button class="btn primary grow" ref=${first} aria-disabled=${ready ? null : "true"} onClick=${() => { if (ready) { close(); go(); } }}>${label}</button>
    <button class="btn" onClick=${close}>${tell("web-cancel")}</button></div></div>`;
}

/** A button that asks once, in place, with the consequence in words. */
export function AskOnce({id, label, consequence, go, className = "btn", icon}) {
  const [asking, ask] = useState(false), asked = useRef(false), button = useRef(null);
  useEffect(() => { if (asked.current && !asking) button.current?.focus(); asked.current = asking; }, [asking]);
  if (asking) return html`<${Sure} ...${{label, consequence, go}} close=${() => ask(false)} />`;
  return html`<button id=${id} ref=${button} class=${className} onClick=${() => ask(true)}>${icon && html`<${Icon} name=${icon} />`}${label}</button>`;
}

/** A button that binds: pressed and held it goes; a tap, or a key, asks once in place. */
export function Hold({label, consequence, go}) {
  const [asking, ask] = useState(false), [holding, hold] = useState(false), timer = useRef(0), done = useRef(false);
  const release = () => { clearTimeout(timer.current); hold(false); };
  const press = (e) => { if (e.button > 0) return; done.current = false; hold(true); timer.current = setTimeout(() => { done.current = true; hold(false); go(); }, GUARD); };
  useEffect(() => () => clearTimeout(timer.current), []);
  if (asking) return html`<${Sure} ...${{label, consequence, go}} close=${() => ask(false)} />`;
  return html`<span class="stack tight"><button class=${`btn primary hold ${holding ? "holding" : ""}`} onPointerDown=${press} onPointerUp=${release} onPointerLeave=${release} onPointerCancel=${release} onContextMenu=${(e) => e.preventDefault()}
      onClick=${() => { if (!done.current) ask(true); done.current = false; }}><span>${label}</span></button><small>${tell("web-hold")}</small></span>`;
}

/** What went wrong, in front of the person who asked for it. */
export function Wrong({error, onClose}) {
  const box = useRef(null);
  useEffect(() => { if (error) { box.current?.focus(); announce(why(error)[0], true); } }, [error]);
  if (!error) return null;
  const [first, ...rest] = why(error);
  return html`<div class="band stack tight" role="alert" tabindex="-1" ref=${box}><p class="alert"><${Icon} name="clock" />${first}</p>
    ${rest.length > 0 && html`<ul>${rest.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}
    ${onClose && html`<button class="btn" onClick=${onClose}>${tell("web-close")}</button>`}</div>`;
}

/** Keys of a page: [key, message, what it does]; `?` lists them. They can be switched off. */
export function useKeys(list) {
  const [help, show] = useState(false), now = useRef(list);
  now.current = list;
  useEffect(() => {
    const press = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input:not([type=range]),select,textarea,dialog") || document.documentElement.dataset.keys === "off") return;
      if (e.key === " " && e.target.closest("button,a,summary,input")) return;
      if (e.key === "?") { e.preventDefault(); return show((x) => !x); }
      const found = now.current.find(([key, , go]) => go && key.toLowerCase() === e.key.toLowerCase());
      if (found) { e.preventDefault(); found[2](); }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return help && html`<${Sheet} title=${tell("web-keys")} onClose=${() => show(false)}><dl class="keys">${[...list, ["?", "web-key-help"]].map(([key, message]) => html`<div key=${key} class="row"><dt><kbd>${key === " " ? tell("web-key-space") : key}</kbd></dt><dd class="grow">${tell(message)}</dd></div>`)}</dl>
    <div class="row wrap" role="group" aria-label=${tell("web-look-keys")}><span class="label grow">${tell("web-look-keys")}</span>${LOOK.keys.map((v) => html`<button key=${v} class="btn" aria-pressed=${String((localStorage.getItem("techrace.keys") || "") === v)} onClick=${() => choose("keys", v)}>${tell(`web-look-keys-${v || "auto"}`)}</button>`)}</div></${Sheet}>`;
}

/** What is not here yet: nothing for a moment, then lines where it will be; after five seconds a sentence. */
export const Waiting = ({lines = 4, say}) => html`<div class="waiting stack" aria-busy="true"><p>${say || tell("web-waiting")}</p>${Array.from({length: lines}, (_, i) => html`<i key=${i} style=${{width: `${[92, 78, 85, 60][i % 4]}%`}} />`)}</div>`;

/** A turn is being played: its time is over, or the house is at it. */
export function useResolving() {
  const all = useAll(), now = useNow(1000), left = all.clock && secondsLeft(all.clock, now);
  return Boolean(all.room?.resolving) || (all.clock?.phase === "orders" && left === 0 && !all.clock.paused);
}
export function Resolving({asked = false}) {
  const is = useResolving() || asked;
  useEffect(() => { if (is) announce(tell("web-resolving")); }, [is]);
  return is && html`<div class="offline resolving"><${Icon} name="clock" /><span>${tell("web-resolving")}</span></div>`;
}

/** Run something that may be refused; returns [run, error, forget, busy]. */
export function useTry() {
  const [error, fail] = useState(null), [busy, setBusy] = useState(false);
  const run = async (work) => {
    setBusy(true);
    try { const done = await work(); fail(null); return done ?? true; } catch (problem) { fail(problem); return null; } finally { setBusy(false); }
  };
  return [run, error, () => fail(null), busy];
}
