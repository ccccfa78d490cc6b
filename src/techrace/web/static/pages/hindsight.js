// What if we ourselves had ordered otherwise: asked of what we know, for the game itself is open at the debrief only.
import {html, useAll, useEffect, useState, get, post, tell, fmt, Sheet, Wrong, useTry, figureChange, figureName, figureValue, measure, Icon} from "/static/pages/base.js";
import {Choice, MORE, OtherGame, OtherOrder, Sentence, choices} from "/static/pages/whatif.js";

const BACK = 3; // turns before the last one from which a team asks first
const SEEN = 5e-4; // a change that would be written as nothing
const ends = (f) => ({low: f.difference.p5.at(-1), middle: f.difference.p50.at(-1), high: f.difference.p95.at(-1)});
const size = (f) => (["share", "index"].includes(measure(f.unit)) ? Math.abs(ends(f).middle) : 0);

/** Our path as it was, and where it would have gone: the difference is laid upon what happened. */
function beside(figure, path, turn) {
  const from = turn - 1, on = (values) => values.map((v, i) => path[from + i] + v), {p50, ...rest} = figure.difference;
  return {figure: figure.id, unit: figure.unit, past: path, turn, changed: on(p50), fan: Object.fromEntries(Object.entries(rest).map(([q, v]) => [q, on(v)]))};
}

function Answer({found, may, picked, pick, goals}) {
  const order = [...found.figures].sort((a, b) => size(b) - size(a)), shown = order.find((f) => f.id === picked) || order[0], {low, middle, high} = ends(shown);
  const write = (v) => figureChange(v, shown.unit), {path} = may.figures.find((f) => f.id === shown.id);
  const same = Math.max(Math.abs(low), Math.abs(high)) < SEEN;
  const wide = write(low) !== write(high), points = ["share", "index"].includes(measure(shown.unit));
  const amount = points ? tell("web-points-on", {size: fmt.number(Math.abs(100 * middle), 1)}) : figureValue(Math.abs(middle), shown.unit);
  return html`<div><h3 class="finding">${same ? tell("web-hindsight-same", {figure: figureName(shown.id)}) : tell("web-hindsight-finding", {figure: figureName(shown.id), amount, way: middle < 0 ? "lower" : "higher"})}</h3>
      ${wide && html`<p class="muted">${tell("web-hindsight-between", {low: write(low), high: write(high)})}</p>`}</div>
    <${OtherGame} answer=${beside(shown, path, found.turn)} small=${true} />
    <div class="choices"><label class="row"><span>${tell("web-debrief-figure")}</span><${Choice} label=${tell("web-debrief-figure")} value=${shown.id} list=${found.figures.map((f) => [f.id, figureName(f.id)])} set=${pick} /></label></div>
    <section class="stack tight"><h3>${tell("web-our-goals")}</h3><table class="tabular"><thead class="unseen"><tr><th scope="col">${tell("web-our-goals")}</th><th scope="col">${tell("web-change")}</th><th scope="col">${tell("web-hindsight-range")}</th></tr></thead>
      <tbody>${goals.map((g) => { const f = found.figures.find((x) => x.id.startsWith(`${g}[`)), e = ends(f); return html`<tr key=${g}><th scope="row">${figureName(f.id)}</th><td class="num"><strong>${fmt.change(100 * e.middle, 1)}</strong></td><td class="num muted">${fmt.change(100 * e.low, 1)} … ${fmt.change(100 * e.high, 1)}</td></tr>`; })}</tbody></table></section>`;
}

export function Hindsight({goals, onClose}) {
  const all = useAll(), seat = all.you.seat, [may, set] = useState(null), [turn, go] = useState(0), [chosen, decide] = useState(""), [other, order] = useState(null), [picked, pick] = useState("");
  const [found, answer] = useState(null), [run, error, , busy] = useTry();
  useEffect(() => { run(() => get("hindsight")).then((x) => { if (x?.figures) { set(x); go(Math.max(x.first, x.last - BACK)); } }); }, [all.session.turn]);
  const list = may ? choices(may.moved, Object.entries(may.camps).filter(([, turns]) => turns.some((t) => t >= turn)).map(([camp]) => camp), turn) : [];
  const what = list.find((x) => x.id === chosen) || list[0], orders = what && (what.id === MORE ? other : what.orders);
  const asked = may && orders && turn ? JSON.stringify({turn, orders}) : "";
  useEffect(() => {
    if (!asked) return undefined;
    let late = false;
    run(() => post("hindsight", JSON.parse(asked))).then((x) => { if (x?.figures && !late) answer(x); });
    return () => { late = true; };
  }, [asked]);
  const turns = may ? Array.from({length: may.last - may.first + 1}, (_, i) => [may.first + i, may.first + i]) : [];
  const parts = what && {
    what: html`<${Choice} label=${what.say} value=${what.id} list=${list.map((x) => [x.id, x.say])} set=${(id) => { order(null); decide(id); }} />`,
    turn: html`<${Choice} label=${tell("web-debrief-track")} value=${turn} list=${turns} set=${(t) => go(Number(t))} />`,
  };
  return html`<${Sheet} title=${tell("web-hindsight")} onClose=${onClose}>
    ${parts && html`<${Sentence} message="web-hindsight-sentence" parts=${parts} />
      ${what.id === MORE && html`<${OtherOrder} seat=${seat} set=${order} go=${tell("web-hindsight-ask")} />`}`}
    <${Wrong} error=${error} />
    <div class=${`stack ${busy ? "busy" : ""}`} aria-busy=${String(Boolean(busy))} aria-live="polite">${found && asked ? html`<${Answer} found=${found} may=${may} picked=${picked} pick=${pick} goals=${goals} />` : busy ? html`<p>${tell("web-debrief-reckons")}</p>` : ""}</div>
    ${found && asked && html`<div class="band stack tight"><p class="label">${tell("web-hindsight-doubt-title")}</p><p>${tell("web-hindsight-doubt", {draws: found.draws, turn: found.turn})}</p></div>`}
    <p class="row muted"><${Icon} name="lock" /><span>${tell("web-hindsight-later")}</span></p></${Sheet}>`;
}
