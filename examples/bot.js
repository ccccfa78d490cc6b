// A program as a policy: techrace run --policy korea=exec:examples/bot.js

let seat = "";

require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const told = JSON.parse(line);
  if (told.kind === "start") {
    seat = told.seat; // a new game: who am I?
    return;
  }
  const tariff = {};
  for (const [state, orders] of Object.entries(told.orders)) {
    if (state !== seat) tariff[state] = (orders.tariff?.[seat] ?? 0) / 2;
  }
  const hot = told.figures.valuation_gap < 0; // my own figure: prices have outrun earnings
  const orders = { tariff, prudence: hot ? 0.8 : 0.2, shift: { science: 0.05 } };
  console.log(JSON.stringify({ orders }));
});
