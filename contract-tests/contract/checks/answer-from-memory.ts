import { findOperation, type OperationCase } from "../cases.js";
import { decodePercent, matchPath } from "../operation/path-template.js";
import type { StubServer } from "../servers/stub.js";

/** Whose a resource is: it goes with its owner. */
const owners: Readonly<Record<string, string>> = { member_password_id: "member_id" };

/**
 * Answers as a server that has what these ids name, each by the name of its parameter, until it is deleted: anything
 * else is not found. It says so with the examples of the description, and knows nothing of its links.
 */
export function answerFromMemory(
  operations: readonly OperationCase[],
  ids: Readonly<Record<string, unknown>>,
): StubServer["answer"] {
  const known = new Map(Object.entries(ids).map(([name, id]) => [name, String(id)]));
  return ({ method, url = "" }) => {
    const pathname = url.split("?")[0]!;
    const operation = findOperation(operations, method, pathname);
    if (operation === undefined) return fail(`The description has no ${method} ${pathname}.`);
    const asked = Object.entries(matchPath(operation.path, pathname)!);
    const [missing] = asked.find(([name, id]) => known.get(name) !== decodePercent(id)) ?? [];
    const example = missing && `${missing.replace(/_id$/, "")}_not_found`;
    const answer = operation.answers.find(({ name, status = 500 }) =>
      example === undefined ? status < 300 : name === example,
    );
    if (answer?.status === undefined)
      return fail(
        `${operation.operationId} lacks the example ${example ?? "of a success"} in the description.`,
      );
    if (operation.method === "DELETE" && missing === undefined) forget(asked.at(-1)?.[0]);
    return { status: answer.status, body: answer.body };
  };

  function forget(name: string | undefined): void {
    for (const each of known.keys()) if (each === name || owners[each] === name) known.delete(each);
  }
}

function fail(error_message: string): ReturnType<StubServer["answer"]> {
  const status = 500;
  return { status, body: { status_code: status, error_type: "not_described", error_message } };
}
