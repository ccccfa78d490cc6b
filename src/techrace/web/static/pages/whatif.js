// What if: a sentence with controls in it, what could have been ordered instead, and the other game beside the one that was played.
import {html, store, useState, tell, text, fmt, figureChange, figureName, figureValue, nameOf} from "/static/pages/base.js";
import {TableToggle} from "/static/pages/charts.js";

export const MORE = "more";
export const shown = (value, unit) => (unit === "rating" ? fmt.number(value, 1) : figureValue(value, unit));
export const figureCalled = (id) => (id === "rating" ? tell("web-debrief-rating") : figureName(id));

/** What a seat could have done instead, from a turn on; each with the words that complete the sentence. */
export function choices(moved, camps, turn) {
  const late = Object.entries(moved).filter(([, turns]) => turns.some((t) => t >= turn)).map(([lever]) => lever);
  return [
    ...(late.length ? [{id: "nothing", orders: {}, say: tell("web-instead-nothing")}] : []),
    ...camps.map((camp) => ({id: `out ${camp}`, orders: {join: {[camp]: 0}}, say: tell("web-instead-out", {bloc: text(store.world.names.camps[camp])})})),
    ...late.map((lever) => ({id: lever, orders: {[lever]: "standing"}, say: tell("web-instead-lever", {lever: tell(`explain-lever-${lever}`)})})),
    {id: MORE, orders: null, say: tell("web-instead-other")},
  ];
}

/** A sentence with controls in it, in the order of words of the reader's language. */
export function Sentence({message, parts}) {
  const marked = tell(message, Object.fromEntries(Object.keys(parts).map((k) => [k, `\u0001${k}\u0001`])));
  return html`<h2 class="sentence">${marked.split("\u0001").map((piece, i) => html`<span key=${i}>${i % 2 ? parts[piece] : piece}</span>`)}</h2>`;
}

export const Choice = ({label, value, list, set}) => html`<select aria-label=${label} value=${value} onChange=${(e) => set(e.target.value)}>${list.map(([id, name]) => html`<option key=${id} value=${id} selected=${String(id) === String(value)}>${name}</option>`)}</select>`;

/** Another order: a lever, its target where it has one, and a level. */
export function OtherOrder({seat, set, go}) {
  const {levers} = store.world, [id, choose] = useState("securitise"), [target, aim] = useState({}), [value, level] = useState(50);
  const lever = levers.find((x) => x.id === id), axes = lever.axes;
  const picked = axes.map((axis, i) => target[`${id}${i}`] ?? store.world.axes[axis].find((x) => x !== seat));
  const orders = () => ({[id]: [...picked].reverse().reduce((inner, name) => ({[name]: inner}), value / 100)});
  return html`<div class="notice stack tight"><div class="choices"><span class="label">${tell("web-instead-order")}</span>
    <${Choice} label=${tell("web-debrief-by-lever")} value=${id} list=${levers.map((x) => [x.id, tell(`explain-lever-${x.id}`)])} set=${choose} />
    ${axes.map((axis, i) => html`<${Choice} key=${axis + i} label=${nameOf(picked[i])} value=${picked[i]} list=${store.world.axes[axis].filter((x) => x !== seat).map((x) => [x, nameOf(x)])} set=${(x) => aim({...target, [`${id}${i}`]: x})} />`)}
    <label class="row"><span>${tell("web-instead-value")}</span><input class="field" style="width:6rem" type="number" min=${100 * lever.low} max=${100 * lever.high} step="5" value=${value} onInput=${(e) => level(Number(e.target.value))} /></label>
    <button class="btn primary" onClick=${() => set(orders())}>${go}</button></div></div>`;
}

/** Some four round values between two. */
function round(low, high) {
  const rough = (high - low) / 4, size = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 2.5, 5, 10].map((m) => m * size).find((s) => s >= rough);
  return Array.from({length: 8}, (_, i) => (Math.ceil(low / step) + i) * step).filter((v) => v <= high);
}

const narrow = () => matchMedia("(max-width: 40rem)").matches;

