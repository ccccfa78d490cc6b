// Charts drawn by hand: one message each, labelled directly, with the same numbers as a table behind a button.
import {html, useState, tell, fmt, figureChange, figureValue, measure, causeName, Mark, Token, seatColour, state, stateName} from "/static/pages/base.js";

export function TableToggle({caption, head, rows, children}) {
  const [open, show] = useState(false);
  return html`<figure class="stack tight">${open ? html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table class="tabular"><caption class="unseen">${caption}</caption>
      <thead><tr>${head.map((h, i) => html`<th key=${i} scope="col" class=${i ? "num" : ""}>${h}</th>`)}</tr></thead>
      <tbody>${rows.map((row, r) => html`<tr key=${r}>${row.map((cell, i) => i ? html`<td key=${i} class="num">${cell}</td>` : html`<th key=${i} scope="row">${cell}</th>`)}</tr>`)}</tbody></table></div>` : children}
    <button class="btn quiet" aria-pressed=${String(open)} onClick=${() => show(!open)}>${open ? tell("web-as-picture") : tell("web-as-table")}</button></figure>`;
}

/** Texture of losses: a sign, an arrow and this, never a colour. */
export const Textures = () => html`<defs>
  <pattern id="loss" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="var(--paper)" /><rect width="3.4" height="7" fill="var(--ink)" /></pattern>
  <pattern id="stack-b" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="9" height="9" fill="var(--stack-b)" /><rect width="2.6" height="9" fill="var(--paper)" opacity=".55" /></pattern>
  <pattern id="stack-c" width="11" height="11" patternUnits="userSpaceOnUse"><rect width="11" height="11" fill="var(--stack-c)" /><circle cx="5" cy="5" r="1.5" fill="var(--stack-c-line)" /></pattern>
