// Tokens of seats (hue, shape and letters, by the seat's place in the world's file) and the icons beside words.
import {html} from "/static/vendor/preact.js";

const SHAPES = [
  html`<circle cx="12" cy="12" r="10.6" />`,
  html`<rect x="2" y="2" width="20" height="20" rx="2.2" />`,
  html`<path d="M12 .6 22 6.3v11.4L12 23.4 2 17.7V6.3z" />`,
  html`<path d="M12-.9 24.9 12 12 24.9-.9 12z" />`,
  html`<path d="M2.4 22.2V11.6a9.6 9.6 0 0 1 19.2 0v10.6z" />`,
  html`<path d="M2.2 2h19.6v12.2L12 24 2.2 14.2z" />`,
  html`<path d="M8 1.5h8V8h6.5v8H16v6.5H8V16H1.5V8H8z" />`,
  html`<path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" />`,
];
const LETTERS_AT = [0, 0, 0, 0, 1.6, -1.6, 0, 0];

export const seatColour = (place) => `var(--seat-${place % SHAPES.length})`;
export const onSeat = (place) => `var(--on-${place % SHAPES.length})`;

/** The mark of a seat inside another drawing, centred at x, y. */
export function Mark({place, code, x, y, size = 30, bloc = false}) {
  const i = place % SHAPES.length, scale = size / 24;
  const shape = SHAPES[i];
  return html`<g transform=${`translate(${x - size / 2} ${y - size / 2}) scale(${scale})`} class="token">
    ${bloc && html`<g class="ring" style=${{stroke: "var(--ink)", strokeWidth: 2.2, fill: "var(--paper)"}}
        transform="translate(-3.6 -3.6) scale(1.3)">${shape}</g>`}
    <g class="halo" style=${{fill: "none"}}>${shape}</g>
    <g class="shape" style=${{fill: seatColour(i)}}>${shape}</g>
    ${size >= 24 && html`<text x="12" y=${15.6 + LETTERS_AT[i]} style=${{fill: onSeat(i), fontSize: i === 3 ? "9.2px" : "10px", fontWeight: 700, textAnchor: "middle"}}>${code}</text>`}
  </g>`;
}

export function Token({state, size = 36, bloc = false}) {
  return html`<svg class="token" width=${size} height=${size} viewBox="-3 -3 30 30" aria-hidden="true">
    <${Mark} place=${state.place} code=${state.code} x=${12} y=${12} size=${24} bloc=${bloc} /></svg>`;
}

const ICONS = {
  invest: "M4 20h16M12 16V4M7 9l5-5 5 5",
  control: "M5 3.5v17M19 3.5v17M5 9h14M5 15h14",
  open: "M13.5 4H20v6.5M20 4l-9 9M18 14v6H4V6h6",
  brief: "M4 4h12v16H6a2 2 0 0 1-2-2zM16 9h4v9a2 2 0 0 1-4 0zM7.5 8.5h5M7.5 12h5M7.5 15.5h5",
  advice: "M3 15c4 0 5-2 7-4M10 11l11-6M10 11l11 0M10 11l11 6",
  layer: "M5 3h14M5 21h14M6.5 3c0 6 11 6 11 12v6M17.5 3c0 6-11 6-11 12v6",
  frontier: "M2.5 20 10 6l4 7 2.5-4L21.5 20z",
  science: "M9.5 3h5M10.5 3v6L5 19a1.5 1.5 0 0 0 1.3 2h11.4A1.5 1.5 0 0 0 19 19L13.5 9V3M7.5 15h9",
  social: "M12 3v2M3 13a9 8 0 0 1 18 0zM12 13v6a2 2 0 0 1-4 0",
  lock: "M5 10.5h14v10H5zM8 10.5V7.5a4 4 0 0 1 8 0v3",
  check: "M4.5 12.5 10 18 20 6.5",
  pencil: "M4 20l1-4.5L16.5 4 20 7.5 8.5 19z",
  robot: "M4.5 8h15v11h-15zM12 4v4M9 13h.01M15 13h.01M9.5 16.2h5",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.5 19 12 7 19.5z",
  msg: "M4 5h16v11H10l-5 4v-4H4z",
  undo: "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
  flag: "M5 21V4M5 4h12l-2 4 2 4H5",
  coins: "M4 8a5 2.4 0 0 0 10 0a5 2.4 0 0 0-10 0v7a5 2.4 0 0 0 10 0V8M14 12a5 2.4 0 0 1 6 2.4v3a5 2.4 0 0 1-8 1.6",
  people: "M8 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 8 11zM2.5 20a5.5 5.5 0 0 1 11 0M16 11a2.7 2.7 0 1 0 0-5.4M17 14.6a5 5 0 0 1 4.5 5.4",
  bypass: "M3 17c2-11 16-11 18 0M17.5 14.5 21 17l1.5-4M9.5 14h5v6h-5z",
  fabs: "M6.5 6.5h11v11h-11zM10 3v3.5M14 3v3.5M10 17.5V21M14 17.5V21M3 10h3.5M3 14h3.5M17.5 10H21M17.5 14H21",
};
const DRAWN = {
  deal: html`<circle cx="8.7" cy="12" r="5.7" /><circle cx="15.3" cy="12" r="5.7" />`,
  orders: html`<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h11M19 17h1" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="12" r="2" /><circle cx="17" cy="17" r="2" />`,
  clock: html`<circle cx="12" cy="12" r="9" /><path d="M12 7v5.5l3.5 2" />`,
  target: html`<circle cx="12" cy="12" r="9" /><circle cx="12" cy="12" r="4" />`,
  platform: html`<circle cx="5" cy="12" r="2.2" /><circle cx="19" cy="5" r="2.2" /><circle cx="19" cy="12" r="2.2" /><circle cx="19" cy="19" r="2.2" /><path d="M7 11l10-5M7.2 12h9.6M7 13l10 5" />`,
};
const ALIAS = {compute: "fabs", focus: "layer", fund: "coins", defence: "flag", outreach: "open", reshoring: "undo", sovereign: "lock", currency: "coins"};

export function Icon({name, size}) {
  const key = ALIAS[name] || name;
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" style=${size ? {width: size, height: size} : null}>
    ${DRAWN[key] || html`<path d=${ICONS[key] || ICONS.brief} />`}</svg>`;
}
