import type { OpenApiDocument } from "../description/document.js";
import { formatPointer, getByPointer, parsePointer } from "../description/json-pointer.js";

/** Who writes a value: the caller in a request, or the server in a response. */
export type Direction = "request" | "response";

const directionOf: Readonly<Record<string, Direction>> = {
  parameters: "request",
  requestBody: "request",
  responses: "response",
};

/** Finds the directions of places in a bundle: a component has those of everything that refers to it. */
export function createDirectionFinder(document: OpenApiDocument): (pointer: string) => Direction[] {
  const reached = new Map<string, Set<Direction>>();
  const walk = (node: unknown, pointer: string[], direction: Direction | undefined): void => {
    if (typeof node !== "object" || node === null) return;
    if (direction !== undefined) {
      const at = formatPointer(pointer);
      const directions = reached.get(at) ?? new Set();
      if (directions.has(direction)) return;
      reached.set(at, directions.add(direction));
    }
    for (const [key, value] of Object.entries(node)) {
      if (key === "$ref" && typeof value === "string" && direction !== undefined) {
        const target = parsePointer(value);
        walk(getByPointer(document, target), target, direction);
      } else walk(value, [...pointer, key], direction ?? directionOf[key]);
    }
  };
  walk(document.paths, ["paths"], undefined);
  return (pointer) => {
    const keys = parsePointer(pointer);
    // What is no object has the directions of what holds it.
    while (keys.length > 0 && !reached.has(formatPointer(keys))) keys.pop();
    return [...(reached.get(formatPointer(keys)) ?? [])];
  };
}
