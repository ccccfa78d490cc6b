// Whom do we bind: what waits for us, what we wait for, what is in force, and a new deal.
import {html, useAll, useEffect, useState, act, tell, text, store, Icon, Token, Wrong, Sheet, AskOnce, Hold, useTry, stateName, nameOf, fmt} from "/static/pages/base.js";
import {leaves} from "/static/pages/draft.js";

/** Orders in words: "export controls · China · HBM 80%", "tariffs · China at most 15%". */
export const orderWords = (orders) => leaves(orders).map(([path, value]) => `${path.map(nameOf).join(" · ")} ${amount(value)}`);
const BOUNDS = {"<=": "web-at-most", ">=": "web-at-least"}; // as a treaty writes what it leaves open
function amount(value) {
  if (typeof value === "number") return fmt.percent(value);
  const [, bound, number] = /^([<>]=)\s*([\d.]+)$/.exec(value) || [];
  return bound ? tell(BOUNDS[bound], {value: fmt.percent(Number(number))}) : value;
}

/** What a deal is called: a treaty of this world, or a payment and nothing else. */
export const formName = (form) => text(store.world.treaties[form]?.name) || (form === PAYMENT ? tell("web-side-payment") : form);
const PAYMENT = "payment";

/** How a partner has kept its deals so far, in sight of all. */
export function Word({seat}) {
  const {board, pacts} = useAll(), {kept, broken} = board.word[seat], left = pacts.filter((p) => p.left === seat).length;
  if (!kept && !broken.length && !left) return null;
  return html`<small class="word"><${Icon} name=${broken.length || left ? "flag" : "check"} size="1rem" /> ${tell("web-word", {kept, all: kept + broken.length})}${broken.length ? `; ${tell("web-word-broke", {turns: broken.map(([turn]) => turn).join(", ")})}` : ""}${left ? `; ${tell("web-word-left", {count: left})}` : ""}</small>`;
}

function Deal({pact, me, head, change}) {
  const [run, error, forget] = useTry();
  const treaty = store.world.treaties[pact.form];
  const mine = me in pact.terms, signed = pact.signed.includes(me), holds = pact.holds;
  const command = (kind) => run(() => act({kind, pact: pact.pact, seat: me}));
  return html`<article class=${`card stack tight ${mine && !signed && !pact.left ? "first" : ""}`}>
    <div class="row">${Object.keys(pact.terms).map((s) => html`<${Token} key=${s} state=${store.world.states[s]} size=${32} />`)}<h3 class="grow">${formName(pact.form)}</h3>
      ${holds && html`<span class="chip"><${Icon} name="check" size="1rem" />${tell("web-in-force")}</span>`}</div>
    ${treaty && html`<p>${text(treaty.promise)}</p>`}${pact.text && html`<p>“${pact.text}”</p>`}
    <ul class="list">${Object.entries(pact.terms).map(([s, orders]) => html`<li key=${s}><strong>${stateName(s)}</strong>${pact.signed.includes(s) ? ` (${tell("web-signed")})` : pact.declined.includes(s) ? ` (${tell("web-declined")})` : ""}<br /><small>${orderWords(orders).join("; ")}</small>${s !== me && html`<br /><${Word} seat=${s} />`}</li>`)}</ul>
    ${treaty && html`<small>${tell("web-leaving")} ${text(treaty.leave)}</small>`}
    ${pact.left && html`<p class="alert"><${Icon} name="flag" />${tell("web-left-by", {who: stateName(pact.left)})}</p>`}
    ${pact.breaches.map(([turn, s]) => html`<p key=${`${turn}${s}`} class="alert"><${Icon} name="flag" />${tell("web-broken-by", {who: stateName(s), turn: turn + 1})}</p>`)}
    <${Wrong} error=${error} onClose=${forget} />
    ${mine && !pact.left && (head ? html`<div class="row wrap">
      ${!signed && html`<${Hold} label=${tell("web-sign")} consequence=${tell("web-sign-sure")} go=${() => command("sign pact")} />`}
      ${!signed && treaty && html`<button class="btn" onClick=${() => change(pact)}>${tell("web-change-deal")}</button>`}
      ${!signed && !pact.declined.includes(me) && html`<button class="btn" onClick=${() => command("decline pact")}>${tell("web-decline")}</button>`}
      ${signed && html`<${AskOnce} label=${holds ? tell("web-leave-pact") : tell("web-withdraw")} consequence=${treaty && holds ? text(treaty.leave) : tell("web-withdraw-sure")} go=${() => command("withdraw pact")} />`}</div>`
      : html`<p class="muted">${tell("web-head-signs")}</p>`)}</article>`;
}

const at = (value, path) => path.reduce((v, k) => v?.[k], value);
/** Every number of an order, by its place. */
const places = (orders) => leaves(orders).filter(([, v]) => typeof v === "number").map(([path]) => path);
function written(terms, path, value) {
  const next = structuredClone(terms);
  at(next, path.slice(0, -1))[path.at(-1)] = value;
  return next;
}

