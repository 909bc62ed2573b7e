import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Seen } from "./expected.js";

export type Format = "import" | "require";

/** Why a runtime is not to be had here: it was not tried, so it neither passed nor failed. */
export class NotHad extends Error {}

/** Where one runtime runs, in one format. */
export interface Site {
  format: Format;
  /** A fresh folder outside the tree with the package in its `node_modules`, and nothing else. */
  folder: string;
  /** Where the API is. */
  url: string;
  /** The folder into whose `node_modules` the runtimes are installed. */
  tools: string;
}

const heads: Record<Format, string> = {
  import: `import * as client from "stytch-b2b-members";
import * as entry from "stytch-b2b-members/fetch";
import * as testing from "stytch-b2b-members/testing";`,
  require: `const client = require("stytch-b2b-members");
const entry = require("stytch-b2b-members/fetch");
const testing = require("stytch-b2b-members/testing");`,
};

/** Ways to hand on what `run()` resolves to. */
export const print = "run().then((seen) => console.log(JSON.stringify(seen)));";

/** Writes the program of checks, which ends with what is done with its `run()`. */
export function writeProgram(
  { folder, format, url }: Pick<Site, "folder" | "format" | "url">,
  ending: string,
  { name = format === "import" ? "main.mjs" : "main.cjs", flags = {} } = {},
): string {
  const checks = readFileSync(join(import.meta.dirname, "checks.js"), "utf8").replace("export ", "");
  const given = `{ client, entry, testing, url: ${JSON.stringify(url)}, flags: ${JSON.stringify(flags)} }`;
  const file = join(folder, name);
  writeFileSync(file, [heads[format], checks, `const run = () => check(${given});`, ending, ""].join("\n"));
  return file;
}

/** A file of what was installed. */
export function findTool({ tools }: Pick<Site, "tools">, path: string): string {
  const file = join(tools, "node_modules", path);
  if (existsSync(file)) return file;
  throw new NotHad(`nothing installed for ${process.platform} ${process.arch}`);
}

/** A module of what was installed. */
export function loadTool<Module>(site: Pick<Site, "tools">, name: string): Module {
  findTool(site, name);
  return createRequire(join(site.tools, "package.json"))(name) as Module;
}

/** What a command printed; throws with all of it where the command fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(command, args, {
    cwd,
    env: { ...process.env, ...env },
    // What hangs has failed.
    timeout: 180_000,
  });
}

/** What a program that prints it has seen. A warning fails it. */
export async function runProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const { stdout, stderr } = await runCommand(command, args, cwd, env);
  if (stderr !== "") throw new Error(`It runs, but says: ${stderr}`);
  return JSON.parse(stdout) as Seen;
}
