import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Seen } from "./expected.js";
import { findTool, print, runCommand, runProgram, writeProgram, type Site } from "./site.js";

const exe = process.platform === "win32" ? ".exe" : "";

export const node =
  (version: string) =>
  async (site: Site): Promise<Seen> =>
    runProgram(findTool(site, `node-${version}/bin/node${exe}`), [writeProgram(site, print)], site.folder);

export async function deno(site: Site): Promise<Seen> {
  const platform = { darwin: "darwin", win32: "win32" }[process.platform as string] ?? "linux";
  const libc = platform === "linux" ? "-glibc" : "";
  const binary = findTool(site, `@deno/${platform}-${process.arch}${libc}/deno${exe}`);
  const { host } = new URL(site.url);
  // What is required is read from a file, what is imported is loaded without being asked for.
  const reads = site.format === "require" ? ["--allow-read"] : [];
  const args = [
    "run",
    "--no-prompt",
    "--no-remote",
    `--allow-net=${host}`,
    ...reads,
    writeProgram(site, print),
  ];
  return runProgram(binary, args, site.folder, {
    DENO_DIR: join(site.folder, "cache"),
    DENO_NO_UPDATE_CHECK: "1",
  });
}

export async function bun(site: Site): Promise<Seen> {
  const platform = { darwin: "darwin", win32: "windows" }[process.platform as string] ?? "linux";
  const arch = process.arch === "arm64" ? "aarch64" : process.arch;
  const binary = findTool(site, `@oven/bun-${platform}-${arch}/bin/bun${exe}`);
  return runProgram(binary, ["--no-install", writeProgram(site, print)], site.folder);
}

/** Jest with its defaults, in an environment of its own or in jsdom. */
export const jest =
  (version: string, environment: "node" | "jsdom") =>
  async (site: Site): Promise<Seen> => {
    const file = join(site.folder, "seen.json");
    const ending = `test("runs", async () =>
      require("node:fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(await run())));`;
    const flags = environment === "jsdom" ? { dangerously_allow_browser: true } : {};
    writeProgram(site, ending, { name: "main.test.js", flags });
    writeFileSync(join(site.folder, "package.json"), "{}");
    const jsdom = `jest-environment-jsdom-${version}`;
    const env = environment === "node" ? "node" : findTool(site, jsdom);
    const script = findTool(site, `jest-${version}/bin/jest.js`);
    await runCommand(process.execPath, [script, "--env", env, "--watchman=false"], site.folder);
    return JSON.parse(readFileSync(file, "utf8")) as Seen;
  };
