import { dirname, resolve } from "node:path";
import { isRef } from "@redocly/openapi-core";
import { hideData } from "./hide-data.js";
import { parsePointer } from "./json-pointer.js";

interface Place {
  path: string;
  node: unknown;
}

class Loop extends Error {
  constructor(readonly start: unknown) {
    super();
  }
}

/** Finds a `$ref` that leads to another and that, at last, back to it, so that it stands for nothing. */
export function findLoop(
  files: ReadonlyMap<string, unknown>,
): { path: string; pointer: string[] } | undefined {
  const shown = new Map([...files].map(([path, parsed]) => [path, hideData(parsed)]));
  for (const [path, node] of shown) {
    const pointer = findIn({ path, node }, []);
    if (pointer !== undefined) return { path, pointer };
  }
  return undefined;

  function findIn({ path, node }: Place, pointer: string[]): string[] | undefined {
    if (isRef(node) && isLoop({ path, node })) return pointer;
    if (typeof node !== "object" || node === null) return undefined;
    for (const [key, value] of Object.entries(node)) {
      const found = findIn({ path, node: value }, [...pointer, key]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function isLoop(place: Place): boolean {
    try {
      follow(place, []);
      return false;
    } catch (error) {
      // One that leads to a loop is none itself.
      return error instanceof Loop && error.start === place.node;
    }
  }

  /** What stands at the end of references, those that a pointer leads through included. */
  function follow({ path, node }: Place, seen: unknown[]): Place {
    if (!isRef(node)) return { path, node };
    if (seen.includes(node)) throw new Loop(node);
    const [file, fragment = ""] = node.$ref.split("#") as [string, string?];
    const target = file === "" ? path : resolve(dirname(path), file);
    const step = (at: Place, key: string): Place => {
      const { path: where, node: holder } = follow(at, [...seen, node]);
      return { path: where, node: (holder as Record<string, unknown> | undefined)?.[key] };
    };
    const end = parsePointer(fragment).reduce(step, { path: target, node: shown.get(target) });
    return follow(end, [...seen, node]);
  }
}
