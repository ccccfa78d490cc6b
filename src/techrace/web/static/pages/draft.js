// One draft for a team on several phones: edits are merged leaf by leaf, and nobody's is lost silently.
import {act, get, room, sections, store, useAll, useEffect, useState} from "/static/pages/base.js";

const LISTS = ["cards", "drop", "breach"];
const EMPTY = {orders: {}, cards: [], drop: [], breach: []};

const MARK = "\u0001";
/** Every entry of an order with its place: [path, value]. */
export const leaves = (value, path = []) => (value !== null && typeof value === "object" ? Object.entries(value).flatMap(([k, v]) => leaves(v, [...path, k])) : [[path, value]]);

/** A plan by places, so that two of them can be compared and merged. */
function flat(plan) {
  const found = Object.fromEntries(leaves(plan.orders || {}, ["orders"]).map(([path, value]) => [path.join(MARK), value]));
  LISTS.forEach((list) => (plan[list] || []).forEach((id) => { found[[list, id].join(MARK)] = true; }));
  return found;
}

function built(entries) {
  const plan = {orders: {}, cards: [], drop: [], breach: []};
  for (const [path, value] of Object.entries(entries)) {
    const [kind, ...keys] = path.split(MARK);
    if (LISTS.includes(kind)) plan[kind].push(keys[0]);
    else {
      let at = plan.orders;
      keys.slice(0, -1).forEach((k) => { at = at[k] ??= {}; });
      at[keys.at(-1)] = value;
    }
  }
  return plan;
}

/** Merge two edits of one base; where both changed the same thing otherwise, the page asks. */
export function merge(base, mine, theirs) {
  const [b, m, t] = [flat(base), flat(mine), flat(theirs)], out = {...t}, clashes = [];
  for (const key of new Set([...Object.keys(b), ...Object.keys(m)])) {
    if (m[key] === b[key]) continue;
    if (t[key] !== b[key] && t[key] !== m[key]) clashes.push({key: key.split(MARK).slice(1), mine: m[key], theirs: t[key], path: key});
    else if (m[key] === undefined) delete out[key];
    else out[key] = m[key];
  }
  return {plan: built(out), clashes};
}

/** How many things of a plan were changed since its base. */
function edits(base, mine) {
  const [b, m] = [flat(base), flat(mine)];
  return [...new Set([...Object.keys(b), ...Object.keys(m)])].filter((k) => b[k] !== m[k]).length;
}

const same = (a, b) => JSON.stringify(flat(a)) === JSON.stringify(flat(b)) || JSON.stringify(Object.entries(flat(a)).sort()) === JSON.stringify(Object.entries(flat(b)).sort());
const key = () => `techrace.draft.${room}.${sections.you.seat}.${sections.session.turn}`;

/** What the server has: the saved draft, or the dials as they stand. */
export function saved() {
  const own = sections.own;
  return own.draft ? {...EMPTY, ...own.draft.plan} : {...EMPTY, orders: own.dials || {}};
}

const local = {mine: null, base: null, revision: -1, turn: -1, seat: "", timer: 0, sending: false, clashes: [], by: "", watchers: new Set()};
const tell = () => local.watchers.forEach((w) => w());

function keep() {
  if (local.mine) localStorage.setItem(key(), JSON.stringify({mine: local.mine, base: local.base}));
  else localStorage.removeItem(key());
}

function arrive() {
  if (local.turn === sections.session.turn && local.seat === sections.you.seat) return;
  Object.assign(local, {turn: sections.session.turn, seat: sections.you.seat, mine: null, base: null, revision: -1, clashes: []});
  const kept = localStorage.getItem(key());
  if (kept) { Object.assign(local, JSON.parse(kept)); later(); }
}

const begin = () => Object.assign(local, {base: saved(), revision: sections.own.revision});

function later() { clearTimeout(local.timer); local.timer = setTimeout(send, 400); }

