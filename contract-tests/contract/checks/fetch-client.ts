import { expect } from "vitest";
import { createFetchClient } from "../../../src/fetch-client.js";
import { toInit } from "../operation/call-values.js";
import { credentials } from "../caller.js";
import type { OperationCase } from "../cases.js";
import { prismViolations, type Exchange } from "../exchange.js";
import { prefer, record } from "../recorder.js";
import type { Check, World } from "../world.js";
import { statusOf } from "../operation/declared-status.js";
import { isRedirect, redirected, titleOf, toldOf } from "./answers.js";
import { claimFacts } from "./expect-valid.js";

/** What each answer is one level down, and what no status declares. */
export function fetchClientChecks({ method, path, safe, least, answers }: OperationCase): Check[] {
  let sent: Exchange[] = [];
  const call = async (world: World, status: number, name?: string) => {
    const { fetch, exchanges } = record(world, prefer(status, name));
    sent = exchanges;
    const config = { ...credentials, custom_base_url: world.mock_url, fetch, max_retries: 0 };
    const send = createFetchClient(config)[method as "DELETE"];
    const result: unknown = await send(path as never, toInit(least) as never);
    expect(exchanges.flatMap(prismViolations)).toEqual([]);
    return result as { data?: unknown; error?: unknown; response: object };
  };
  const fallback = answers.find(({ declared }) => declared === "default");
  return [
    ...answers.map((answer) => ({
      title: `answers ${titleOf(answer)} to createFetchClient`,
      run: async (world: World) => {
        const status = statusOf(answer);
        if (isRedirect(status)) {
          await expect(call(world, status, answer.name)).rejects.toMatchObject(redirected(status, safe));
          claimFacts(world, sent, "status", "example");
          return;
        }
        const { data, error, response } = await call(world, status, answer.name);
        const told = toldOf(status, answer.body);
        expect({ data, error }).toEqual(status < 400 ? { data: answer.body } : { error: told });
        const failed = { may_have_been_applied: status >= 500 && !safe };
        expect(response).toMatchObject({ status, ok: status < 400, ...(status >= 400 && failed) });
        expect("may_have_been_applied" in response).toBe(status >= 400);
        claimFacts(world, sent, "status", "example");
      },
    })),
    ...(fallback === undefined ? [] : [503, 418]).map((status) => ({
      title: `answers an undeclared ${status} by the shape of \`default\``,
      run: async (world: World) => {
        const { error, response } = await call(world, status);
        // The status of the answer, never the one that a body claims.
        expect(error).toEqual({ ...toldOf(status, fallback!.body), status_code: status });
        expect(response).toMatchObject({ status });
        claimFacts(world, sent, "undeclared status");
      },
    })),
  ];
}
