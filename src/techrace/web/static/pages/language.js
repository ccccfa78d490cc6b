// Words, numbers and dates in the reader's language. The catalogue is the one that the terminal reads, too.
import {FluentBundle, FluentResource} from "/static/vendor/fluent/index.js";

const WITH_ARTICLE = new Set(["States", "Union", "Kingdom", "Republic", "Federation", "Emirates", "Islands", "camp"]);
const SAID = {m: 1, n: 1, M: 1, N: 1, 0: 1, 3: 1, 6: 1, l: 8, r: 8, L: 8, R: 8, 1: 8, 7: 8, 8: 8};

function finalSound(word) {
  const last = word.slice(-1), code = last.charCodeAt(0);
  return code >= 0xac00 && code <= 0xd7a3 ? (code - 0xac00) % 28 : SAID[last] ?? 0;
}

function particle([word, forms]) {
  const text = String(word.value ?? word), [consonant, vowel] = String(forms.value ?? forms).split("/");
  let final = finalSound(text.split("(")[0].trim() || text);
  if (consonant.startsWith("으") && final === 8) final = 0;
  return text + (final ? consonant : vowel);
}

function the([name]) {
  const text = String(name.value ?? name);
  return WITH_ARTICLE.has(text.split(" ").pop()) ? `the ${text}` : text;
}

export const LANGUAGES = {en: "English", ko: "한국어"};
export let code = chosen();
let bundle = null;
const listeners = new Set();

function chosen() {
  const asked = localStorage.getItem("techrace.lang") || navigator.language.slice(0, 2);
  return asked in LANGUAGES ? asked : "en";
}

export async function speak(lang = code) {
  const answer = await fetch(`/static/texts/${lang}.ftl`);
  const made = new FluentBundle(lang, {useIsolating: false, functions: {PARTICLE: particle, THE: the}});
  made.addResource(new FluentResource(await answer.text()));
  bundle = made;
  code = lang;
  localStorage.setItem("techrace.lang", lang);
  document.documentElement.lang = lang;
  listeners.forEach((listener) => listener());
}

export const onLanguage = (listener) => (listeners.add(listener), () => listeners.delete(listener));

export function tell(message, values = {}) {
  const entry = bundle?.getMessage(message);
  if (!entry?.value) return message;
  const plain = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, typeof v === "number" ? v : String(v ?? "")]));
  return bundle.formatPattern(entry.value, plain, []);
}

export const knows = (message) => Boolean(bundle?.getMessage(message)?.value);
export const text = (both) => (both ? (code === "ko" && both.ko) || both.en : "");

const MINUS = "−";
const signed = (written, plus) => {
  const size = written.replace(/^-/, "");
  if (!/[1-9]/.test(size)) return plus ? "0" : size;
  return written.startsWith("-") ? MINUS + size : (plus ? "+" : "") + size;
};
const fixed = (value, digits) => value.toLocaleString(code, {minimumFractionDigits: digits, maximumFractionDigits: digits});

export const fmt = {
  number: (value, digits = 0) => signed(fixed(value, digits), false),
  change: (value, digits = 0) => signed(fixed(value, digits), true),
  percent: (share, digits = 0) => `${fmt.number(100 * share, digits)}%`,
  index: (level) => fmt.number(100 * level),
  points: (change, digits = 1) => `${fmt.change(100 * change, digits)}${code === "ko" ? "%p" : " pts"}`,
  range: (low, high) => `${fmt.number(100 * low)}${code === "ko" ? "~" : "–"}${fmt.number(100 * high)}%`,
  chance: (p) => (p < 0.005 ? (code === "ko" ? "1% 미만" : "< 1%") : p > 0.995 ? (code === "ko" ? "99% 초과" : "> 99%") : fmt.percent(p)),
  money(trillions) {
    const size = Math.abs(trillions);
    if (code === "ko") return size >= 1 ? `${fmt.number(trillions, 1)}조 달러` : `${fmt.number(trillions * 1e4)}억 달러`;
    if (size >= 1) return `$${fmt.number(trillions, 1)} tn`;
    if (size >= 1e-3) return `$${fmt.number(trillions * 1e3, size >= 0.1 ? 0 : 1)} bn`;
    return `$${fmt.number(trillions * 1e6)} m`;
  },
  date(date, years) {
    const year = Math.floor(date + 1e-6), part = date + 1e-6 - year;
    if (Math.abs(years - 0.5) < 1e-6) {
      const second = part >= 0.5;
      return code === "ko" ? `${year}년 ${second ? "하반기" : "상반기"}` : `H${second ? 2 : 1} ${year}`;
    }
    return code === "ko" ? `${year}년` : `${year}`;
  },
  clock(seconds) {
    const s = Math.max(0, Math.ceil(seconds)), h = Math.floor(s / 3600), two = (x) => String(x).padStart(2, "0");
    return `${h ? `${h}:` : ""}${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}`;
  },
  ago(seconds) {
    const s = Math.max(0, Math.round(seconds));
    if (code === "ko") return s < 60 ? `${s}초 전` : `${Math.floor(s / 60)}분 전`;
    return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")} ago`;
  },
};
