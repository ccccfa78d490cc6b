// A team's page: four tabs; the phase's own tab opens by itself unless somebody is typing.
import {html, start, useAll, useState, useEffect, useRef, act, tell, fmt, store, Token, Icon, Clock, Phases, Connection, Sheet, LookChoices, useTry, Wrong, stateName, announce, room, text, useKeys, Resolving, LANGUAGES, code} from "/static/pages/base.js";
import {Brief} from "/static/pages/brief.js";
import {Deals, waiting} from "/static/pages/deals.js";
import {Orders, Submit, turnTray} from "/static/pages/orders.js";
import {Advice} from "/static/pages/advice.js";

const TABS = {brief: Brief, deals: Deals, orders: Orders, advice: Advice};
const OF_PHASE = {brief: "brief", negotiate: "deals", orders: "orders", board: "brief", lobby: "brief"};
const isTyping = () => Boolean(document.activeElement?.closest("input:not([type=range]),textarea,select"));

/** The words of the game in the reader's language, in its order, each with the same in the other. */
const glossary = () => Object.entries(store.world.glossary).sort(([, a], [, b]) => text(a).localeCompare(text(b), code));

function Menu({onClose}) {
  const all = useAll(), [words, write] = useState(""), [run, error] = useTry(), link = localStorage.getItem(`techrace.link.${room}`);
  const members = all.team?.members || [], head = all.you.role === "head";
  return html`<${Sheet} title=${stateName(all.you.seat)} onClose=${onClose}><${LookChoices} />
    <section class="stack tight"><h2>${tell("web-our-team")}</h2><ul class="list">${members.map((m) => html`<li key=${m.person} class="row"><span aria-hidden="true">${m.here ? "●" : "○"}</span><span class="grow">${m.name}${m.head ? ` (${tell("web-head")})` : ""}</span><small>${m.here ? tell("web-here") : tell("web-away")}</small></li>`)}</ul></section>
    <section class="stack tight"><h2>${tell("web-ask-lead")}</h2><textarea class="field" aria-label=${tell("web-ask-lead")} maxlength="400" value=${words} onInput=${(e) => write(e.target.value)} /><${Wrong} error=${error} />
      <button class="btn" disabled=${!words.trim()} onClick=${async () => { if (await run(() => act({kind: "send message", seat: all.you.seat, text: words}))) { write(""); announce(tell("web-sent")); } }}><${Icon} name="msg" />${tell("web-send")}</button></section>
    <section class="stack tight"><h2>${tell("web-rejoin")}</h2><p>${tell("web-rejoin-more")}</p>${link && html`<input class="field" readonly aria-label=${tell("web-rejoin")} value=${`${location.origin}/r/${room}/team#in=${link}`} onFocus=${(e) => e.target.select()} />`}
      <a class="btn" href="print">${tell("web-print-brief")}</a>
      ${head && html`<button class="btn" onClick=${() => run(() => act({kind: "hand over", seat: all.you.seat}))}><${Icon} name="robot" />${tell("web-let-doctrine")}</button>`}
      <a class="btn" href="seat">${tell("web-other-seat")}</a></section>
    <section class="stack tight"><h2>${tell("web-words")}</h2><dl class="list">${glossary().map(([k, v]) => html`<div key=${k} class="row"><dt class="label grow">${text(v)}</dt>${Object.keys(LANGUAGES).filter((l) => l !== code && v[l]).map((l) => html`<dd key=${l} lang=${l}>${v[l]}</dd>`)}</div>`)}</dl></section></${Sheet}>`;
}

function Team() {
  const all = useAll(), [tab, show] = useState(OF_PHASE[all.clock.phase] || "brief"), [menu, open] = useState(false), [offer, propose] = useState("");
  const phase = useRef(`${all.clock.phase}${all.session.turn}`), turn = useRef(all.session.turn), at = useRef(tab), [undone, mark] = useState(0);
  useEffect(() => {
    const now = `${all.clock.phase}${all.session.turn}`;
    if (now === phase.current) return;
    phase.current = now;
    if (all.session.turn < turn.current) mark(turn.current);
    else mark(0);
    turn.current = all.session.turn;
    const to = OF_PHASE[all.clock.phase] || tab;
    if (all.session.ended) location.assign("debrief");
    else if (to !== tab) isTyping() ? propose(to) : show(to);
  });
  useEffect(() => { if (!all.you.seat) location.assign("seat"); }, [all.you.seat]);
  at.current = tab;
  const step = (by) => () => at.current === "orders" && turnTray(by);
  const help = useKeys([...Object.keys(TABS).map((t, i) => [String(i + 1), `web-tab-${t}`, () => show(at.current = t)]), ["[", "web-key-tray-before", step(-1)], ["]", "web-key-tray-next", step(1)], ["Ctrl+Enter", "web-submit"]]);
  if (!all.you.seat) return null;
  const Page = TABS[tab], me = store.world.states[all.you.seat], wait = waiting(all);
  return html`<div class="frame"><a class="skip" href="#main">${tell("web-skip")}</a>
    <header><div class="row"><button class="btn quiet" style="padding:0" aria-label=${tell("web-menu")} onClick=${() => open(true)}><${Token} state=${me} size=${40} /></button>
      <div class="grow"><p class="label">${stateName(all.you.seat)}</p><small>${tell("web-turn-of", {turn: Math.min(all.session.turn + 1, all.session.turns), turns: all.session.turns})} · ${fmt.date(all.session.date, all.session.turn_years)}</small></div>
      <div class="end"><${Clock} /><br /><small>${all.clock.paused ? tell("web-paused") : tell(`web-phase-${all.clock.phase}`)}</small></div></div><${Phases} /></header>
    <${Connection} /><${Resolving} />
    ${undone > 0 && html`<div class="offline" role="status"><${Icon} name="undo" /><span class="grow">${tell("web-undone", {turn: undone})}</span><button class="btn" onClick=${() => mark(0)}>${tell("web-close")}</button></div>`}
    ${offer && html`<div class="offline" role="status"><span class="grow">${tell("web-phase-now", {phase: tell(`web-phase-${all.clock.phase}`), turn: all.session.turn + 1})}</span><button class="btn" onClick=${() => { show(offer); propose(""); }}>${tell(`web-tab-${offer}`)}</button></div>`}
    <main id="main">${all.clock.phase === "lobby" && html`<p class="notice">${tell("web-lobby")}</p>`}<${Page} /></main>
    <div class="foot">${tab === "orders" && html`<${Submit} />`}
      <div class="tabs" role="tablist" aria-label=${tell("web-pages")}>${Object.keys(TABS).map((t) => html`<button key=${t} role="tab" aria-selected=${String(t === tab)} onClick=${() => { show(t); scrollTo(0, 0); }}>
        <${Icon} name=${t === "deals" ? "deal" : t} />${tell(`web-tab-${t}`)}${t === "deals" && wait > 0 && html`<span class="badge"><span class="unseen">${tell("web-waits-for-us")} </span>${wait}</span>`}</button>`)}</div></div>
    ${help}${menu && html`<${Menu} onClose=${() => open(false)} />`}</div>`;
}

start(Team);
