// On paper: a brief a seat, its cards to cut, a sign to fold. Black on white; shapes, letters and lengths suffice in grey.
import {html, start, titleOf, useAll, useEffect, useState, tell, text, fmt, store, Icon, Token, stateName, nameOf, seatColour, LanguageSwitch, applyLook, GOALS} from "/static/pages/base.js";

const HELD = 0.04, NEEDED = 0.4; // shares of a layer worth a line
const cardsOf = (seat) => Object.entries(store.world.cards?.[seat] || {});
const cost = (card) => tell("play-card-cost", {points: fmt.number(card.cost.pp), capital: fmt.number(100 * card.cost.pc)});
const short = (layer) => nameOf(layer).replace(/ \(.*\)/, "");

function depends(all, seat) {
  const states = Object.keys(store.world.states), me = states.indexOf(seat), shares = all.figures.at(-1).exact.layer_share;
  const layers = all.names.layers.map((layer, l) => ({layer, mine: shares[l][me], first: shares[l].slice(0, states.length).reduce((best, v, i, of) => (v > of[best] ? i : best), 0), of: shares[l]}));
  return {
    held: layers.filter((x) => x.mine > HELD).sort((a, b) => b.mine - a.mine).slice(0, 5),
    needed: layers.filter((x) => x.first !== me && x.of[x.first] > NEEDED).sort((a, b) => b.of[b.first] - a.of[a.first]).slice(0, 6).map((x) => ({layer: x.layer, who: states[x.first], share: x.of[x.first]})),
  };
}

const Bar = ({label, share, most = 1, fill = "var(--ink)"}) => html`<li class="line"><span>${label}</span><span class="bar"><i style=${{width: `${(100 * share) / most}%`, background: fill}} /></span><strong>${fmt.percent(share)}</strong></li>`;

/** Goals and red line of a seat: a team knows its own, the facilitator all that the room was given. */
const wants = (all, seat) => (all.you.seat === seat ? all.own : store.world.goals?.[seat]);

function Brief({all, seat}) {
  const s = store.world.states[seat], {held, needed} = depends(all, seat), own = wants(all, seat), hand = cardsOf(seat);
  const most = own ? Math.max(...GOALS.map((g) => own.goals[g])) : 1;
  return html`<section class="page brief"><header><${Token} state=${s} size="4.4rem" /><div><p class="muted">${titleOf(all.session.title)} · ${fmt.date(all.session.date, all.session.turn_years)}</p><h1>${stateName(seat)}</h1></div></header>
    <p class="lead">${text(s.brief)}</p>
    <div class=${own ? "three" : "three without"}>${own && html`<div><h2>${tell("web-print-want")}</h2><ul>${GOALS.filter((g) => own.goals[g] > 0).map((g) => html`<${Bar} key=${g} label=${tell(`explain-figure-${g}`)} share=${own.goals[g]} most=${most} />`)}</ul><small>${tell("web-print-weight")}</small></div>`}
      <div><h2>${tell("web-print-hold")}</h2><ul>${held.map((x) => html`<${Bar} key=${x.layer} label=${short(x.layer)} share=${x.mine} fill=${seatColour(s.place)} />`)}</ul><small>${held.length ? tell("web-print-share") : tell("web-print-none")}</small></div>
      <div><h2>${tell("web-print-need")}</h2><ul>${needed.map((x) => html`<li key=${x.layer} class="line need"><${Token} state=${store.world.states[x.who]} size="1.45rem" /><span>${short(x.layer)}</span><strong>${fmt.percent(x.share)}</strong></li>`)}</ul><small>${tell("web-print-largest")}</small></div></div>
    ${own?.red_line && html`<p class="red"><strong>${tell("web-red-line")}</strong> ${text(own.red_line.text)}</p>`}
    ${hand.length > 0 && html`<div class="hand"><h2>${tell("web-print-at-most", {count: store.world.rules.cards.most})}</h2><ul>${hand.map(([id, c]) => html`<li key=${id}><p class="row"><strong class="grow">${text(c.name)}</strong><span>${cost(c)}</span></p><p>${text(c.line)}</p></li>`)}</ul></div>`}
    <div class="two"><div><h2>${tell("web-print-ask")}</h2><ol><li>${tell("web-print-ask-1")}</li><li>${tell("web-print-ask-2")}</li><li>${tell("web-print-ask-3")}</li></ol></div>
      <div><h2>${tell("web-print-play")}</h2><p class="steps">${all.session.phases.map((p, i) => html`${i > 0 && " › "}<strong key=${p}>${tell(`web-phase-${p}`)}</strong>`)}</p><p>${tell("web-print-turn")}</p></div></div>
    <footer class="row"><small class="grow">${tell("web-print-foot", {title: "techrace"})}</small><small>${s.code}</small></footer></section>`;
}

/** Eight to a page, with lines to cut along. */
const Cards = ({seat}) => html`${chunks(cardsOf(seat), 8).map((some, i) => html`<section key=${i} class="page"><h1 class="unseen">${stateName(seat)}</h1><ul class="cards">${some.map(([id, c]) => html`<li key=${id}><p class="row"><${Token} state=${store.world.states[seat]} size="1.8rem" /><strong class="grow">${text(c.name)}</strong></p><p>${text(c.line)}</p><p class="muted">${text(c.but)}</p><p class="cost"><strong>${cost(c)}</strong><br />${tell("web-card-time", {delay: c.delay, lasts: c.lasts})}</p></li>`)}</ul></section>`)}`;
const chunks = (list, size) => Array.from({length: Math.ceil(list.length / size)}, (_, i) => list.slice(i * size, (i + 1) * size));

const Half = ({seat}) => html`<div><${Token} state=${store.world.states[seat]} size="9rem" /><p>${stateName(seat)}</p></div>`;
const Sign = ({seat}) => html`<section class="page"><h1 class="unseen">${stateName(seat)}</h1><div class="sign"><div class="fold" aria-hidden="true"><${Half} seat=${seat} /></div><${Half} seat=${seat} /></div></section>`;

const KINDS = {briefs: Brief, cards: Cards, signs: Sign};

function Print() {
  const all = useAll(), [what, pick] = useState("briefs"), Sheet = KINDS[what];
  useEffect(() => applyLook({theme: "light"}));
  const seats = all.you.role === "facilitator" || all.session.ended ? Object.keys(store.world.states) : all.you.seat ? [all.you.seat] : [];
  return html`<main class="sheets"><div class="bar row wrap"><${LanguageSwitch} />${Object.keys(KINDS).map((k) => html`<button key=${k} class="btn" aria-pressed=${String(k === what)} onClick=${() => pick(k)}>${tell(`web-print-${k}`)}</button>`)}<button class="btn primary" onClick=${() => print()}>${tell("web-print")}</button></div>
    ${seats.length === 0 ? html`<h1>${tell("web-print-no-seat")}</h1>` : seats.map((s) => html`<${Sheet} key=${what + s} all=${all} seat=${s} />`)}</main>`;
}

start(Print);
