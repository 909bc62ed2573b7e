import { afterAll, expect, it } from "vitest";
import { startMock } from "../../../scripts/command/start-mock.js";
import { renderTypes } from "../../../scripts/render/render-types.js";
import { startStub } from "../../contract/servers/stub.js";
import { listChecks, listGoldenChecks } from "../../contract/checks/index.js";
import { listObligations } from "../coverage/obligations.js";
import { caseOf, document } from "../../contract/cases.js";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { World } from "../../contract/world.js";
import { isUsed, observeTypes } from "../coverage/generated-types.js";
import { examplePrograms } from "../coverage/example-programs.js";
import { goldenPrograms } from "../coverage/golden-programs.js";
import { createCompiler } from "../coverage/compiler.js";
import { findKiller } from "./killer.js";
import type { SpecMutant } from "./spec-mutant.js";

const compiler = createCompiler(goldenPrograms);
const examples = createCompiler(examplePrograms);

/** A test for each other API description: the compiler, which costs least, or a check of the client against its mock. */
export async function testSpecMutants(mutants: readonly SpecMutant[]): Promise<void> {
  const stub = await startStub();
  afterAll(() => stub.close());

  it("compiles as it is", async () => {
    const types = renderTypes(document);
    expect([compiler, examples].map((each) => each.findErrorWith(types))).toEqual([undefined, undefined]);
  });

  it.for(mutants.map((mutant) => [mutant.name, mutant] as const))("%s", async ([name, mutant], { task }) => {
    const { widening } = mutant;
    const killer = await findSpecKiller(mutant);
    task.meta.mutant = {
      kind: "spec",
      name,
      killers: [killer ?? []].flat(),
      widening: widening !== undefined,
    };
    expect(killer !== undefined, `what notices it: ${killer ?? "nothing"}`).toBe(widening ?? true);
  });

  async function findSpecKiller({ document: other, operationId, widening }: SpecMutant) {
    const types = renderTypes(other);
    if (compiler.findErrorWith(types) !== undefined) return "tsc";
    // What is new has no golden, and stays an obligation that nothing reaches.
    if (widening === true) {
      const reached = observeTypes(other, isUsed(compiler));
      return listObligations(other).find(
        (each) => each.criterion === "generated type" && !reached.includes(each.id),
      )?.id;
    }
    // A widening leaves what is documented as it was; everything else may follow it.
    const error = widening === undefined ? examples.findErrorWith(types) : undefined;
    if (error !== undefined) return `the description's examples: ${error}`;
    const checks = widening !== undefined ? listGoldenChecks(operationId) : listChecks(other, operationId);
    const mock = await startMock(pick(other, operationId));
    const world: World = { document: other, mock_url: mock.url, stub, wire: (fetch) => fetch };
    return findKiller(checks, world).finally(mock.close);
  }
}

/** What a mock has to answer for: the path of an operation, wherever it may be now. A mock of all takes long to start. */
function pick({ paths, ...rest }: OpenApiDocument, operationId: string): OpenApiDocument {
  const { path: own } = caseOf(document, operationId)!;
  const isOther = (path: string): boolean => path !== own && path in document.paths;
  return {
    ...rest,
    paths: Object.fromEntries(Object.entries(paths).filter(([path]) => !isOther(path))),
  };
}
