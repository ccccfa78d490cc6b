// The way in: a code from the wall, and a name.
import {html, start, join as comeIn, tell, useTry, useState, useLanguage, LanguageSwitch, Wrong} from "/static/pages/base.js";

function Join() {
  useLanguage();
  const asked = new URLSearchParams(location.search).get("code") || "";
  const [code, setCode] = useState(asked.toUpperCase()), [name, setName] = useState("");
  const [run, error, forget, busy] = useTry();
  const join = async (event) => {
    event.preventDefault();
    const done = await run(() => comeIn({code, name}));
    if (done) { localStorage.setItem(`techrace.link.${done.room}`, done.link); location.assign(done.next); }
  };
  return html`<main class="frame"><form class="stack" style="padding:1.5rem 1rem" onSubmit=${join}>
    <div class="row wrap"><h1 class="grow">techrace</h1><${LanguageSwitch} /></div>
    <div><label class="over" for="code">${tell("web-join-code")}</label>
      <input id="code" class="field" style="font-size:2rem;letter-spacing:.25em;font-weight:700;min-height:4rem" value=${code} maxlength="12" required
        autocapitalize="characters" autocomplete="off" spellcheck="false" inputmode="text" autofocus=${!asked}
        onInput=${(e) => setCode(e.target.value.toUpperCase().replace(/[^A-Z0-9]/g, ""))} /></div>
    <div><label class="over" for="name">${tell("web-join-name")}</label>
      <input id="name" class="field" value=${name} maxlength="40" required autocomplete="nickname" autofocus=${Boolean(asked)} onInput=${(e) => setName(e.target.value)} />
      <small>${tell("web-join-name-kept")}</small></div>
    <${Wrong} error=${error} onClose=${forget} />
    <button class="btn primary wide" disabled=${busy}>${tell("web-join")}</button></form></main>`;
}

start(Join, {needs: false});
