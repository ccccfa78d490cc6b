// What happened to us: the figure that moved most, our goals, the others as we see them, the news, the map.
import {html, useAll, useState, useEffect, tell, text, fmt, get, store, Sheet, Icon, Token, Wrong, useTry, stateName, figureName, figureValue, measure, nameOf} from "/static/pages/base.js";
import {Waterfall, GoalBar} from "/static/pages/charts.js";
import {Mosaic, StackBar} from "/static/pages/mosaic.js";
import {Word} from "/static/pages/deals.js";
import {Hindsight} from "/static/pages/hindsight.js";

const GOALS = ["prosperity", "autonomy", "security", "stability", "influence"];

export function biggest(causes) {
  const size = ({before, after, unit}) => Math.abs(after - before) * ({share: 1, index: 0.5}[measure(unit)] ?? 0); // money grows anyhow
  const rows = Object.entries(causes?.figures || {}).map(([figure, c]) => ({figure, ...c, size: size(c)}));
  return rows.sort((a, b) => b.size - a.size)[0];
}

function Finding({moved}) {
  const change = moved.after - moved.before, cause = moved.causes.find(([id]) => id !== "other");
  const by = cause && tell("web-mostly", {cause: causeWords(cause[0])});
  const shown = Math.abs(Math.round(1000 * moved.after) - Math.round(1000 * moved.before)) / 10; // as the two figures below are rounded
  const size = {share: () => tell("web-points-of", {size: fmt.number(shown, 1)}), index: () => tell("web-points-on", {size: fmt.number(Math.abs(100 * change), 1)})}[measure(moved.unit)]?.() ?? figureValue(Math.abs(change), moved.unit);
  return html`<h1>${tell(change < 0 ? "web-finding-lost" : "web-finding-won", {size, figure: figureName(moved.figure)})}${by ? `, ${by}` : ""}</h1>`;
}
const causeWords = (id) => { const key = `rule-${id}`; const said = tell(key); return said === key ? nameOf(id) : said; };

export function SourceSheet({of, onClose}) {
  const [found, set] = useState(null), [run, error] = useTry();
  useEffect(() => { run(() => get(`source?figure=${encodeURIComponent(of)}`)).then((x) => x?.source && set(x)); }, [of]);
  return html`<${Sheet} title=${tell("web-source-title")} onClose=${onClose}><${Wrong} error=${error} />
    ${found && [found, ...(found.more || [])].slice(0, 4).map((s, i) => html`<div key=${i} class="stack tight">${s.name && html`<p class="label">${s.name}</p>`}
      <p>${typeof s.value === "object" && s.value ? Object.entries(s.value).map(([k, v]) => `${nameOf(k)} ${v}`).join(", ") : s.value}</p>
      <p>${s.url ? html`<span lang="en">${s.source}</span>` : s.source}${s.date ? ` (${s.date})` : ""}</p>
      <p>${tell("play-sure", {confidence: tell(`play-confidence-${s.confidence}`)})}</p>
      ${s.note && html`<p class="muted" lang="en">${s.note}</p>`}${s.disagrees && html`<p><strong>${tell("play-dispute")}</strong> <span lang="en">${s.disagrees}</span></p>`}</div>`)}</${Sheet}>`;
}

/** Why our goals moved over the last turn, one at a time. */
function WhySheet({goals, onClose}) {
  const [goal, pick] = useState(goals[0]), [found, set] = useState(null), [run, error] = useTry(), name = tell(`explain-figure-${goal}`);
  useEffect(() => {
    let late = false;
    run(() => get(`why?figure=${goal}`)).then((x) => { if (x?.causes && !late) set({...x, causes: x.causes.map((c) => [c.id, c.value])}); });
    return () => { late = true; };
  }, [goal]);
  return html`<${Sheet} title=${tell("web-why-goals")} onClose=${onClose}>
    <div class="row wrap" role="group" aria-label=${tell("web-our-goals")}>${goals.map((g) => html`<button key=${g} class="btn" aria-pressed=${String(g === goal)} onClick=${() => { set(null); pick(g); }}>${tell(`explain-figure-${g}`)}</button>`)}</div>
    <${Wrong} error=${error} />${found && html`<p class="muted">${name}, ${tell("web-last-turn")}</p><${Waterfall} ...${found} name=${name} />`}
    <p class="row muted"><${Icon} name="lock" />${tell("web-who-later")}</p></${Sheet}>`;
}

