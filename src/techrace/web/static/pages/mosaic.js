// The map: one mosaic of hexes wherever a map appears, and the bar of exact shares beneath it.
import {html, store, tell, text, fmt, Mark, seatColour} from "/static/pages/base.js";
import {Textures} from "/static/pages/charts.js";

const W = 33, H = 28.5, R = 18.6;
const at = (x, row) => [x * W + 34, row * H + 30];
const corners = (cx, cy, r) => Array.from({length: 6}, (_, i) => [cx + r * Math.sin((Math.PI / 3) * i), cy - r * Math.cos((Math.PI / 3) * i)]);
const hex = (cx, cy, r = R) => corners(cx, cy, r).map((p) => p.map((v) => v.toFixed(1)).join(",")).join(" ");

/** Fill of an ecosystem: solid for the first owned, hatched for the other, dots for those that nobody owns. */
export function stackFill(ecosystem) {
  const place = store.world.map.order.indexOf(ecosystem), last = store.world.map.order.length - 1;
  return place === 0 ? "var(--stack-a)" : place === last && last > 0 ? "url(#stack-b)" : "url(#stack-c)";
}

/** Outline of a block: the sides of its hexes that no other hex of it shares. */
function outline(tiles) {
  const sides = new Map();
  for (const [x, row] of tiles) {
    const [cx, cy] = at(x, row), c = corners(cx, cy, W / Math.sqrt(3));
    c.forEach((p, i) => {
      const q = c[(i + 1) % 6], a = p.map(Math.round).join(), b = q.map(Math.round).join(), key = a < b ? `${a}|${b}` : `${b}|${a}`;
      sides.has(key) ? sides.delete(key) : sides.set(key, [p, q]);
    });
  }
  return [...sides.values()].map(([p, q]) => `M${p.map((v) => v.toFixed(1))}L${q.map((v) => v.toFixed(1))}`).join("");
}

export function Mosaic({board, shown = board.mosaic, faded = false, children}) {
  const {tiles, tokens, labels, states} = store.world.map;
  const width = Math.max(...tiles.map(([, x]) => x), ...Object.values(tokens).map(([x]) => x)) * W + 70, height = Math.max(...tiles.map(([, , row]) => row), ...labels.map((l) => l.at[1])) * H + 60;
  const members = new Set(board.blocs.flatMap((b) => Object.entries(b.members).filter(([, m]) => m > 0.5).map(([s]) => s)));
  const flipped = tiles.map((_, i) => board.was[i] !== board.mosaic[i] && shown[i] === board.mosaic[i]);
  return html`<svg class="chart mosaic" viewBox=${`-24 0 ${width} ${height}`} role="img" aria-label=${mosaicWords(board)}><${Textures} />
    <g opacity=${faded ? 0.25 : 1}>${tiles.map(([market, x, row], i) => { const [cx, cy] = at(x, row);
      return html`<polygon key=${i} class=${flipped[i] ? "hex turning" : "hex"} points=${hex(cx, cy)} fill=${stackFill(shown[i])} stroke="var(--paper)" stroke-width="1.6" />`; })}
    ${states.map((s) => html`<path key=${s} d=${outline(tiles.filter(([m]) => m === s).map(([, x, row]) => [x, row]))} fill="none" stroke=${seatColour(store.world.states[s].place)} stroke-width="3.6" stroke-linecap="round" />`)}
    ${tiles.map(([, x, row], i) => { if (!flipped[i]) return null; const [cx, cy] = at(x, row);
      return html`<g key=${`f${i}`}><polygon points=${hex(cx, cy, R - 1)} fill="none" stroke="var(--paper)" stroke-width="7" /><polygon points=${hex(cx, cy, R - 1)} fill="none" stroke="var(--ink)" stroke-width="3.4" /></g>`; })}
    ${labels.map((l) => { const [x, y] = at(...l.at); return html`<text key=${l.name.en} class="halo dim place" x=${x} y=${y + 6} text-anchor="middle">${text(l.name)}</text>`; })}</g>
    ${children && children(at)}
    ${states.map((s) => { const [x, y] = at(...tokens[s]), {place, code} = store.world.states[s]; return html`<${Mark} key=${s} place=${place} code=${code} x=${x} y=${y} size=${38} bloc=${members.has(s)} />`; })}</svg>`;
}

const word = (change) => (Math.abs(change) < 0.005 ? "0" : `${change < 0 ? "▼" : "▲"} ${fmt.number(Math.abs(100 * change))}`);
export const stacks = () => store.world.map.order.map((e) => ({e, name: text(Object.values(store.world.names.ecosystems)[e])}));
export const mosaicWords = (board) => stacks().map(({e, name}) => `${name} ${fmt.percent(board.shares[e].now)} (${fmt.change(100 * board.shares[e].change)})`).join(", ");

export function StackBar({board, large = false}) {
  return html`<figure class="stack tight"><svg class="chart" viewBox="0 0 1000 ${large ? 24 : 30}" preserveAspectRatio="none" style=${{height: large ? "1.5rem" : "1rem"}} aria-hidden="true"><${Textures} />
    ${stacks().reduce(([x, drawn], {e}) => { const w = 1000 * board.shares[e].now; return [x + w, [...drawn, html`<rect key=${e} x=${x + 1} y="0" width=${Math.max(0, w - 2)} height="30" fill=${stackFill(e)} stroke="var(--stack-c-line)" stroke-width=".5" />`]]; }, [0, []])[1]}</svg>
    <figcaption class="shares">${stacks().map(({e, name}) => html`<span key=${e}><strong class="figure">${fmt.percent(board.shares[e].now)}</strong> ${name} <span class="muted">${word(board.shares[e].change)}</span></span>`)}</figcaption></figure>`;
}
export const flippedCount = (board) => board.mosaic.filter((e, i) => e !== board.was[i]).length;
export const hexWords = () => tell("web-hex");