</defs>`;

/** Parts as they are written: where rounding breaks the sum of the figures shown, the largest absorbs the difference. */
function written(before, after, rows, unit) {
  if (measure(unit) !== "share" || !rows.length) return rows;
  const round = (v) => Math.round(1000 * v) / 1000, most = rows.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a));
  const off = round(after) - round(before) - rows.reduce((sum, r) => sum + round(r.value), 0);
  return rows.map((r) => ({...r, shown: round(r.value) + (r === most && Math.abs(off) < 0.01 ? off : 0)}));
}

/** Why a figure changed: last turn, the causes by size, now. Rows sum to the change. */
export function Waterfall({before, after, causes, unit, name}) {
  const width = 360, line = 34, left = 8, right = 70;
  const rows = written(before, after, causes.map(([id, value]) => ({id, value, shown: value})), unit);
  let level = before;
  const steps = rows.map((row) => { const from = level; level += row.value; return {...row, from, to: level}; });
  const all = [before, after, ...steps.flatMap((s) => [s.from, s.to])];
  const low = Math.min(...all), high = Math.max(...all), span = high - low || 1;
  const x = (v) => left + ((v - low) / span) * (width - left - right);
  const height = (steps.length + 2) * line + 4;
  const said = tell("web-waterfall", {name, before: figureValue(before, unit), after: figureValue(after, unit)});
  return html`<${TableToggle} caption=${said} head=${[tell("web-cause"), tell("web-change")]}
      rows=${[[tell("play-before"), figureValue(before, unit)], ...steps.map((s) => [causeName(s.id), figureChange(s.shown, unit)]), [tell("play-now"), figureValue(after, unit)]]}>
    <svg class="chart waterfall" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${said}><${Textures} />
      ${[[before, 0, "play-before"], [after, steps.length + 1, "play-now"]].map(([v, i, label]) => html`<g key=${label}>
        <rect x=${x(v) - 2.5} y=${i * line + 6} width="5" height="22" fill="var(--ink)" />
        <text class="halo strong" x=${Math.min(x(v) + 8, width - 62)} y=${i * line + 22}>${figureValue(v, unit)}</text>
        <text class="halo dim" x=${x(v) > width / 2 ? left : width} y=${i * line + 22} text-anchor=${x(v) > width / 2 ? "start" : "end"}>${tell(label)}</text></g>`)}
      ${steps.map((s, i) => {
        const y = (i + 1) * line, a = Math.min(x(s.from), x(s.to)), w = Math.max(2, Math.abs(x(s.to) - x(s.from)));
        const beyond = a + w + 6, free = beyond < width - 62;
        return html`<g key=${s.id}><line x1=${x(s.from)} x2=${x(s.from)} y1=${y - 6} y2=${y + 6} stroke="var(--ctl)" stroke-dasharray="2 3" />
          <rect x=${a} y=${y + 15} width=${w} height="13" fill=${s.value < 0 ? "url(#loss)" : "var(--ink)"} stroke="var(--ink)" />
          <text class="halo" x="0" y=${y + 11}>${causeName(s.id)}</text>
          <text class="halo strong" x=${free ? beyond : a - 6} y=${y + 26} text-anchor=${free ? "start" : "end"}>${figureChange(s.shown, unit)}</text></g>`;
      })}</svg></${TableToggle}>`;
}

/** Who caused it: a zero line, seat colours, token and name at a fixed column. */
export function PlayerBars({rows, unit, name}) {
  const width = rows.some((r) => r.label) ? 430 : 360, line = 34, middle = 150, reach = 95;
  const most = Math.max(...rows.map((r) => Math.abs(r.value)), 1e-9);
  const said = tell("web-by-player", {name});
  return html`<${TableToggle} caption=${said} head=${[tell("web-player"), tell("web-change")]} rows=${rows.map((r) => [r.label || stateName(r.id), figureChange(r.value, unit)])}>
    <svg class="chart" viewBox=${`0 0 ${width} ${rows.length * line}`} role="img" aria-label=${said}>
      <line x1=${middle - 40} x2=${middle - 40} y1="0" y2=${rows.length * line} stroke="var(--ctl)" />
      ${rows.map((r, i) => {
        const s = state(r.id), w = Math.max(1, (Math.abs(r.value) / most) * reach), x = middle - 40;
        return html`<g key=${r.id}><rect x=${r.value < 0 ? x - w : x} y=${i * line + 8} width=${w} height="18" fill=${s ? seatColour(s.place) : "var(--ctl)"} />
          <text class="halo strong" x=${r.value < 0 ? x + 6 : x + w + 6} y=${i * line + 22}>${figureChange(r.value, unit)}</text>
          ${s && html`<${Mark} place=${s.place} code=${s.code} x=${middle + 118} y=${i * line + 17} size=${24} />`}
          <text x=${middle + 136} y=${i * line + 22}>${r.label || (s ? s.code : causeName(r.id))}</text></g>`;
      })}</svg></${TableToggle}>`;
}

/** Futures: bands of 50 and 90 % for the draft, dashed line and one band for the present course. */
export function Fan({draft, course, dates, colour, name}) {
  const width = 360, height = 220, pad = {l: 30, r: 112, t: 12, b: 26};
  const n = draft.p50.length, every = [...draft.p5, ...draft.p95, ...course.p5, ...course.p95];
  const low = Math.min(...every), high = Math.max(...every), span = high - low || 0.01;
  const x = (i) => pad.l + (i / (n - 1)) * (width - pad.l - pad.r);
  const y = (v) => height - pad.b - ((v - low) / span) * (height - pad.t - pad.b);
  const path = (values) => values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const band = (a, b) => `${path(a)}${b.map((v, i) => [v, i]).reverse().map(([v, i]) => `L${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("")}Z`;
  let end = [y(draft.p50.at(-1)), y(course.p50.at(-1))];
  if (Math.abs(end[0] - end[1]) < 17) { const m = (end[0] + end[1]) / 2, up = end[0] <= end[1] ? -9 : 9; end = [m + up, m - up]; }
  const said = tell("web-fan", {name, draft: fmt.index(draft.p50.at(-1)), course: fmt.index(course.p50.at(-1))});
  const f = (q) => `${fmt.index(q.p5.at(-1))}–${fmt.index(q.p95.at(-1))}`;
  return html`<${TableToggle} caption=${said} head=${[tell("web-turn-word"), tell("explain-draft"), tell("explain-course")]}
      rows=${dates.map((d, i) => [d, `${fmt.index(draft.p50[i])} (${fmt.index(draft.p5[i])}–${fmt.index(draft.p95[i])})`, `${fmt.index(course.p50[i])} (${fmt.index(course.p5[i])}–${fmt.index(course.p95[i])})`])}>
    <svg class="chart" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${said}>
      ${[low, (low + high) / 2, high].map((v) => html`<g key=${v}><line class="grid" x1=${pad.l} x2=${width - pad.r} y1=${y(v)} y2=${y(v)} /><text class="dim" x=${pad.l - 6} y=${y(v) + 4} text-anchor="end">${fmt.index(v)}</text></g>`)}
      <path d=${band(course.p5, course.p95)} fill="var(--ctl)" opacity=".22" />
      <path d=${band(draft.p5, draft.p95)} fill=${colour} opacity=".20" /><path d=${band(draft.p25, draft.p75)} fill=${colour} opacity=".30" />
      <path d=${path(course.p50)} fill="none" stroke="var(--ink2)" stroke-width="2" stroke-dasharray="6 4" />
      <path d=${path(draft.p50)} fill="none" stroke="var(--ink)" stroke-width="3.5" />
      <text class="halo strong" x=${width - pad.r + 6} y=${end[0] + 4}>${tell("explain-draft")} ${fmt.index(draft.p50.at(-1))}</text>
      <text class="halo dim" x=${width - pad.r + 6} y=${end[1] + 4}>${tell("explain-course")} ${fmt.index(course.p50.at(-1))}</text>
      ${dates.map((d, i) => (i === 0 || i === n - 1) && html`<text key=${i} class="dim" x=${x(i)} y=${height - 8} text-anchor=${i ? "end" : "start"}>${d}</text>`)}
    </svg></${TableToggle}>`;
}

export function Dumbbell({name, course, draft}) {
  const x = (p) => 8 + p * 184;
  return html`<div class="dumbbell"><span>${name}</span>
    <svg viewBox="0 0 200 20" role="img" aria-label=${`${fmt.chance(course)} → ${fmt.chance(draft)}`}><line x1="8" x2="192" y1="10" y2="10" stroke="var(--rule)" stroke-width="2" />
      <line x1=${x(course)} x2=${x(draft)} y1="10" y2="10" stroke="var(--ink)" stroke-width="3" />
      <circle cx=${x(course)} cy="10" r="7" fill="var(--paper)" stroke="var(--ink)" stroke-width="2.5" /><circle cx=${x(draft)} cy="10" r="7" fill="var(--ink)" /></svg>
    <span class="figure">${fmt.chance(course)} → ${fmt.chance(draft)}</span></div>`;
}

const on = (share) => `${100 * Math.max(0, Math.min(1, share))}%`;

/** A level on a track from 0 to 100: our line as a tick, and a bracket where the present course leads in half of the games. */
export function GoalBar({name, level, line, beyond, change, course, write = fmt.index}) {
  const said = [`${name} ${write(level)}`, line !== undefined && tell("web-bar-line", {line: write(line)}), course && tell("web-bar-course", {low: write(course.p25), high: write(course.p75)})].filter(Boolean).join(", ");
  return html`<div class="goal"><span>${name}</span><span class="figure">${write(level)}</span><span class="muted change">${change === undefined ? "" : fmt.change(100 * change)}</span>
    <div class="track" role="img" aria-label=${said}><i class=${beyond ? "low" : ""} style=${{width: on(level)}} />
      ${course && html`<span class="course" style=${{left: on(course.p25), width: `max(3px, ${100 * (Math.min(1, course.p75) - Math.max(0, course.p25))}%)`}} />`}
      ${line !== undefined && html`<b style=${{left: on(line)}} />`}</div></div>`;
}

export function Sparkline({values, width = 64, height = 18}) {
  const low = Math.min(...values), span = Math.max(...values) - low || 1, n = Math.max(1, values.length - 1);
  const at = (v, i) => [2 + (i / n) * (width - 6), height - 3 - ((v - low) / span) * (height - 6)];
  const [x, y] = at(values.at(-1), values.length - 1);
  return html`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true"><path d=${values.map((v, i) => `${i ? "L" : "M"}${at(v, i).map((c) => c.toFixed(1)).join(" ")}`).join("")} fill="none" stroke="var(--ink2)" stroke-width="1.6" /><circle cx=${x} cy=${y} r="2.6" fill="var(--ink)" /></svg>`;
}

/** Many other games, and where this one lies among them. */
export function Histogram({values, here, name, format}) {
  const width = 360, height = 150, bins = 24, low = Math.min(...values, here), high = Math.max(...values, here), span = high - low || 1;
  const counts = Array(bins).fill(0);
  values.forEach((v) => counts[Math.min(bins - 1, Math.floor(((v - low) / span) * bins))]++);
  const most = Math.max(...counts), x = (v) => 4 + ((v - low) / span) * (width - 8), w = (width - 8) / bins;
  return html`<svg class="chart" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${name}>
    ${counts.map((c, i) => { const from = low + (i / bins) * span; const h = (c / most) * (height - 44); return html`<rect key=${i} x=${4 + i * w} y=${height - 22 - h} width=${w - 1} height=${h} fill=${from > here ? "var(--ctl)" : "var(--rule)"} />`; })}
    <line x1=${x(here)} x2=${x(here)} y1="16" y2=${height - 22} stroke="var(--ink)" stroke-width="3" />
    <text class="halo strong" x=${x(here)} y="12" text-anchor=${x(here) > width / 2 ? "end" : "start"}>${format(here)}</text>
    <text class="dim" x="4" y=${height - 6}>${format(low)}</text><text class="dim" x=${width - 4} y=${height - 6} text-anchor="end">${format(high)}</text></svg>`;
}