function Others({onSource}) {
  const all = useAll(), figures = all.figures.at(-1), rows = [];
  const states = Object.keys(store.world.states);
  for (const [i, id] of states.entries()) {
    if (id === all.you.seat) continue;
    const doubt = figures.doubt?.[id] ?? 0, level = figures.estimates.frontier?.[i] ?? figures.exact.frontier?.[i];
    const held = (figures.exact.layer_share || []).map((row, l) => [all.names.layers[l], row[i]]).sort((a, b) => b[1] - a[1])[0];
    rows.push(html`<li key=${id} class="row"><${Token} state=${store.world.states[id]} size=${30} />
      <div class="grow"><span class="label">${stateName(id)}</span><br /><small>${tell("explain-figure-frontier")} ${doubt ? fmt.range(Math.max(0, level - doubt), Math.min(1, level + doubt)) : fmt.index(level)} · ${doubt ? tell("web-estimate") : tell("web-public")}</small><${Word} seat=${id} /></div>
      ${held && held[1] > 0.1 && html`<button class="tap end" style="max-width:45%" onClick=${() => onSource(`${held[0]} share`)}>${nameOf(held[0])} ${fmt.percent(held[1])}</button>`}</li>`);
  }
  return html`<ul class="list">${rows}</ul>`;
}

/** Our goals: level, change, and where the present course leads; our red line, and how likely it is crossed on that course. */
function Goals({ranked}) {
  const all = useAll(), {causes, own, session} = all, [course, set] = useState(null);
  useEffect(() => {
    let late = false;
    get("course").then((x) => { if (!late) set(x); }, () => {});
    return () => { late = true; };
  }, [session.turn]);
  const standing = (goal) => { const c = causes?.figures[`${goal}[${all.you.seat}]`]; return c ? {level: c.after, change: c.after - c.before} : null; };
  const line = course?.red_line;
  return html`<section class="stack tight" aria-busy=${String(!course)}><h2>${tell("web-our-goals")}</h2>
    ${ranked.map((g) => { const s = standing(g);
      return s ? html`<${GoalBar} key=${g} name=${`${tell(`explain-figure-${g}`)} · ${fmt.percent(own.goals[g])}`} level=${s.level} change=${s.change} course=${course?.goals[g]} />`
        : html`<div key=${g} class="row"><span class="grow">${tell(`explain-figure-${g}`)}</span><span class="muted">${tell("web-weight", {share: fmt.percent(own.goals[g])})}</span></div>`; })}
    ${course && standing(ranked[0]) && html`<small>${tell("web-course-key", {turns: course.turns})}</small>`}
    ${own.red_line && html`<div class="stack tight"><p class="row top"><${Icon} name="flag" /><span><strong>${tell("web-red-line")}</strong> ${text(own.red_line.text)}</span></p>
      ${line && html`<${GoalBar} name=${figureName(line.id)} level=${line.level} line=${line.limit} beyond=${line.below ? line.level < line.limit : line.level > line.limit} write=${(v) => figureValue(v, line.unit)} />
        <small>${tell("web-line-chance", {chance: fmt.chance(line.chance), turns: course.turns})}</small>`}</div>`}
    ${all.score && html`<p>${tell("web-score", {level: fmt.number(all.score.level), ahead: fmt.change(all.score.ahead), chance: fmt.chance(all.score.chance)})}</p>`}
    <small class="asof">${tell("web-as-of", {turn: session.turn, date: fmt.date(session.date, session.turn_years)})}</small></section>`;
}

export function Brief() {
  const all = useAll(), [source, ask] = useState(null), [sheet, open] = useState("");
  const {causes, own} = all, moved = biggest(causes), me = store.world.states[all.you.seat];
  const ranked = GOALS.filter((g) => own.goals[g] > 0).sort((a, b) => own.goals[b] - own.goals[a]);
  return html`<div class="stack">
    ${moved ? html`<${Finding} moved=${moved} /><p class="muted">${figureName(moved.figure)}, ${tell("web-last-turn")}</p>
      <${Waterfall} ...${moved} name=${figureName(moved.figure)} />
      <div class="row wrap"><button class="btn grow" onClick=${() => open("why")}>${tell("web-why-goals")}</button><button class="btn grow" onClick=${() => open("if")}>${tell("web-hindsight")}</button></div>` : html`<h1>${tell("web-where-we-start")}</h1><p>${text(me.brief)}</p><p class="muted">${tell("web-causes-later")}</p>`}
    <${Goals} ranked=${ranked} />
    <section class="stack tight"><h2>${tell("web-others")}</h2><${Others} onSource=${ask} /></section>
    ${all.board.news?.length > 0 && html`<section class="stack tight"><h2>${tell("web-news")}</h2><ul class="list">${all.board.news.map((n, i) => html`<li key=${i}>${text(n)}</li>`)}</ul></section>`}
    ${all.messages.length > 0 && html`<section class="stack tight"><h2>${tell("web-messages")}</h2><ul class="list">${all.messages.slice(-5).map((m, i) => html`<li key=${i}><small>${m.outgoing ? tell("web-from-lead") : tell("web-from-us")}</small><br />${m.text}</li>`)}</ul></section>`}
    <section class="stack tight"><h2>${tell("web-who-runs-on-what")}</h2><${Mosaic} board=${all.board} /><${StackBar} board=${all.board} /></section>
    ${sheet === "why" && html`<${WhySheet} goals=${ranked} onClose=${() => open("")} />`}
    ${sheet === "if" && html`<${Hindsight} goals=${ranked} onClose=${() => open("")} />`}
    ${source && html`<${SourceSheet} of=${source} onClose=${() => ask(null)} />`}</div>`;
}
