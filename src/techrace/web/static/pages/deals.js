// Whom do we bind: what waits for us, what we wait for, what is in force, and a new deal.
import {html, useAll, useState, act, tell, text, store, Icon, Token, Wrong, Sheet, AskOnce, useTry, stateName, nameOf, fmt} from "/static/pages/base.js";

/** Orders in words: "export controls · China · HBM 80%". */
export function orderWords(orders) {
  const said = [];
  const walk = (value, path) => {
    if (value && typeof value === "object") Object.entries(value).forEach(([k, v]) => walk(v, [...path, k]));
    else said.push(`${path.map(nameOf).join(" · ")} ${typeof value === "number" ? fmt.percent(value) : value}`);
  };
  walk(orders, []);
  return said;
}

function Deal({pact, me, head, change}) {
  const [run, error, forget] = useTry();
  const treaty = store.world.treaties[pact.form];
  const mine = me in pact.terms, signed = pact.signed.includes(me), holds = pact.holds;
  const command = (kind) => run(() => act({kind, pact: pact.pact, seat: me}));
  return html`<article class=${`card stack tight ${mine && !signed && !pact.left ? "first" : ""}`}>
    <div class="row">${Object.keys(pact.terms).map((s) => html`<${Token} key=${s} state=${store.world.states[s]} size=${32} />`)}<h3 class="grow">${treaty ? text(treaty.name) : pact.form}</h3>
      ${holds && html`<span class="chip"><${Icon} name="check" size="1rem" />${tell("web-in-force")}</span>`}</div>
    ${treaty && html`<p>${text(treaty.promise)}</p>`}${pact.text && html`<p>“${pact.text}”</p>`}
    <ul class="list">${Object.entries(pact.terms).map(([s, orders]) => html`<li key=${s}><strong>${stateName(s)}</strong>${pact.signed.includes(s) ? ` (${tell("web-signed")})` : pact.declined.includes(s) ? ` (${tell("web-declined")})` : ""}<br /><small>${orderWords(orders).join("; ")}</small></li>`)}</ul>
    ${treaty && html`<small>${tell("web-leaving")} ${text(treaty.leave)}</small>`}
    ${pact.left && html`<p class="alert"><${Icon} name="flag" />${tell("web-left-by", {who: stateName(pact.left)})}</p>`}
    ${pact.breaches.map(([turn, s]) => html`<p key=${`${turn}${s}`} class="alert"><${Icon} name="flag" />${tell("web-broken-by", {who: stateName(s), turn: turn + 1})}</p>`)}
    <${Wrong} error=${error} onClose=${forget} />
    ${mine && !pact.left && (head ? html`<div class="row wrap">
      ${!signed && html`<${AskOnce} label=${tell("web-sign")} consequence=${tell("web-sign-sure")} className="btn primary" go=${() => command("sign pact")} />`}
      ${!signed && treaty && html`<button class="btn" onClick=${() => change(pact)}>${tell("web-change-deal")}</button>`}
      ${!signed && !pact.declined.includes(me) && html`<button class="btn" onClick=${() => command("decline pact")}>${tell("web-decline")}</button>`}
      ${signed && html`<${AskOnce} label=${holds ? tell("web-leave-pact") : tell("web-withdraw")} consequence=${treaty && holds ? text(treaty.leave) : tell("web-withdraw-sure")} go=${() => command("withdraw pact")} />`}</div>`
      : html`<p class="muted">${tell("web-head-signs")}</p>`)}</article>`;
}

const at = (value, path) => path.reduce((v, k) => v?.[k], value);
/** Every number of an order, each with its place. */
function places(value, path = []) {
  return typeof value === "number" ? [path] : value && typeof value === "object" ? Object.entries(value).flatMap(([k, v]) => places(v, [...path, k])) : [];
}
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

/** A deal to propose: a new one, or a counter-offer that declines the old one. */
function NewDeal({me, from, onClose}) {
  const forms = Object.entries(store.world.treaties).filter(([, t]) => me in t.terms && Object.keys(t.terms).length > 1);
  const [form, choose] = useState(from?.form || forms[0]?.[0] || ""), treaty = store.world.treaties[form], whole = (id) => structuredClone(store.world.treaties[id]?.terms || {});
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
      ${forms.map(([id, t]) => html`<option key=${id} value=${id}>${text(t.name)}</option>`)}</select></div>
    ${treaty && html`<p>${text(treaty.promise)}</p>
      <fieldset class="stack tight"><legend class="label">${tell("web-deal-with")}</legend>${Object.keys(terms).filter((s) => s !== me).map((s) => html`<div key=${s} class="stack tight"><label class="row" style="min-height:2.75rem">
        <input type="checkbox" style="width:1.4rem;height:1.4rem" checked=${!without.includes(s)} onChange=${(e) => leaveOut(e.target.checked ? without.filter((x) => x !== s) : [...without, s])} />
        <${Token} state=${store.world.states[s]} size=${28} /><span class="grow">${stateName(s)}</span></label>${!without.includes(s) && html`<${Terms} seat=${s} terms=${terms} edit=${edit} />`}</div>`)}</fieldset>
      <section class="stack tight"><p class="label">${tell("web-we-would")}</p><${Terms} seat=${me} terms=${terms} edit=${edit} /></section>`}
    <div><label class="over" for="words">${tell("web-deal-words")}</label><textarea id="words" class="field" maxlength="400" value=${words} onInput=${(e) => write(e.target.value)} /></div>
    <${Wrong} error=${error} /><button class="btn primary wide" disabled=${busy || !treaty} onClick=${send}>${tell("web-propose")}</button></${Sheet}>`;
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
      <ul class="list">${all.pledges.map((p, i) => html`<li key=${i} class="row"><${Token} state=${store.world.states[p.seat]} size=${28} /><span class="grow">${p.text}<br /><small>${tell("play-turn", {turn: p.turn + 1})}</small></span></li>`)}</ul>
      ${head && html`<form class="stack tight" onSubmit=${async (e) => { e.preventDefault(); if (await run(() => act({kind: "make pledge", seat: me, text: pledge}))) write(""); }}>
        <label class="over" for="pledge">${tell("web-pledge-make")}</label><input id="pledge" class="field" maxlength="300" value=${pledge} onInput=${(e) => write(e.target.value)} />
        <button class="btn" disabled=${!pledge.trim()}>${tell("web-pledge-say")}</button></form>`}
      <${Wrong} error=${error} onClose=${forget} /></section>
    ${(making || from) && html`<${NewDeal} key=${from?.pact || "new"} me=${me} from=${from} onClose=${() => { make(false); counter(null); }} />`}</div>`;
}