async function send() {
  if (!local.mine || local.sending) return;
  local.sending = true; tell();
  try {
    if (sections.own.revision > local.revision) adopt(saved(), sections.own.revision); // else the stream is behind what was answered
    const plan = local.mine;
    if (!same(plan, local.base)) {
      const said = await act({kind: "save draft", seat: sections.you.seat, plan, revision: local.revision});
      local.base = plan;
      adopt({...EMPTY, ...said.plan}, said.revision);
    }
    const mine = local.mine;
    // kept until the stream has brought it back, so that the page never shows an older draft
    if (same(mine, local.base)) setTimeout(() => { if (local.mine === mine) { local.mine = null; keep(); tell(); } }, 1500);
    else later();
  } catch (problem) {
    const newer = problem.status === 409 && problem.error.draft;
    if (newer) { adopt({...EMPTY, ...newer.plan}, newer.revision, newer.by); later(); }
    else if (problem.status === 0 || problem.status >= 500) setTimeout(later, 2000);
    else { local.mine = null; keep(); }
  } finally { local.sending = false; tell(); }
}

/** Take over a newer draft of the team: what was changed here since the base stays, the rest becomes theirs. */
function adopt(theirs, revision, by = sections.own.draft?.by || "") {
  local.revision = revision;
  if (same(theirs, local.base)) return;
  const {plan, clashes} = merge(local.base, local.mine, theirs);
  store.merged = edits(local.base, local.mine) - clashes.length;
  local.mine = plan; local.base = theirs; local.by = by;
  if (clashes.length) local.clashes = clashes;
  keep();
}

/** The plan as this page shows it, and how to change it. */
export function useDraft() {
  useAll();
  const [, again] = useState(0);
  useEffect(() => { const w = () => again((n) => n + 1); local.watchers.add(w); return () => local.watchers.delete(w); }, []);
  arrive();
  const plan = local.mine || saved();
  return {
    plan,
    state: local.mine ? (store.connected === false ? "kept" : "saving") : sections.own.draft ? "saved" : "none",
    clashes: local.clashes, by: local.by,
    edit(change) {
      if (!local.mine) begin();
      local.mine = change(structuredClone(local.mine || saved()));
      keep(); tell(); later();
    },
    settle(clash, mine) {
      local.clashes = local.clashes.filter((c) => c !== clash);
      if (mine) {
        if (!local.mine) begin();
        const found = flat(local.mine || saved());
        if (clash.mine === undefined) delete found[clash.path]; else found[clash.path] = clash.mine;
        local.mine = built(found); keep(); later();
      }
      tell();
    },
  };
}

/** Save what is not saved, and say what the plan is now. */
async function settled() {
  clearTimeout(local.timer);
  await send();
  return local.mine || saved();
}

// ---------------------------------------------------------------- the commitment

/** A commitment that waits for the connection: since when, for which turn, and what it met. It can be cancelled. */
export const held = {since: 0, turn: -1, timer: 0, problem: null};

export async function commit() {
  held.problem = null;
  try { await act({kind: "submit orders", seat: sections.you.seat, plan: await settled()}); } catch (problem) {
    if (problem.status !== 0) throw problem;
    hold();
    return false;
  }
  cancel();
  return true;
}

export function hold() {
  if (!held.since) Object.assign(held, {since: Date.now() / 1000, turn: sections.session.turn});
  clearTimeout(held.timer);
  held.timer = setTimeout(release, 2000);
  tell();
}
export function cancel() { clearTimeout(held.timer); held.since = 0; tell(); }

/** Try again; what was meant for another turn is never played in this one. */
async function release() {
  try {
    const {session, clock} = await get("view");
    if (!held.since) return;
    if (session.turn === held.turn && clock.phase === "orders") await commit();
    else cancel();
  } catch (problem) {
    if (problem.status === 0 || problem.status >= 500) { if (held.since) hold(); } else { cancel(); held.problem = problem; tell(); }
  }
}
