// What would it lead to: futures with the draft and without, never one number, and what this does not know.
import {html, useAll, useState, useEffect, post, tell, fmt, store, Wrong, useTry, seatColour, nameOf, causeName, knows} from "/static/pages/base.js";
import {Fan, Dumbbell} from "/static/pages/charts.js";
import {useDraft} from "/static/pages/draft.js";

const OTHERS = ["repeat", "doctrine", "best"];

export function Advice() {
  const all = useAll(), draft = useDraft(), [others, assume] = useState("repeat"), [goal, pick] = useState(null);
  const [found, set] = useState(null), [run, error, forget, busy] = useTry();
  const asked = JSON.stringify([draft.plan, others, all.session.turn]);
  useEffect(() => {
    let late = false;
    const timer = setTimeout(async () => { const x = await run(() => post("advice", {plan: draft.plan, others, turns: 8}).catch((e) => { if (e.error?.code !== "replaced") throw e; })); if (x?.figures && !late) set(x); }, 400);
    return () => { late = true; clearTimeout(timer); };
  }, [asked]);
  const weights = all.own.goals;
  const order = found ? [...found.figures].sort((a, b) => weights[b.id] * Math.abs(b.better - 0.5) - weights[a.id] * Math.abs(a.better - 0.5)) : [];
  const shown = order.find((f) => f.id === goal) || order[0];
  const changed = found && Object.keys(found.changed).length > 0;
  const years = store.world.world.turn_years, dates = found ? Array.from({length: found.turns + 1}, (_, i) => fmt.date(store.world.world.start + (found.turn + i) * years, years)) : [];
  return html`<div class="stack">
    ${!found ? html`<h1>${tell("web-advice-title")}</h1><p class="muted">${busy ? tell("web-advice-asks") : ""}</p>` : html`
      <h1>${changed ? tell("web-advice-finding", {goal: tell(`explain-figure-${shown.id}`), chance: fmt.chance(shown.better)}) : tell("web-advice-same")}</h1>
      <div class="trays small" role="tablist" aria-label=${tell("web-our-goals")}>${order.map((f) => html`<button key=${f.id} class="btn" role="tab" aria-selected=${String(f === shown)} onClick=${() => pick(f.id)}>${tell(`explain-figure-${f.id}`)}</button>`)}</div>
      <${Fan} name=${tell(`explain-figure-${shown.id}`)} draft=${shown.draft} course=${shown.course} dates=${dates} colour=${seatColour(store.world.states[found.seat].place)} />
      <small>${tell("web-advice-bands", {draws: found.draws})}${busy ? ` ${tell("web-updating")}` : ""}</small>`}
    <fieldset class="stack tight"><legend class="label">${tell("web-if-others")}</legend><div class="row wrap">${OTHERS.map((o) => html`<button key=${o} class="btn" aria-pressed=${String(o === others)} onClick=${() => assume(o)}>${tell(`web-others-${o}`)}</button>`)}</div></fieldset>
    <${Wrong} error=${error} onClose=${forget} />
    ${found && html`<section class="stack tight"><h2>${tell("web-red-lines")}</h2>${found.red_lines.map((l) => html`<${Dumbbell} key=${l.id + l.of} name=${`${knows(`explain-line-${l.id}`) ? tell(`explain-line-${l.id}`) : tell("web-red-line")}${l.of ? ` · ${nameOf(l.of)}` : ""}`} course=${l.course} draft=${l.draft} />`)}</section>
      ${changed && found.reasons.length > 0 && html`<section class="stack tight"><h2>${tell("web-reasons")}</h2><ul class="list">${found.reasons.map((r) => html`<li key=${r.id + r.goal} class="row"><span class="grow">${causeName(r.id)} → ${tell(`explain-figure-${r.goal}`)}</span><span class="figure">${fmt.change(100 * r.size, 1)}</span></li>`)}</ul></section>`}
      <div class="band"><p class="label">${tell("web-advice-unknown-title")}</p><p>${tell("play-advice-doubt")}</p></div>`}</div>`;
}
