import { findOperation, type OperationCase } from "../cases.js";
import type { StubServer } from "./stub.js";

/** Whose a resource is: it goes with its owner. */
const owners: Record<string, string> = { member_password: "member" };

/**
 * Answers as a server that has one Member with a password: what was deleted is not found. It says so with the examples
 * of the description, and knows nothing of its links.
 */
export function createDirectory(operations: readonly OperationCase[]): StubServer["answer"] {
  const deleted = new Set<string>();
  return ({ method, url = "" }) => {
    const operation = findOperation(operations, method, url.split("?")[0]!);
    if (operation === undefined) return { status: 404, body: {} };
    const resource = Object.keys(operation.ids).at(-1)?.replace(/_id$/, "") ?? "";
    const isGone = deleted.has(resource) || deleted.has(owners[resource] ?? "");
    const { status, body } = operation.answers.find(
      (each) => each.name === `${resource}_not_found` || (!isGone && (each.status ?? 500) < 300),
    )!;
    if (operation.method === "DELETE") deleted.add(resource);
    return { status: status!, body };
  };
}
