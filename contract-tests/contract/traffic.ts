import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Exchange } from "./exchange.js";
import { createHar, toEntry, type HarEntry } from "./har.js";

/** Where a run writes what passed the wire, if anybody asked for it. */
const file = process.env["CONTRACT_HAR"];
/** Each process of a run adds its lines here. */
const lines = `${file}.tmp`;

/** Keeps an exchange for the HAR of the run. */
export function keepTraffic(exchange: Exchange): void {
  if (file === undefined) return;
  // Only the suite asks a mock for an answer, and only a mock says what it objects to.
  const { prefer: _, ...headers } = exchange.headers;
  const { "sl-violations": __, ...response_headers } = exchange.response_headers;
  const entry = toEntry({ ...exchange, headers, response_headers }, new Date(), 0);
  appendFileSync(lines, `${JSON.stringify(entry)}\n`);
}

// Stands in vitest.config.ts: begins before the first test and ends after the last.
export default function setup(): (() => void) | undefined {
  if (file === undefined) return undefined;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(lines, { force: true });
  return () => {
    const text = existsSync(lines) ? readFileSync(lines, "utf8") : "";
    const entries = text.split("\n").filter((line) => line !== "");
    writeFileSync(
      file,
      `${JSON.stringify(createHar(entries.map((line) => JSON.parse(line) as HarEntry)))}\n`,
    );
    rmSync(lines, { force: true });
  };
}
