import { modules } from "./browser.js";
import { bundledForBrowser, bundledForNode, esbuild, rollup, webpack } from "./bundles.js";
import { bun, deno, jest, node } from "./commands.js";
import { eslint, everyEntry, mainEntry } from "./eslint.js";
import { saysWhatIsMissing, worksInBrowser, type Seen } from "./expected.js";
import { next } from "./next.js";
import type { Format, Site } from "./site.js";
import { edge, workerd } from "./workers.js";

export interface Runtime {
  name: string;
  formats: readonly Format[];
  run: (site: Site) => Promise<Seen>;
  /** What is to be seen, where it is not that everything works. */
  expected?: Seen;
  /** In one or two words, what that comes to; without them, it works. */
  outcome?: string;
  /** What the table says of it beyond that. */
  remark?: string;
}

const both: readonly Format[] = ["import", "require"];

/** Whatever the package is run in. A new one is a line here, and a function that runs the program in it. */
export const runtimes: readonly Runtime[] = [
  { name: "Node 20.19", formats: both, run: node("20.19"), remark: "the oldest that is supported" },
  { name: "Node 22.11", formats: both, run: node("22.11"), remark: "cannot require ES modules" },
  { name: "Node 22.23", formats: both, run: node("22.23") },
  { name: "Node 24.21", formats: both, run: node("24.21") },
  { name: "Node 26.10", formats: both, run: node("26.10") },
  { name: "Deno 2.9", formats: both, run: deno },
  { name: "Bun 1.4", formats: both, run: bun },
  { name: "workerd, dated 2024-03-03", formats: both, run: workerd("2024-03-03") },
  { name: "workerd, dated 2026-11-17", formats: both, run: workerd("2026-11-17") },
  { name: "edge-runtime 4.0", formats: both, run: edge },
  {
    name: "Chromium",
    formats: ["import"],
    run: modules,
    expected: worksInBrowser,
    remark: "with the flag, through a proxy of its own origin; refused without",
  },
  { name: "Jest 29", formats: ["require"], run: jest("29", "node") },
  { name: "Jest 30", formats: ["require"], run: jest("30", "node") },
  ...["29", "30"].map((version): Runtime => ({
    name: `Jest ${version}, jsdom`,
    formats: ["require"],
    run: jest(version, "jsdom"),
    expected: saysWhatIsMissing,
    outcome: "refused",
    remark: "and with the browser's flag: jsdom has no TextEncoder",
  })),
  ...Object.entries({ esbuild, webpack, rollup }).flatMap(([name, bundler]): Runtime[] => [
    { name: `${name}, for Node`, formats: both, run: bundledForNode(bundler) },
    {
      name: `${name}, for browsers`,
      formats: both,
      run: bundledForBrowser(bundler),
      expected: worksInBrowser,
      remark: "as in Chromium",
    },
  ]),
  { name: "Next.js 16", formats: ["import"], run: next("nodejs") },
  { name: "Next.js 16, edge", formats: ["import"], run: next("edge") },
  {
    name: "ESLint 10, import-x",
    formats: both,
    run: eslint("own"),
    expected: everyEntry,
    remark: "with `createNodeResolver()`: every entry is found",
  },
  {
    name: "ESLint 10, resolver for Node",
    formats: both,
    run: eslint("node"),
    expected: mainEntry,
    outcome: "main entry",
    remark: "not the others: it knows no `exports`",
  },
];
