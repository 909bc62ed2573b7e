import { afterAll, describe, expect, inject, it } from "vitest";
import type { Fetch } from "../../src/index.js";
import { startAnswerServer } from "../answer-server.js";
import { listChecks } from "../checks/index.js";
import { listObligations } from "../coverage/obligations.js";
import { document, operations } from "../spec.js";
import { findKiller } from "./killer.js";
import { wireMutants } from "./wire-mutants.js";

const answers = await startAnswerServer();
afterAll(() => answers.close());

const known = new Set(listObligations(document).map(({ id }) => id));
const checks = listChecks(document);

it("notices nothing when nothing is wrong", async () => {
  const world = {
    document,
    mock_url: inject("mock_url"),
    answers,
    counts: false,
    fault: (fetch: Fetch) => fetch,
  };
  expect(await findKiller(checks, world)).toBeUndefined();
});

describe.for(operations.map((operation) => [operation.operationId, operation] as const))(
  "%s",
  ([, operation]) => {
    const { operationId, method, path } = operation;
    const own = new RegExp(`${path.replace(/\{\w+\}/g, "[^/]+")}$`);
    const mutants = wireMutants
      .map(({ breaks, ...mutant }) => ({
        ...mutant,
        breaks: breaks(operation)
          .map((detail) => `${operationId}: ${detail}`)
          .filter((id) => known.has(id)),
      }))
      // What an operation has no place for cannot go wrong there.
      .filter(({ breaks }) => breaks.length > 0);

    it.for(mutants.map((mutant) => [mutant.name, mutant] as const))(
      "is noticed with %s",
      async ([name, { breaks, fault }], { task }) => {
        const killer = await findKiller(
          checks.filter(({ title }) => title.includes(operationId)),
          {
            document,
            mock_url: inject("mock_url"),
            answers,
            counts: false,
            fault: (fetch) => {
              const spoiled = fault(fetch);
              const isOwn = (url: string, init: RequestInit): boolean =>
                init.method === method && own.test(new URL(url).pathname);
              return (url, init) => (isOwn(url, init) ? spoiled(url, init) : fetch(url, init));
            },
          },
        );
        task.meta.mutant = {
          kind: "wire",
          name: `${operationId}: ${name}`,
          breaks,
          killers: [killer ?? []].flat(),
          widening: false,
        };
        expect(killer, `${name} was noticed by nothing`).toBeDefined();
      },
    );
  },
);
