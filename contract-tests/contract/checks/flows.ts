import { expect } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { flatten } from "../call-values.js";
import { listOperationCases, type OperationCase } from "../cases.js";
import { fillParameters, listLinks } from "../links.js";
import { record } from "../recorder.js";
import { createDirectory } from "../servers/directory.js";
import { methodOf, type Check, type World } from "../world.js";

/** Each call that the description links to a success, against a server that remembers what was deleted. */
export function flowChecks(document: OpenApiDocument, first: OperationCase): Check[] {
  const operations = listOperationCases(document);
  return listLinks(first).map(({ link }) => {
    const expected = link["x-stytch-answer"];
    return {
      title: `then ${link.operationId} ends with ${expected}`,
      run: async (world: World) => {
        const { fetch, exchanges } = record(world);
        world.stub.answer = createDirectory(operations);
        const call = (operation: OperationCase, known: Record<string, unknown>): Promise<unknown> =>
          methodOf(world, operation.operationId, { fetch, custom_base_url: world.stub.url })({
            ...flatten(operation, operation.least),
            ...known,
          });
        const success = first.answers.find(({ status = 500 }) => status < 300)!;
        expect(await call(first, {})).toEqual(success.body);
        const next = operations.find(({ operationId }) => operationId === link.operationId)!;
        expect(next?.answers.map(({ name }) => name)).toContain(expected);
        const answer = next.answers.find(({ name }) => name === expected)!;
        const known = fillParameters(link, exchanges[0]!);
        const outcome = await call(next, known).catch((error: unknown) => error);
        const { error_type } = Object(answer.body) as { error_type?: unknown };
        const status_code = answer.status!;
        const error = { name: "StytchError", status_code, error_type, may_have_been_applied: false };
        expect(outcome).toEqual(status_code < 400 ? answer.body : expect.objectContaining(error));
        expect(exchanges.map(({ operationId }) => operationId)).toEqual([
          first.operationId,
          next.operationId,
        ]);
      },
    };
  });
}
