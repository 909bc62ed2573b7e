// No call keeps a process from ending.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { ClientConfig } from "../../../src/index.js";
import { credentials } from "../../contract/caller.js";
import { ids } from "./callers.js";
import { answer, faults, refuse, startServer, type Behaviour } from "./fault-server.js";

interface Run {
  /** How the calls ended. */
  ended: string;
  /** The exit code of the process. */
  code: number;
  /** The milliseconds that it stayed on. */
  lingered: number;
}

/** Makes the calls at once in a process of its own, over the platform's fetch and over nodeFetch. */
async function runAlone(calls: readonly { config: ClientConfig; abort_after: number }[]): Promise<Run> {
  const program = `
    import { Agent } from "node:http";
    import { B2BClient } from "./src/index.ts";
    import { nodeFetch } from "./src/node-fetch.ts";
    const agent = new Agent({ keepAlive: true });
    const calls = [undefined, nodeFetch({ agent })].flatMap((fetch) =>
      ${JSON.stringify(calls)}.map(({ config, abort_after }) =>
        new B2BClient({ ...config, fetch }).organizations.members
          .delete(${JSON.stringify(ids)}, { signal: AbortSignal.timeout(abort_after) })
          .then(() => "success", (error) => error.code ?? error.name)));
    const ended = (await Promise.all(calls)).join(", ");
    const last = performance.now();
    // Here, for a busy machine may take its time to clear the process away.
    process.on("exit", (code) => console.log(JSON.stringify({ ended, code, lingered: performance.now() - last })));`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program]);
  const [said, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(complaints).toBe("");
  return JSON.parse(said) as Run;
}

it("lets a process end by itself within a second of its last call, however the calls ended", async () => {
  const retryLater = refuse(429, "too_many_requests", { "Retry-After": 60 });
  const late = 30_000;
  const situations: readonly (readonly [string, Behaviour, ClientConfig, number])[] = [
    ["success", answer(200), {}, late],
    ["StytchError", answer(404, "{}"), {}, late],
    ["timeout", faults["hangs before the headers"], { timeout: 50 }, late],
    ["timeout", faults["hangs in the body"], { timeout: 50 }, late],
    ["invalid_response", faults["floods its body"], { max_response_bytes: 9 }, late],
    ["unexpected_redirect", answer(302, "", { "Content-Length": 9 }), {}, late],
    ["aborted", retryLater, {}, 500],
    ["aborted", faults["hangs in the body"], {}, 500],
  ];
  const calls = situations.map(async ([, behaviour, config, abort_after]) => {
    const { url } = await startServer(behaviour);
    return { config: { ...credentials, ...config, custom_base_url: url }, abort_after };
  });
  const { ended, code, lingered } = await runAlone(await Promise.all(calls));
  expect(ended).toBe([...situations, ...situations].map(([expected]) => expected).join(", "));
  expect(code).toBe(0);
  expect(lingered).toBeLessThan(1000);
});