/** What one side would order, in percent. */
function Terms({seat, terms, edit}) {
  return places(terms[seat]).map((path) => html`<label key=${path.join(".")} class="row"><small class="grow">${path.map(nameOf).join(" · ")}</small>
    <input class="field" style="width:5rem;text-align:right" type="number" min="0" max="100" value=${Math.round(100 * at(terms[seat], path))} aria-label=${`${stateName(seat)} · ${path.map(nameOf).join(" · ")} %`}
      onChange=${(e) => edit(written(terms, [seat, ...path], Math.max(0, Math.min(100, Number(e.target.value))) / 100))} /></label>`);
}

/** Money that goes with a deal, or is all of it: who pays whom, and how much of the payer's budget. */
function SidePayment({terms, without, me, edit, alone}) {
  const parties = Object.keys(terms).filter((s) => !without.includes(s)), others = Object.keys(store.world.states).filter((s) => s !== me);
  const [open, show] = useState(alone), [giver, from] = useState(me), [taker, to] = useState(others[0]), known = alone ? Object.keys(store.world.states) : parties;
  const paid = Object.entries(terms).flatMap(([s, orders]) => Object.entries(orders.payment || {}).map(([t, v]) => [s, t, v])).filter(([, , v]) => v > 0);
  const partner = giver === me ? (known.includes(taker) && taker !== me ? taker : known.find((s) => s !== me)) : me;
  const [share, ask] = useState(2);
  const put = () => edit({...(alone ? {[me]: {}} : terms), [partner]: {...(alone ? {} : terms[partner])}, [giver]: {...(alone ? {} : terms[giver]), payment: {[partner]: share / 100}}});
  useEffect(() => { if (alone && share > 0) put(); }, [alone, giver, partner, share]); // nothing else to agree on
  return html`<section class="stack tight"><div class="row"><p class="label grow">${tell("web-side-payment")}</p>${!alone && html`<button class="btn" type="button" aria-expanded=${String(open)} onClick=${() => show(!open)}>${tell("web-add")}</button>`}</div>
    ${!alone && paid.map(([s, t, v]) => html`<p key=${s + t} class="row"><span class="grow">${tell("web-pays", {who: stateName(s), whom: stateName(t), share: fmt.percent(v, 1)})}</span>
      <button class="btn" type="button" aria-label=${tell("web-remove")} onClick=${() => { const next = structuredClone(terms); delete next[s].payment; edit(next); }}>×</button></p>`)}
    ${open && html`<div class="notice stack tight"><label class="row"><span class="grow">${tell("web-payer")}</span><select class="field" style="max-width:12rem" value=${giver} onChange=${(e) => from(e.target.value)}>${known.map((s) => html`<option key=${s} value=${s} selected=${s === giver}>${stateName(s)}</option>`)}</select></label>
      ${giver === me && html`<label class="row"><span class="grow">${tell("web-payee")}</span><select class="field" style="max-width:12rem" value=${partner} onChange=${(e) => to(e.target.value)}>${known.filter((s) => s !== me).map((s) => html`<option key=${s} value=${s} selected=${s === partner}>${stateName(s)}</option>`)}</select></label>`}
      <label class="row"><span class="grow">${tell("web-pay-share")}</span><input class="field" style="width:5rem;text-align:right" type="number" min="0.5" max="100" step="0.5" value=${share} onInput=${(e) => ask(Number(e.target.value))} /></label>
      ${!alone && html`<button class="btn" type="button" disabled=${!(share > 0) || !partner} onClick=${() => { put(); show(false); }}>${tell("web-pay-put")}</button>`}</div>`}</section>`;
}

