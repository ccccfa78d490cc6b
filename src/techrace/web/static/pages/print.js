// On paper: a brief a seat, its cards to cut, a sign to fold.
import {html, start, useAll, useState, tell, text, fmt, store, Token, stateName, nameOf, LanguageSwitch, applyLook} from "/static/pages/base.js";

const GOALS = ["prosperity", "autonomy", "security", "stability", "influence"];

function depends(all, seat) {
  const states = Object.keys(store.world.states), me = states.indexOf(seat), shares = all.figures.at(-1).exact.layer_share;
  const held = [], needed = [];
  all.names.layers.forEach((layer, l) => {
    const best = shares[l].slice(0, states.length).map((v, i) => [v, i]).sort((a, b) => b[0] - a[0])[0];
    if (shares[l][me] > 0.15) held.push([layer, shares[l][me]]);
    if (best[1] !== me && best[0] > 0.4) needed.push([layer, states[best[1]], best[0]]);
  });
  return {held: held.sort((a, b) => b[1] - a[1]), needed};
}

function Brief({all, seat}) {
  const s = store.world.states[seat], {held, needed} = depends(all, seat), own = all.you.seat === seat ? all.own : null, hand = Object.values(store.world.cards?.[seat] || {});
  return html`<section class="page stack tight"><div class="row"><${Token} state=${s} size=${56} /><h1 class="grow">${stateName(seat)}</h1><span class="muted">${all.session.title}, ${fmt.date(all.session.date, all.session.turn_years)}</span></div>
    <p>${text(s.brief)}</p>
    <div class="two"><div><h2>${tell("web-print-hold")}</h2><ul>${held.map(([l, v]) => html`<li key=${l}>${nameOf(l)}: <strong>${fmt.percent(v)}</strong></li>`)}${!held.length && html`<li>${tell("web-print-none")}</li>`}</ul></div>
      <div><h2>${tell("web-print-need")}</h2><ul>${needed.map(([l, who, v]) => html`<li key=${l} class="row" style="gap:.4rem"><${Token} state=${store.world.states[who]} size=${24} />${nameOf(l)}: ${fmt.percent(v)}</li>`)}</ul></div></div>
    ${own && html`<div><h2>${tell("web-our-goals")}</h2><ul class="two">${GOALS.filter((g) => own.goals[g] > 0).map((g) => html`<li key=${g}>${tell(`explain-figure-${g}`)} <strong>${fmt.percent(own.goals[g])}</strong></li>`)}</ul>${own.red_line && html`<p><strong>${tell("web-red-line")}</strong> ${text(own.red_line.text)}</p>`}</div>`}
    ${hand.length > 0 && html`<div><h2>${tell("web-print-hand")}</h2><ul class="two">${hand.map((c) => html`<li key=${c.name.en}><strong>${text(c.name)}</strong><br /><small>${text(c.line)}</small></li>`)}</ul></div>`}
    <div><h2>${tell("web-print-ask")}</h2><ol style="list-style:decimal;padding-left:1.2rem"><li>${tell("web-print-ask-1")}</li><li>${tell("web-print-ask-2")}</li><li>${tell("web-print-ask-3")}</li></ol></div><p class="muted">${tell("web-print-turn")}</p></section>`;
}

const Cards = ({seat}) => html`<section class="page"><h1>${stateName(seat)}</h1><ul class="cards">${Object.entries(store.world.cards?.[seat] || {}).map(([id, c]) => html`<li key=${id} class="stack tight"><div class="row"><${Token} state=${store.world.states[seat]} size=${26} /><strong class="grow">${text(c.name)}</strong></div><p>${text(c.line)}</p><small>${text(c.but)}</small><small>${tell("play-card-cost", {points: fmt.number(c.cost.pp), capital: fmt.number(100 * c.cost.pc)})} · ${tell("web-card-time", {delay: c.delay, lasts: c.lasts})}</small></li>`)}</ul></section>`;
const Sign = ({seat}) => html`<section class="page"><div class="sign"><div class="fold"><${Token} state=${store.world.states[seat]} size=${90} /><p>${stateName(seat)}</p></div><hr style="margin:2rem 0;border-top:1px dashed" /><${Token} state=${store.world.states[seat]} size=${90} /><p>${stateName(seat)}</p></div></section>`;

function Print() {
  const all = useAll(), [what, pick] = useState("briefs");
  applyLook({theme: "light"});
  const seats = all.you.role === "facilitator" || all.session.ended ? Object.keys(store.world.states) : all.you.seat ? [all.you.seat] : [];
  const Sheet = {briefs: Brief, cards: Cards, signs: Sign}[what];
  return html`<main class="sheets"><div class="bar row wrap"><${LanguageSwitch} />${["briefs", "cards", "signs"].map((k) => html`<button key=${k} class="btn" aria-pressed=${String(k === what)} onClick=${() => pick(k)}>${tell(`web-print-${k}`)}</button>`)}<button class="btn primary" onClick=${() => print()}>${tell("web-print")}</button></div>
    ${seats.length === 0 ? html`<h1>${tell("web-print-no-seat")}</h1>` : seats.map((s) => html`<${Sheet} key=${s} all=${all} seat=${s} />`)}</main>`;
}

start(Print);