/** The game as it was played, and as it would have been: the difference is a bracket at the end. */
export function OtherGame({answer, small = narrow()}) {
  const [width, height, pad] = small ? [360, 230, {l: 40, r: 86, t: 22, b: 26}] : [760, 290, {l: 52, r: 92, t: 22, b: 30}], {past, changed, turn, unit, fan} = answer;
  const first = turn - 1, every = [...past, ...changed, ...(fan ? [...fan.p5, ...fan.p95] : [])];
  const low = Math.min(...every), high = Math.max(...every), room_ = (high - low || 0.01) * 0.12, bottom = low - room_, span = high + room_ - bottom;
  const x = (t) => pad.l + (t / Math.max(1, past.length - 1)) * (width - pad.l - pad.r), y = (v) => height - pad.b - ((v - bottom) / span) * (height - pad.t - pad.b);
  const path = (values, from) => values.map((v, i) => `${i ? "L" : "M"}${x(from + i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const band = (a, b) => `${path(a, first)}${b.map((v, i) => [v, i]).reverse().map(([v, i]) => `L${x(first + i).toFixed(1)} ${y(v).toFixed(1)}`).join("")}Z`;
  const was = past[first + changed.length - 1] ?? past.at(-1), is = changed.at(-1), end = x(first + changed.length - 1);
  const ticks = round(bottom, bottom + span), above = is >= was;
  const middle = first + Math.max(1, Math.round((changed.length - 1) * 0.6)), mid = Math.min(middle, past.length - 1);
  const early = x(first) < width / 2, side = x(mid) > width * 0.55 ? "end" : "middle"; // labels keep clear of the edge
  const apart = Math.abs(y(was) - y(is)) > 12;
  const said = tell("web-debrief-chart", {figure: figureCalled(answer.figure), played: shown(was, unit), changed: shown(is, unit)});
  const rows = past.map((v, t) => [t, shown(v, unit), t >= first && t - first < changed.length ? shown(changed[t - first], unit) : ""]);
  return html`<${TableToggle} caption=${said} head=${[tell("web-turn-word"), tell("web-debrief-played"), tell("web-debrief-instead")]} rows=${rows}>
    <svg class="chart" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${said}>
      ${ticks.map((v) => html`<g key=${v}><line class="grid" x1=${pad.l} x2=${width - pad.r} y1=${y(v)} y2=${y(v)} /><text class="dim" x="0" y=${y(v) - 4}>${unit === "share" ? fmt.percent(v) : shown(v, unit)}</text></g>`)}
      <line x1=${x(first)} x2=${x(first)} y1=${pad.t - 8} y2=${height - pad.b} stroke="var(--ctl)" stroke-dasharray="3 3" /><text class="dim halo" x=${x(first) + (early ? 6 : -6)} y=${height - pad.b - 6} text-anchor=${early ? "start" : "end"}>${tell("web-loop-turn", {turn})}</text>
      ${fan && html`<path d=${band(fan.p5, fan.p95)} fill="var(--ctl)" opacity=".18" /><path d=${band(fan.p25, fan.p75)} fill="var(--ctl)" opacity=".28" />`}
      <path d=${path(past, 0)} fill="none" stroke="var(--ink)" stroke-width="3.5" stroke-linejoin="round" />
      <path d=${path(changed, first)} fill="none" stroke="var(--ink)" stroke-width="3" stroke-dasharray="7 5" stroke-linejoin="round" />
      ${apart && html`<text class="halo strong" x=${x(mid)} y=${y(past[mid]) + (above ? 24 : -12)} text-anchor=${side}>${tell("web-debrief-played")}</text>
      <text class="halo strong" x=${x(mid)} y=${y(changed[mid - first] ?? is) + (above ? -12 : 24)} text-anchor=${side}>${tell("web-debrief-instead")}</text>
      <path d=${`M${end + 6} ${y(was)}h8V${y(is)}h-8`} fill="none" stroke="var(--ink)" stroke-width="1.6" />`}
      <text class="halo strong" style="font-size:17px" x=${end + 20} y=${(y(was) + y(is)) / 2 + (end < x(past.length - 1) ? -8 : 6)}>${unit === "rating" ? fmt.change(is - was, 1) : figureChange(is - was, unit)}</text>
      ${past.map((_, t) => (past.length < (small ? 10 : 16) || t % 2 === 0) && html`<text key=${t} class="dim" x=${x(t)} y=${height - 8} text-anchor="middle">${t}</text>`)}<text class="dim" x=${width - pad.r + 20} y=${height - 8}>${tell("web-debrief-track")}</text>
    </svg></${TableToggle}>`;
}
