// Which seat: who it is, who is there already, and whether it may be taken.
import {html, start, act, tell, text, useTry, useState, useAll, store, Token, Icon, stateName, doctrineName, Wrong, Connection, LanguageSwitch, Sheet} from "/static/pages/base.js";

function Seats() {
  const all = useAll(), [chosen, choose] = useState(null), [run, error, forget, busy] = useTry();
  const take = async (seat) => {
    const done = await run(() => act({kind: "take seat", seat, person: all.you.person}));
    if (done) location.assign("team");
  };
  return html`<div class="frame"><a class="skip" href="#main">${tell("web-skip")}</a><header><div class="row wrap"><h1 class="grow">${tell("web-seat-choose")}</h1><${LanguageSwitch} /></div></header>
    <${Connection} /><main id="main"><${Wrong} error=${error} onClose=${forget} /><ul class="list">
    ${Object.keys(store.world.states).map((id) => {
      const s = store.world.states[id], seat = all.seats[id];
      const stands = seat.team.length ? seat.team.join(", ") : tell("web-seat-doctrine", {doctrine: doctrineName(seat.doctrine)});
      return html`<li key=${id}><button class="btn quiet wide" style="justify-content:flex-start;text-align:left;padding:.25rem 0" onClick=${() => choose(id)}>
        <${Token} state=${s} size=${44} /><span class="grow"><span class="label">${text(s.name)}</span><br /><small>${stands}</small></span>
        <span class="chip">${!seat.open ? html`<${Icon} name="lock" size="1rem" />${tell("web-seat-closed")}` : seat.team.length ? tell("web-seat-join") : tell("web-seat-free")}</span></button></li>`;
    })}</ul></main>
    ${chosen && html`<${Sheet} title=${stateName(chosen)} onClose=${() => choose(null)}><p>${text(store.world.states[chosen].brief)}</p>
      ${all.seats[chosen].open ? html`<button class="btn primary wide" disabled=${busy} onClick=${() => take(chosen)}>${all.seats[chosen].head ? tell("web-seat-take") : tell("web-seat-lead")}</button>` : html`<p class="alert"><${Icon} name="lock" />${tell("web-seat-closed-more")}</p>`}
      <${Wrong} error=${error} /></${Sheet}>`}</div>`;
}

start(Seats);
