import { resolve } from "node:path";
import { deref, listOperations, type Link, type OpenApiDocument, type Operation } from "./document.js";
import { formatPointer } from "./json-pointer.js";
import { createTracer } from "./locate.js";
import { resolveRef, type Place } from "./references.js";

/** The operation that each link of somebody else's document leads to, be it by its place in a file. */
export async function findLinkTargets(
  root: string,
  document: OpenApiDocument,
): Promise<ReadonlyMap<Link, Operation>> {
  // Of two with the same name, or in the same place, the first is meant.
  const operations = listOperations(document).toReversed();
  const named = new Map(operations.map(({ operation }) => [operation.operationId, operation]));
  const trace = createTracer();
  const keyOf = ({ path, pointer }: Place): string => `${path}${formatPointer(pointer)}`;
  let placed: Promise<ReadonlyMap<string, Operation>> | undefined;
  const findPlaced = async (link: string[], operationRef: string): Promise<Operation | undefined> => {
    placed ??= Promise.all(
      operations.map(
        async ({ operation, pointer }) => [keyOf(await trace(resolve(root), pointer)), operation] as const,
      ),
    ).then((entries) => new Map(entries));
    const { path } = await trace(resolve(root), link);
    const target = resolveRef(path, operationRef);
    // It may lead to another API.
    const place = await trace(target.path, target.pointer).catch(() => target);
    return (await placed).get(keyOf(place));
  };
  const targets = new Map<Link, Operation>();
  for (const { link, pointer } of listLinks(document)) {
    const { operationId, operationRef } = link;
    const target =
      operationRef === undefined ? named.get(operationId) : await findPlaced(pointer, operationRef);
    if (target !== undefined) targets.set(link, target);
  }
  return targets;
}

/** Makes links name what they lead to as it is called by now. */
export function followLinks(targets: ReadonlyMap<Link, Operation>): void {
  for (const [link, { operationId }] of targets) {
    link.operationId = operationId;
    delete link.operationRef;
  }
}

function listLinks(document: OpenApiDocument): { link: Link; pointer: string[] }[] {
  return listOperations(document).flatMap(({ operation, pointer }) =>
    Object.entries(operation.responses).flatMap(([status, response]) =>
      Object.entries(deref(document, response).links ?? {}).map(([name, link]) => ({
        link: deref<Link>(document, link),
        pointer: [...pointer, "responses", status, "links", name],
      })),
    ),
  );
}
