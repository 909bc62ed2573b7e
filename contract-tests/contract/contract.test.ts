// The client and the mock agree on every obligation of the description.
import { afterAll, describe, expect, inject, it } from "vitest";
import { document } from "./cases.js";
import { listChecks } from "./checks/index.js";
import { startStub } from "./servers/stub.js";
import type { World } from "./world.js";

const stub = await startStub();
afterAll(() => stub.close());

/** The client, Prism on the same bytes, and nothing between them. */
const world: World = { document, mock_url: inject("mock_url"), stub, wire: (fetch) => fetch };

// `npm run test:checks` leaves out one kind.
const groups = [...listChecks(document)].filter(({ kind }) => kind !== process.env["CONTRACT_WITHOUT"]);
const operationIds = new Set(groups.map(({ operationId }) => operationId));

describe.for([...operationIds].map((id) => [id ?? "every operation", id] as const))(
  "%s",
  ([, operationId]) => {
    const own = groups.filter((group) => group.operationId === operationId);
    describe.for(own.map(({ kind, checks }) => [kind, checks] as const))("%s", ([kind, checks]) => {
      it.for(checks.map(({ title, run }) => [title, run] as const))("%s", async ([, run], { listener }) => {
        expect.hasAssertions();
        await run({ ...world, kind, listener });
      });
    });
  },
);
