import { build, type BuildOptions } from "esbuild";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import ts from "typescript";
import { readFlags } from "./command/read-flags.js";

readFlags(
  `Usage: npm run build

Writes dist/, which is what users get: each entry as an ES module and as CommonJS, what entries share in files beside them
(a file costs more to load than what is in it), and the declarations, once for both formats.`,
  [],
);

/** The entries by the name that they have in `exports`, and where each comes from. */
const entries = {
  index: "src/index.ts",
  fetch: "src/fetch-client.ts",
  node: "src/node-fetch.ts",
  testing: "src/testing.ts",
  types: "generated/types.ts",
};
const common: BuildOptions = {
  target: "es2022",
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
};

rmSync("dist", { recursive: true, force: true });
await build({
  ...common,
  entryPoints: entries,
  outdir: "dist/esm",
  format: "esm",
  bundle: true,
  splitting: true,
  chunkNames: "shared-[hash]",
  packages: "external",
});
await build({
  ...common,
  entryPoints: readdirSync("dist/esm").flatMap((name) => (name.endsWith(".js") ? `dist/esm/${name}` : [])),
  outdir: "dist/cjs",
  format: "cjs",
  platform: "node",
});
// What is in dist/cjs/ is CommonJS, though the package's own type is module.
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });
// An ES module may take its types from CommonJS, not the other way round.
for (const [name, source] of Object.entries(entries))
  writeFileSync(`dist/esm/${name}.d.ts`, `export * from "../cjs/${source.replace(".ts", ".js")}";\n`);
// Of the declarations, only what an entry leads to is of use.
const written = ts.sys.readDirectory("dist/cjs", [".d.ts"]).map((name) => resolve(name));
const roots = Object.keys(entries).map((name) => `dist/esm/${name}.d.ts`);
const program = ts.createProgram(roots, { module: ts.ModuleKind.NodeNext, types: [], noLib: true });
const reached = new Set(program.getSourceFiles().map(({ fileName }) => resolve(fileName)));
for (const name of written) if (!reached.has(name)) for (const file of [name, `${name}.map`]) rmSync(file);
// The generated types are their own source, but for the word `declare`.
rmSync("dist/cjs/generated/types.d.ts.map");
writeFileSync(
  "dist/cjs/generated/types.d.ts",
  readFileSync("dist/cjs/generated/types.d.ts", "utf8").replace(/\n\/\/# source.*/, "\n"),
);
