import { readFileSync } from "node:fs";
import { bareNode, clients, type Client } from "./clients.js";
import { describeGeneration } from "./generation.js";
import type { Results } from "./results.js";
import { baseOf, type Figures } from "./samples.js";
import { toTable, writePage } from "./page.js";
import { judge } from "./targets.js";

const seconds: Record<string, [title: string, unit: string]> = {
  cpu: ["CPU", "µs"],
  p50: ["p50", "µs"],
  p99: ["p99", "µs"],
  per_second: ["calls a second", ""],
};

/** Writes bench/results.md, and the figures that matter into docs/performance.md. */
export async function writeReport(results: Results): Promise<void> {
  await writePage("bench/results.md", render(results));
  await fill("docs/performance.md", `${describeTargets(results)}\n\n${describeRun(results)}`);
  if (results.generation) await fill("docs/generation-cost.md", describeGeneration(results.generation));
}

/** Writes what stands between the two marks of a page. */
async function fill(page: string, text: string): Promise<void> {
  const [before, , after] = readFileSync(page, "utf8").split(/<!-- \/?figures -->\n/);
  await writePage(page, `${before}<!-- figures -->\n\n${text}\n\n<!-- /figures -->\n${after}`);
}

function render(results: Results): string {
  const { figures, generation } = results;
  const calls = ["https", "http"].flatMap((protocol) =>
    Object.entries(seconds).map(([name, [title, unit]]) => {
      const columns = ["small", "large"].flatMap((body) =>
        [1, 16, 64].map((at_once) => [`${protocol} ${body} ${at_once} ${name}`, `${body}, ${at_once}`, unit]),
      );
      return `### ${title}, ${protocol}\n\n${tabulate(figures, columns)}`;
    }),
  );
  return `# Results

Written by \`npm run bench\`. [How to read it](README.md).

${describeRun(results)}

## Targets

${describeTargets(results)}

![The ratios](results.svg)

## Calls

By the size of the answer, and by how many calls were made at once.

${calls.join("\n\n")}

## One call

${tabulate(figures, [
  ["memory heap", "heap bytes", ""],
  ["stub cpu", "CPU without a network", "µs"],
])}

## Connections

${tabulate(
  figures,
  [
    ["connections 20", "for 20 calls", ""],
    ["connections 10000", "for 10,000 calls", ""],
  ],
  "value",
)}

## Cold start

Until the client is made, and until its first call over HTTPS has ended.

${tabulate(figures, [
  ["cold ready_ms", "made", "ms"],
  ["cold ready_cpu", "CPU", "ms"],
  ["cold ready_rss", "memory", "MB"],
  ["cold called_ms", "called", "ms"],
  ["cold called_cpu", "CPU", "ms"],
  ["cold called_rss", "memory", "MB"],
])}

## Size

${tabulate(
  figures,
  [
    ["size bytes", "bundle, minified", ""],
    ["size gzip", "gzip", ""],
    ["size instantiations", "type instantiations", ""],
  ],
  "value",
)}

## After 100,000 calls

Ten at once, over HTTP. Before them, 10,000 others were made.

${tabulate(
  figures,
  [
    ["left heap_before", "heap bytes before", ""],
    ["left heap_after", "after", ""],
    ["left open_before", "connections open before", ""],
    ["left open_after", "after", ""],
  ],
  "value",
)}
${generation ? `\n## Generation\n\n${describeGeneration(generation)}\n` : ""}`;
}

/** A row for each client that has one of the figures: what its base took, and the others' ratios to that. */
function tabulate(
  figures: Figures,
  columns: readonly (readonly string[])[],
  of: "ratio" | "value" = "ratio",
): string {
  const cell = (client: Client, [figure = "", , unit = ""]: readonly string[]): string => {
    const found = figures[figure]?.[client.name];
    if (found === undefined) return "";
    if (of === "value" || client.name === baseOf(figure)) return `${round(found.value[1])} ${unit}`;
    const [low, median, high] = found.ratio.map((value) => value.toFixed(2));
    return `${median} (${low}–${high})`;
  };
  const rows = [bareNode, ...clients]
    .map((client) => [client.title, ...columns.map((column) => cell(client, column))])
    .filter(([, ...cells]) => cells.some((text) => text !== ""));
  return toTable(["", ...columns.map(([, title = ""]) => title)], rows);
}

function round(value: number): string {
  return Math.abs(value) < 10
    ? String(Number(value.toPrecision(2)))
    : Math.round(value).toLocaleString("en-US");
}

export function describeTargets({ figures, generation }: Pick<Results, "figures" | "generation">): string {
  const ours = clients.filter((client) => client.ours);
  const rows = judge(figures).map(({ title, most, below, rival, of, reached, isMet }) => {
    const number = (value: number): string => (of === "ratio" ? value.toFixed(2) : round(value));
    const asked = rival === undefined ? "" : `, and below ${below} (${number(rival)})`;
    return [
      title,
      `≤ ${number(most)}${asked}`,
      ...ours.map((client) =>
        reached
          .filter((each) => each.client === client)
          .map(({ value }) => number(value))
          .join(),
      ),
      isMet ? "met" : "not met",
    ];
  });
  if (generation) {
    const taken = generation.tests.seconds;
    rows.push([
      "`npm test`: seconds of tests",
      "≤ 30",
      String(taken),
      "",
      "",
      taken <= 30 ? "met" : "not met",
    ]);
  }
  return toTable(["", "target", ...ours.map(({ title }) => title), ""], rows);
}

function describeRun({ machine, versions, rounds }: Results): string {
  const measured = Object.entries(rounds).map(([what, count]) => `${what} ${count}`);
  return `Node ${machine.node} on ${machine.platform}, ${machine.cores} cores. Rounds: ${measured.join(", ")}. ${Object.entries(
    versions,
  )
    .map(([name, version]) => `${name} ${version}`)
    .join(", ")}.`;
}
