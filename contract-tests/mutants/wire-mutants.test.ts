import { afterAll, describe, expect, inject, it } from "vitest";
import type { Fetch } from "../../src/index.js";
import { startAnswerServer } from "../answer-server.js";
import { listChecks } from "../checks/index.js";
import { listObligations } from "../coverage/obligations.js";
import { document, operations, type OperationCase } from "../spec.js";
import { findKiller } from "./killer.js";
import { wireMutants } from "./wire-mutants.js";

const answers = await startAnswerServer();
afterAll(() => answers.close());

const obligations = new Set(listObligations(document).map(({ id }) => id));
const idOf = ({ operationId }: OperationCase, detail: string): string => `${operationId}: ${detail}`;

it("breaks nothing that does not have to be covered", () => {
  const pointless = wireMutants.filter(({ breaks }) =>
    operations.every((operation) => !obligations.has(idOf(operation, breaks(operation)))),
  );
  expect(pointless).toEqual([]);
});

describe.for(operations.map((operation) => [operation.operationId, operation] as const))(
  "%s",
  ([operationId, operation]) => {
    const checks = listChecks(document, operationId);
    const path = new RegExp(`${operation.path.replace(/\{\w+\}/g, "[^/]+")}$`);
    const isOwn = (url: string, { method }: RequestInit): boolean =>
      method === operation.method && path.test(new URL(url).pathname);
    const world = (fault: (fetch: Fetch) => Fetch) => ({
      document,
      mock_url: inject("mock_url"),
      answers,
      counts: false,
      fault,
    });
    // What an operation has no place for cannot go wrong there.
    const mutants = wireMutants
      .map(({ name, breaks, fault }) => ({ name, id: idOf(operation, breaks(operation)), fault }))
      .filter(({ id }) => obligations.has(id));

    it("is noticed by nothing without a fault", async () => {
      expect(
        await findKiller(
          checks,
          world((fetch) => fetch),
        ),
      ).toBeUndefined();
    });

    it.for(mutants.map((mutant) => [mutant.name, mutant] as const))(
      "is noticed with %s",
      async ([name, { id, fault }], { task }) => {
        const killer = await findKiller(
          checks,
          world((fetch) => {
            const spoiled = fault(fetch);
            return (url, init) => (isOwn(url, init) ? spoiled : fetch)(url, init);
          }),
        );
        task.meta.mutant = {
          kind: "wire",
          name: `${operationId}: ${name}`,
          breaks: [id],
          killers: [killer ?? []].flat(),
          widening: false,
        };
        expect(killer, `${name} was noticed by nothing`).toBeDefined();
      },
    );
  },
);
