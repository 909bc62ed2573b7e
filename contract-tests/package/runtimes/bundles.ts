import { rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { inBrowser } from "./browser.js";
import type { Seen } from "./expected.js";
import { loadTool, print, runProgram, writeProgram, type Site } from "./site.js";

interface Order {
  entry: string;
  outfile: string;
  target: "node" | "browser";
}

/** Makes one file of a program. A warning is an error. */
type Bundler = (site: Site, order: Order) => Promise<void>;

export const esbuild: Bundler = async (_, { entry, outfile, target }) => {
  const format = target === "node" && entry.endsWith(".cjs") ? "cjs" : "esm";
  const { warnings } = await build({
    entryPoints: [entry],
    outfile,
    platform: target,
    format,
    bundle: true,
    logLevel: "silent",
  });
  refuseWarnings(warnings.map(({ text }) => text));
};

interface Webpack {
  (
    options: object,
    done: (
      error: Error | null,
      stats?: { toJson: () => Record<"errors" | "warnings", { message: string }[]> },
    ) => void,
  ): void;
}

export const webpack: Bundler = async (site, { entry, outfile, target }) => {
  const run = loadTool<Webpack>(site, "webpack");
  const output = { path: dirname(outfile), filename: basename(outfile) };
  const options = { entry, output, target: target === "node" ? "node" : "web", mode: "production" };
  const { errors, warnings } = await new Promise<Record<"errors" | "warnings", { message: string }[]>>(
    (resolve, reject) => run(options, (error, stats) => (stats ? resolve(stats.toJson()) : reject(error!))),
  );
  refuseWarnings([...errors, ...warnings].map(({ message }) => message));
};

interface Rollup {
  rollup: (options: object) => Promise<{ write: (output: object) => Promise<unknown> }>;
}

export const rollup: Bundler = async (site, { entry, outfile, target }) => {
  const [resolve, commonjs] = ["node-resolve", "commonjs"].map((name) =>
    loadTool<(options?: object) => unknown>(site, `@rollup/plugin-${name}`),
  );
  const warnings: string[] = [];
  const bundle = await loadTool<Rollup>(site, "rollup").rollup({
    input: entry,
    plugins: [resolve!({ browser: target === "browser" }), commonjs!()],
    onwarn: ({ message }: Error) => warnings.push(message),
  });
  await bundle.write({ file: outfile, format: outfile.endsWith(".cjs") ? "cjs" : "es" });
  refuseWarnings(warnings);
};

function refuseWarnings(warnings: readonly string[]): void {
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
}

/** Runs a bundle in Node, where the package is no longer to be found. */
export const bundledForNode =
  (bundle: Bundler) =>
  async (site: Site): Promise<Seen> => {
    const entry = writeProgram(site, print);
    // webpack writes CommonJS, whatever it reads.
    const isModule = site.format === "import" && bundle !== webpack;
    const outfile = join(site.folder, "out", isModule ? "bundle.mjs" : "bundle.cjs");
    await bundle(site, { entry, outfile, target: "node" });
    rmSync(join(site.folder, "node_modules"), { recursive: true });
    return runProgram(process.execPath, [outfile], site.folder);
  };

export const bundledForBrowser = (bundle: Bundler) => (site: Site) =>
  inBrowser(site, async (url) => {
    const flags = { dangerously_allow_browser: true };
    const entry = writeProgram({ ...site, url }, "globalThis.seen = run();", { flags });
    await bundle(site, { entry, outfile: join(site.folder, "bundle.js"), target: "browser" });
    return '<script type="module" src="/bundle.js"></script>';
  });
