import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bareNode, clients } from "./clients.js";

const modules = "bench/node_modules";
/** Where everything lies that is made for a run. */
export const work = join(modules, ".work");
/** The program of a client, as it is run: its imports stay imports, as in a program of one's own. */
export const fileOf = (name: string): string => resolve(work, "clients", `${name}.js`);

/** Installs what is compared with, in bench/ alone, where it is missing or older than the lock file. */
export function install(): void {
  const [lock, installed] = ["bench/package-lock.json", join(modules, ".package-lock.json")] as const;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing the other clients into bench/node_modules …");
  npm("ci", "--prefix", "bench", "--ignore-scripts", "--no-audit", "--no-fund");
}

/** Builds the package, generates the client of hey-api, and compiles what the processes run. */
export async function prepare(): Promise<void> {
  npm("run", "build");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  // As an installed package: by its exports, and with its own dependencies.
  rmSync(join(modules, "stytch-b2b-members"), { force: true });
  symlinkSync(resolve("."), join(modules, "stytch-b2b-members"), "junction");
  const generated = join(modules, "hey-api-client");
  run(process.execPath, heyApi("generated/openapi.json", generated));
  writeFileSync(
    join(generated, "package.json"),
    JSON.stringify({
      name: "hey-api-client",
      type: "module",
      sideEffects: false,
      exports: {
        ".": { types: "./index.ts", default: "./dist/index.js" },
        "./client": { types: "./client/index.ts", default: "./dist/client/index.js" },
      },
    }),
  );
  const common = { bundle: true, platform: "node", format: "esm", target: "node20" } as const;
  const entryPoints = ["index.ts", "client/index.ts"].map((name) => join(generated, name));
  await build({ ...common, entryPoints, outdir: join(generated, "dist"), splitting: true });
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "bench"]);
  const names = ["measure", "cold", ...[bareNode, ...clients].map(({ name }) => `clients/${name}`)];
  await build({
    ...common,
    packages: "external",
    entryPoints: names.map((name) => `bench/${name}.ts`),
    outdir: work,
  });
}

/**
 * The arguments by which hey-api generates a client, without the process that its command adds. A path that is not
 * absolute would name a document in its registry.
 */
export function heyApi(document: string, folder: string): string[] {
  const program = join(modules, "@hey-api/openapi-ts/dist/run.mjs");
  const flags = ["--client", "@hey-api/client-fetch", "--silent", "--no-log-file"];
  return [program, "--input", resolve(document), "--output", folder, ...flags];
}

/** npm itself, started the same way on every platform. */
export function npm(...args: string[]): void {
  const script = process.env["npm_execpath"];
  if (script === undefined) run("npm", args);
  else run(process.execPath, [script, ...args]);
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
}
