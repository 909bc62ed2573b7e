import { readFileSync, writeFileSync } from "node:fs";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { clients } from "./clients.js";
import type { Results } from "./results.js";

// Draws bench/results.svg of bench/results.json: of each ratio a dot for the median and a line between the quartiles.
// It is a program, so that nothing else needs what draws.
const { figures } = JSON.parse(readFileSync("bench/results.json", "utf8")) as Results;

const shown: Record<string, string> = {
  "https small 1 cpu": "CPU of a call over HTTPS",
  "https small 1 p50": "p50 of a call over HTTPS",
  "https small 16 cpu": "CPU of a call, 16 at once",
  "memory heap": "heap of a call",
  "stub cpu": "CPU of the client's own code (openapi-fetch = 1)",
  "cold ready_cpu": "CPU to import and make it (Node = 1)",
};

const values = Object.entries(shown).flatMap(([figure, title]) =>
  clients.flatMap(({ name, title: client, ours }) => {
    const ratio = figures[figure]?.[name]?.ratio;
    if (ratio === undefined) return [];
    const [low, median, high] = ratio;
    return [
      {
        figure: title,
        client: client.replaceAll("`", ""),
        whose: ours ? "this package" : "others",
        low,
        median,
        high,
      },
    ];
  }),
);
const y = {
  field: "client",
  type: "nominal",
  sort: clients.map(({ title }) => title.replaceAll("`", "")),
  title: null,
} as const;
const color = {
  field: "whose",
  type: "nominal",
  title: null,
  scale: { domain: ["this package", "others"], range: ["#d9480f", "#495057"] },
  legend: { orient: "top" },
} as const;
const scale = { type: "log", nice: false } as const;
const spec: TopLevelSpec = {
  background: "white",
  padding: 12,
  title: { text: "Times what native fetch takes: median and quartiles. Less is better.", offset: 12 },
  data: { values },
  facet: {
    field: "figure",
    type: "nominal",
    title: null,
    sort: Object.values(shown),
    header: { labelFontWeight: "bold" },
  },
  columns: 2,
  spec: {
    width: 260,
    height: { step: 17 },
    layer: [
      { mark: { type: "rule", color: "#adb5bd", strokeDash: [3, 3] }, encoding: { x: { datum: 1 } } },
      {
        mark: { type: "rule", strokeWidth: 3, opacity: 0.4 },
        encoding: {
          x: { field: "low", type: "quantitative", scale, title: null },
          x2: { field: "high" },
          y,
          color,
        },
      },
      {
        mark: { type: "point", filled: true, size: 60, opacity: 1 },
        encoding: { x: { field: "median", type: "quantitative", scale, title: null }, y, color },
      },
      {
        mark: { type: "text", align: "left", dx: 7, dy: -6, fontSize: 9 },
        encoding: {
          x: { field: "median", type: "quantitative", scale, title: null },
          y,
          text: { field: "median", format: ".2f" },
        },
      },
    ],
  },
  resolve: { scale: { x: "independent" } },
  config: { view: { stroke: "#dee2e6" } },
};
writeFileSync("bench/results.svg", await new View(parse(compile(spec).spec), { renderer: "none" }).toSVG());