/** A deal to propose: a new one, or a counter-offer that declines the old one. */
function NewDeal({me, from, onClose}) {
  const forms = Object.entries(store.world.treaties).filter(([, t]) => me in t.terms && Object.keys(t.terms).length > 1);
  const [form, choose] = useState(from?.form || forms[0]?.[0] || PAYMENT), treaty = store.world.treaties[form], whole = (id) => structuredClone(store.world.treaties[id]?.terms || {});
  const [terms, edit] = useState(() => ({...whole(form), ...structuredClone(from?.terms || {})}));
  const [without, leaveOut] = useState(from ? Object.keys(terms).filter((s) => !(s in from.terms)) : []), [words, write] = useState(from?.text || ""), [run, error, , busy] = useTry();
  const all = useAll();
  const send = async () => {
    const agreed = Object.fromEntries(Object.entries(terms).filter(([s]) => !without.includes(s)));
    const pact = `${form}-${all.pacts.filter((p) => p.form === form).length + 1}-${Math.random().toString(36).slice(2, 6)}`;
    const done = await run(async () => {
      await act({kind: "propose pact", pact, form, seat: me, terms: agreed, text: words});
      await act({kind: "sign pact", pact, seat: me}).catch((e) => { if (e.error?.code !== "signed") throw e; });
      if (from && !from.declined.includes(me)) await act({kind: "decline pact", pact: from.pact, seat: me});
      return true;
    });
    if (done) onClose();
  };
  return html`<${Sheet} title=${tell(from ? "web-counter-offer" : "web-new-deal")} onClose=${onClose}>
    <div><label class="over" for="form">${tell("web-deal-kind")}</label><select id="form" class="field" value=${form} disabled=${Boolean(from)} onChange=${(e) => { choose(e.target.value); edit(whole(e.target.value)); leaveOut([]); }}>
      ${forms.map(([id, t]) => html`<option key=${id} value=${id}>${text(t.name)}</option>`)}<option value=${PAYMENT}>${tell("web-side-payment")}</option></select></div>
    ${treaty && html`<p>${text(treaty.promise)}</p>
      <fieldset class="stack tight"><legend class="label">${tell("web-deal-with")}</legend>${Object.keys(terms).filter((s) => s !== me).map((s) => html`<div key=${s} class="stack tight"><label class="row" style="min-height:2.75rem">
        <input type="checkbox" style="width:1.4rem;height:1.4rem" checked=${!without.includes(s)} onChange=${(e) => leaveOut(e.target.checked ? without.filter((x) => x !== s) : [...without, s])} />
        <${Token} state=${store.world.states[s]} size=${28} /><span class="grow">${stateName(s)}</span></label>${!without.includes(s) && html`<${Terms} seat=${s} terms=${terms} edit=${edit} />`}</div>`)}</fieldset>
      <section class="stack tight"><p class="label">${tell("web-we-would")}</p><${Terms} seat=${me} terms=${terms} edit=${edit} /></section>`}
    <${SidePayment} key=${form} terms=${terms} without=${without} me=${me} edit=${edit} alone=${form === PAYMENT} />
    <div><label class="over" for="words">${tell("web-deal-words")}</label><textarea id="words" class="field" maxlength="400" value=${words} onInput=${(e) => write(e.target.value)} /></div>
    <${Wrong} error=${error} /><button class="btn primary wide" disabled=${busy || Object.keys(terms).filter((s) => !without.includes(s)).length < 2} onClick=${send}>${tell("web-propose")}</button></${Sheet}>`;
}

export const waiting = (all) => all.pacts.filter((p) => all.you.seat in p.terms && !p.left && !p.holds && !p.signed.includes(all.you.seat) && !p.declined.includes(all.you.seat)).length;

export function Deals() {
  const all = useAll(), me = all.you.seat, head = all.you.role === "head";
  const [making, make] = useState(false), [from, counter] = useState(null), [pledge, write] = useState(""), [run, error, forget] = useTry();
  const live = all.pacts.filter((p) => !p.left && !(p.declined.length && !p.holds));
  const groups = [
    ["web-waits-for-us", live.filter((p) => me in p.terms && !p.holds && !p.signed.includes(me))],
    ["web-we-wait", live.filter((p) => p.signed.includes(me) && !p.holds)],
    ["web-deals-in-force", all.pacts.filter((p) => p.holds)],
    ["web-deals-over", all.pacts.filter((p) => p.left || (p.declined.length && !p.holds))],
  ].filter(([, pacts]) => pacts.length);
  const talking = ["negotiate", "orders", "brief"].includes(all.clock.phase);
  return html`<div class="stack"><h1>${tell("web-deals-title")}</h1>
    ${groups.length === 0 && html`<p class="muted">${tell("web-no-deals")}</p>`}
    ${groups.map(([title, pacts]) => html`<section key=${title} class="stack tight"><h2>${tell(title)}</h2>${pacts.map((p) => html`<${Deal} key=${p.pact} pact=${p} me=${me} head=${head} change=${counter} />`)}</section>`)}
    ${head && talking ? html`<button class="btn primary wide" onClick=${() => make(true)}><${Icon} name="deal" />${tell("web-new-deal")}</button>` : !head && html`<p class="muted">${tell("web-head-signs")}</p>`}
    <section class="stack tight"><h2>${tell("web-pledges")}</h2>
      <ul class="list">${all.pledges.map((p, i) => html`<li key=${i} class="row"><${Token} state=${store.world.states[p.seat]} size=${28} /><span class="grow">${p.text}<br /><small>${tell("web-in-turn", {turn: p.turn + 1})}</small></span></li>`)}</ul>
      ${head && html`<form class="stack tight" onSubmit=${async (e) => { e.preventDefault(); if (await run(() => act({kind: "make pledge", seat: me, text: pledge}))) write(""); }}>
        <label class="over" for="pledge">${tell("web-pledge-make")}</label><input id="pledge" class="field" maxlength="300" value=${pledge} onInput=${(e) => write(e.target.value)} />
        <button class="btn" disabled=${!pledge.trim()}>${tell("web-pledge-say")}</button></form>`}
      <${Wrong} error=${error} onClose=${forget} /></section>
    ${(making || from) && html`<${NewDeal} key=${from?.pact || "new"} me=${me} from=${from} onClose=${() => { make(false); counter(null); }} />`}</div>`;
}
