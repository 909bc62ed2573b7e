import { afterAll, describe, expect, it } from "vitest";
import { renderTypes } from "../../scripts/render-types.js";
import { startMock } from "../../scripts/mock.js";
import { startAnswerServer } from "../answer-server.js";
import { listChecks } from "../checks/index.js";
import { document } from "../spec.js";
import type { World } from "../world.js";
import { findKiller } from "./killer.js";
import { makeSpecMutants } from "./spec-mutants.js";
import { createTypeChecker } from "./type-check.js";

const answers = await startAnswerServer();
afterAll(() => answers.close());

/** The generated client, and what people wrote by hand about the types. */
const findTypeError = createTypeChecker([
  "generated/client.ts",
  "src/b2b-client.ts",
  "contract-tests/golden.ts",
  "contract-tests/types.test.ts",
  "contract-tests/official-sdk-types.test.ts",
]);

const mutants = makeSpecMutants(document);

describe("a change of the description", () => {
  it("is not seen where there is none", async () => {
    expect(findTypeError(await renderTypes(document))).toBeUndefined();
  });

  it.for(mutants.map((mutant) => [mutant.name, mutant] as const))("%s", async ([name, mutant], { task }) => {
    const { breaks, document: changed, widening } = mutant;
    const killers: string[] = [];
    if (findTypeError(await renderTypes(changed)) !== undefined) killers.push("tsc");
    else {
      const mock = await startMock(structuredClone(changed));
      const world: World = {
        document: changed,
        mock_url: mock.url,
        answers,
        counts: false,
        fault: (fetch) => fetch,
      };
      const killer = await findKiller(listChecks(changed), world);
      await mock.close();
      if (killer !== undefined) killers.push(killer);
    }
    task.meta.mutant = { kind: "spec", name, breaks, killers, widening };
    expect(widening || killers.length > 0, `${name} was noticed by nothing`).toBe(true);
  });
});
