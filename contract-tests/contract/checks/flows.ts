import { expect } from "vitest";
import { record } from "../recorder.js";
import { findOperation, type OperationCase } from "../cases.js";
import { methodOf, type Check, type World } from "../world.js";

/** What the second call of a flow answers. Inferred: that a second deletion is a 404 is documented nowhere. */
const second: Record<string, Record<string, string>> = {
  "organizations.members.delete": {
    "organizations.members.delete": "member_not_found",
    "organizations.members.deletePassword": "member_password_not_found",
  },
  "organizations.members.deletePassword": {
    "organizations.members.delete": "deleted",
    "organizations.members.deletePassword": "member_password_not_found",
  },
};

/** Two calls in a row on the same member, against a server that remembers the first. */
export function flowChecks(first: OperationCase, operations: readonly OperationCase[]): Check[] {
  return operations.flatMap((next) => {
    const expected = second[first.operationId]?.[next.operationId];
    // An operation without a line in the table leaves its flows unreached, which fails the run.
    if (expected === undefined) return [];
    return {
      title: `${first.operationId}, then ${next.operationId}, ends with ${expected}`,
      run: async (world: World) => {
        const { fetch, exchanges } = record(world);
        let before: string | undefined;
        world.answers.answer = ({ method, url = "" }) => {
          const operation = findOperation(operations, method, url);
          if (operation === undefined) return { status: 404, body: {} };
          const { operationId, answers } = operation;
          const name = before === undefined ? undefined : second[before]![operationId];
          before ??= operationId;
          const answer = answers.find((each) => each.name === name) ?? answers[0]!;
          return { status: answer.body.status_code, body: answer.body };
        };
        const call = ({ operationId, ids }: OperationCase): Promise<unknown> =>
          methodOf(world, operationId, { fetch, custom_base_url: world.answers.url })(ids);
        const body = await call(first);
        expect(body).toEqual(first.answers[0]!.body);
        const outcome = await call(next).catch((error: unknown) => error);
        const error = {
          name: "StytchError",
          status_code: 404,
          error_type: expected,
          may_have_been_applied: false,
        };
        expect(outcome).toEqual(
          expected.endsWith("_not_found") ? expect.objectContaining(error) : next.answers[0]!.body,
        );
        expect(exchanges.map(({ operationId }) => operationId)).toEqual([
          first.operationId,
          next.operationId,
        ]);
      },
    };
  });
}

/** A 429 with the header that its description promises, without it, and with one that says nothing. */
export function headerChecks({ operationId, ids, answers, responses }: OperationCase): Check[] {
  return Object.entries(responses).flatMap(([status, { headers = {} }]) =>
    Object.keys(headers).flatMap((name) =>
      [
        { value: "2", wait: 2000 },
        { value: "Wed, 21 Oct 2015 07:28:00 GMT", wait: 0 },
        { value: undefined, wait: undefined },
        { value: "soon", wait: undefined },
      ].map(({ value, wait }) => ({
        title: `${operationId} reads ${name}: ${value ?? "(none)"} of a ${status}`,
        run: async (world: World) => {
          const { fetch } = record(world);
          const { body } = answers.find((answer) => answer.status === Number(status))!;
          world.answers.answer = () => ({
            status: Number(status),
            headers: value === undefined ? {} : { [name]: value },
            body,
          });
          const config = { fetch, custom_base_url: world.answers.url };
          const error = await methodOf(world, operationId, config)(ids).catch((reason: unknown) => reason);
          expect(error).toMatchObject({ status_code: Number(status), retry_after_ms: wait });
        },
      })),
    ),
  );
}
