"use strict";
// Draws the charts of the page from its data, for the language and theme that the reader chose.
// Nothing is fetched; nothing is stored but the two choices, and only where the browser allows it.
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map(); // chart element -> ECharts instance
  const MINUS = "−";
  // Lengths are written for a root of 16 px and grow with it, up to 4K.
  const LENGTHS = new Set(["fontSize", "left", "right", "top", "bottom", "symbolSize", "distance", "margin"]);

  const lang = () => (root.lang === "ko" ? "ko" : "en");
  const words = (text) => (text && typeof text === "object" ? text[lang()] : text);
  const scale = () => parseFloat(getComputedStyle(root).fontSize) / 16;
  const minus = (text) => text.replace("-", MINUS);
  const grouped = (value, digits) =>
    value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

  // ---- numbers, as numerals.py writes them
  function money(value) {
    const sign = value < 0 ? MINUS : "", size = Math.abs(value);
    if (lang() === "ko") return sign + (size >= 1 ? `${grouped(size, 1)}조 달러` : `${grouped(1e4 * size, 0)}억 달러`);
    if (size >= 1) return `${sign}$${grouped(size, 1)} tn`;
    if (size >= 1e-3) return `${sign}$${grouped(1e3 * size, size >= 0.1 ? 0 : 1)} bn`;
    return `${sign}$${grouped(1e6 * size, 0)} m`;
  }
  const formats = {
    share: (v) => minus(`${(100 * v).toFixed(1)}%`),
    index: (v) => minus((100 * v).toFixed(0)),
    money,
    amount: (v) => minus(Math.abs(v) >= 100 ? grouped(v, 0) : String(Number(v.toPrecision(3)))),
    rank: (v) => v.toFixed(0),
  };
  function points(change) {
    const size = Math.abs(100 * change).toFixed(1), unit = lang() === "ko" ? "%p" : " points";
    return (Number(size) === 0 ? "0" : `${change < 0 ? MINUS : "+"}${size}`) + unit;
  }
  const short = { // on an axis: no more digits than its steps need
    ...formats,
    share: (v) => minus(`${Number((100 * v).toFixed(1))}%`),
    money: (v) => (v === 0 ? "0" : money(v).replace(/\.0(?=\D|$)/, "").replace(/ 달러/, "")),
    year: (v) => (Math.abs(v - Math.round(v)) < 1e-6 ? String(Math.round(v)) : ""),
  };

  // ---- from data to an option
  function colour(name) {
    const [token, alpha] = name.split("/");
    const value = getComputedStyle(root).getPropertyValue(`--${token}`).trim();
    return alpha ? value + Math.round(255 * Number(alpha)).toString(16).padStart(2, "0") : value;
  }
  function fill(node, key, k) {
    if (typeof node === "string") {
      if (node.startsWith("@format:")) return short[node.slice(8)];
      return node.startsWith("@") ? colour(node.slice(1)) : node;
    }
    if (typeof node === "number") return LENGTHS.has(key) ? node * k : node;
    if (Array.isArray(node)) return node.map((item) => fill(item, key === "symbolOffset" ? "distance" : "", k));
    if (node && typeof node === "object") {
      if ("en" in node && "ko" in node) return node[lang()];
      const result = {};
      for (const [name, value] of Object.entries(node)) {
        result[name] = name === "width" && key === "lineStyle" ? value * k : fill(value, name, k);
      }
      return result;
    }
    return node;
  }
  const names = (panel) => (panel.x === "turns" ? data.turns : panel.x).map(words);

  function tip(panel, items) {
    const at = items[0].dataIndex, box = document.createElement("div"), table = document.createElement("table");
    const head = document.createElement("b");
    box.className = "tip";
    head.textContent = panel.x === "turns" ? turnName(at) : names(panel)[at];
    box.append(head, table);
    const rows = panel.rows.map((row) => [row, row.values[at]]);
    if (panel.rows.every((row) => row.colour)) rows.sort((a, b) => (panel.kind === "rank" ? a[1] - b[1] : b[1] - a[1]));
    for (const [row, value] of rows) {
      const line = table.insertRow(), name = line.insertCell(), figure = line.insertCell();
      if (row.colour) {
        const dot = document.createElement("span");
        dot.className = "dot";
        dot.style.background = colour(row.colour);
        name.append(dot);
      }
      name.append(words(row.name));
      figure.className = "number";
      figure.textContent = formats[panel.kind](value);
    }
    return box;
  }
  function turnName(turn) {
    const date = words(data.turns[turn]);
    if (turn === 0) return date;
    return lang() === "ko" ? `${turn}턴, ${date}` : `turn ${turn}, ${date}`;
  }
  function draw(element) {
    const panel = data.panels[Number(element.dataset.panel)], k = scale();
    drawn.get(element)?.dispose();
    const chart = echarts.init(element, null, { renderer: "svg" });
    const option = fill(panel.option, "", k);
    option.animation = false; // motion explains a change; a page that opens has none
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    option.tooltip = {
      ...option.tooltip, confine: true, backgroundColor: colour("raised"), borderColor: colour("ctl"), borderWidth: 1,
      padding: 8 * k, extraCssText: "box-shadow:none;border-radius:3px", transitionDuration: 0,
      axisPointer: { lineStyle: { color: colour("ctl"), type: "dotted" }, ...option.tooltip.axisPointer },
      formatter: (items) => tip(panel, items),
    };
    chart.setOption(option);
    drawn.set(element, chart);
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting && !drawn.has(entry.target)) draw(entry.target);
  }, { rootMargin: "300px" });
  const sized = new ResizeObserver((entries) => {
    for (const entry of entries) drawn.get(entry.target)?.resize();
  });
  for (const element of document.querySelectorAll(".chart")) { seen.observe(element); sized.observe(element); }
  addEventListener("beforeprint", () => {
    for (const element of document.querySelectorAll(".chart")) if (!drawn.has(element)) draw(element);
  });

  // ---- numbers of a figure, on demand
  function numbers(details) {
    details.querySelector(".scroll")?.remove();
    const box = document.createElement("div");
    box.className = "scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", lang() === "ko" ? "표" : "Table");
    for (const id of details.dataset.panels.split(" ")) {
      const panel = data.panels[Number(id)], table = document.createElement("table");
      const caption = document.getElementById(`panel-${id}`);
      if (caption) {
        const title = table.createCaption();
        title.textContent = [...caption.querySelectorAll(`span[lang="${lang()}"]`)].pop()?.textContent ?? caption.textContent;
        title.style.cssText = "text-align:left;font-weight:700;padding-top:.75rem";
      }
      const head = table.createTHead().insertRow();
      const first = panel.x === "turns" ? (lang() === "ko" ? "턴" : "Turn") : "";
      for (const text of [first, ...panel.rows.map((row) => words(row.name))]) {
        const cell = document.createElement(text ? "th" : "td");
        if (text) cell.scope = "col";
        cell.textContent = text;
        head.append(cell);
      }
      const body = table.createTBody();
      names(panel).forEach((name, at) => {
        const line = body.insertRow(), label = document.createElement("th");
        label.scope = "row";
        label.textContent = panel.x === "turns" ? turnName(at) : name;
        line.append(label);
        for (const row of panel.rows) line.insertCell().textContent = formats[panel.kind](row.values[at]);
      });
      box.append(table);
    }
    details.append(box);
  }
  for (const details of document.querySelectorAll(".numbers")) {
    details.addEventListener("toggle", () => { if (details.open) numbers(details); });
  }

  // ---- the mosaic of markets, turn by turn
  const scrub = document.getElementById("mosaic-turn"), markets = data.sections.markets;
  function mosaic() {
    const turn = Number(scrub.value);
    document.getElementById("mosaic-date").textContent = turnName(turn);
    scrub.setAttribute("aria-valuetext", turnName(turn));
    for (const cluster of document.querySelectorAll(".cluster")) {
      const dealt = (at) => markets.mosaic[at][Number(cluster.dataset.market)].flatMap((n, e) => Array(n).fill(markets.order[e]));
      const now = dealt(turn), before = dealt(0);
      cluster.querySelectorAll(".hex").forEach((hex, i) => {
        hex.setAttribute("class", `hex ${now[i]}${now[i] === before[i] ? "" : " flipped"}`);
      });
    }
    markets.reach[turn].forEach((share, i) => {
      document.querySelector(`.bar [data-stack="${i}"]`).style.flexGrow = Math.max(share, 0);
      const figure = document.querySelector(`.figures [data-stack="${i}"]`);
      figure.querySelector("b").textContent = formats.share(share);
      figure.querySelector(".change").textContent = points(share - markets.reach[0][i]);
    });
  }
  if (scrub && markets) { scrub.addEventListener("input", mosaic); mosaic(); }

  // ---- the filter of inputs
  const filter = document.getElementById("input-filter");
  function sift() {
    const text = filter.querySelector("input[type=search]").value.trim().toLowerCase();
    const levels = new Set([...filter.querySelectorAll("input:checked")].map((box) => box.value));
    const rows = [...document.querySelectorAll("#inputs-table tbody tr")];
    let shown = 0;
    for (const row of rows) {
      row.hidden = !levels.has(row.dataset.confidence) || !row.textContent.toLowerCase().includes(text);
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById("input-count").textContent =
      lang() === "ko" ? `${rows.length}개 중 ${shown}개 표시` : `${shown} of ${rows.length} shown`;
  }
  if (filter) {
    filter.addEventListener("input", sift);
    filter.addEventListener("submit", (event) => event.preventDefault());
    sift();
  }

  // ---- language and theme
  const kept = (key, value) => {
    try { return value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value); } catch { return null; }
  };
  function redraw() {
    for (const element of [...drawn.keys()]) draw(element);
  }
  function speak(code) {
    root.lang = code;
    document.title = words(data.title);
    for (const element of document.querySelectorAll("[data-aria-label-en]")) {
      element.setAttribute("aria-label", element.getAttribute(`data-aria-label-${code}`));
    }
    for (const button of document.querySelectorAll("button[data-lang]")) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === code));
    }
    for (const details of document.querySelectorAll(".numbers[open]")) numbers(details);
    if (filter) sift();
    if (scrub && markets) mosaic();
    redraw();
  }
  function paint(theme) {
    root.dataset.theme = theme;
    for (const button of document.querySelectorAll("button[data-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
    }
    redraw();
  }
  for (const button of document.querySelectorAll("button[data-lang]")) {
    button.addEventListener("click", () => { kept("techrace-lang", button.dataset.lang); speak(button.dataset.lang); });
  }
  for (const button of document.querySelectorAll("button[data-theme]")) {
    button.addEventListener("click", () => { kept("techrace-theme", button.dataset.theme); paint(button.dataset.theme); });
  }
  dark.addEventListener("change", redraw);
  const asked = new URLSearchParams(location.hash.slice(1));
  speak(asked.get("lang") ?? kept("techrace-lang") ?? root.lang);
  paint(asked.get("theme") ?? kept("techrace-theme") ?? "auto");
})();
