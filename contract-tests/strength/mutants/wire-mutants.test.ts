// A wire that spoils one thing between client and mock is noticed.
import { afterAll, describe, expect, inject, it } from "vitest";
import { startStub } from "../../contract/servers/stub.js";
import { listChecks } from "../../contract/checks/index.js";
import { document, findOperation, operations } from "../../contract/cases.js";
import type { World } from "../../contract/world.js";
import { findKiller } from "./killer.js";
import { listWireMutants } from "./wire-mutants.js";

const stub = await startStub();
afterAll(() => stub.close());

describe.for(operations.map((operation) => [operation.operationId, operation] as const))(
  "%s",
  ([operationId, operation]) => {
    // What judges a body as it is printed has no wire.
    const checks = [...listChecks(document, operationId)].filter(({ kind }) => kind !== "golden bodies");
    const isOwn = (url: string, { method }: RequestInit): boolean =>
      findOperation(operations, method, new URL(url).pathname) === operation;
    const world = (wire: World["wire"]): World => ({ document, mock_url: inject("mock_url"), stub, wire });
    const mutants = listWireMutants(document, operation);

    it("is noticed by nothing when nothing is spoiled", async () => {
      expect(
        await findKiller(
          checks,
          world((fetch) => fetch),
        ),
      ).toBeUndefined();
    });

    it.for(mutants.map((mutant) => [mutant.name, mutant] as const))(
      "is noticed with %s",
      async ([name, { spoil, noticed_by = "" }], { task }) => {
        const killer = await findKiller(
          checks,
          world((fetch) => {
            const spoiled = spoil(fetch);
            return (url, init) => (isOwn(url, init) ? spoiled : fetch)(url, init);
          }),
          (title) => title.includes(noticed_by),
        );
        task.meta.mutant = {
          kind: "wire",
          name: `${operationId}: ${name}`,
          killers: [killer ?? []].flat(),
          widening: false,
        };
        expect(killer, `${name} was noticed by nothing`).toBeDefined();
      },
    );
  },
);
