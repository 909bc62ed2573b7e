import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { clients } from "./clients.js";
import type { Generation } from "./generation.js";
import { writePage } from "./page.js";
import type { Figures } from "./samples.js";

/** What bench/results.json holds. */
export interface Results {
  machine: { cores: number; platform: string; node: string };
  /** Of what is compared, by package. */
  versions: Record<string, string>;
  /** How often each figure was measured. */
  rounds: Record<string, number>;
  figures: Figures;
  /** Of `--generate`, which is a run of its own. */
  generation?: Generation;
}

const file = "bench/results.json";

export function readResults(): Results | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
}

export const writeResults = (results: Results): Promise<void> => writePage(file, JSON.stringify(results));

export function describeMachine(): Results["machine"] {
  return { cores: availableParallelism(), platform: process.platform, node: process.versions.node };
}

export function listVersions(): Results["versions"] {
  const names = clients.flatMap(({ package: name }) => name ?? []);
  return {
    "undici in Node": process.versions.undici!,
    ...Object.fromEntries(names.map((name) => [name, readVersion(name)])),
  };
}

function readVersion(name: string): string {
  const folder = [`bench/node_modules/${name}`, `node_modules/${name}`].find((each) => existsSync(each))!;
  return JSON.parse(readFileSync(`${folder}/package.json`, "utf8")).version;
}
