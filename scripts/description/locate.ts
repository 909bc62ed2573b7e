import { resolve } from "node:path";
import { getLineColLocation, isRef, type Document } from "@redocly/openapi-core";
import { HidingResolver } from "./hiding-resolver.js";
import { formatPointer, getByPointer } from "./json-pointer.js";
import { resolveRef, type Place } from "./references.js";
import { displayPath } from "./spec-error.js";

/** A place in a source file. */
interface Line {
  file: string;
  line: number;
}

/** Finds the source line of one place in the bundle. For several, a locator reads each file once. */
export async function locate(root: string, pointer: readonly string[]): Promise<Line> {
  return createLocator(root)(pointer);
}

type Locator = (
  pointer: readonly string[],
  /** Whether the last key itself is meant, and not what a `$ref` there leads to. */
  isName?: boolean,
) => Promise<Line>;

/**
 * Finds the source lines of places in the bundle, by walking the same keys through the source files and following
 * every `$ref` on the way. Where the last keys do not exist, the nearest one that does is meant. Each file is read once.
 */
export function createLocator(root: string): Locator {
  const open = createOpener();
  return async (pointer, isName = false) => {
    const { document, path } = await find(open, resolve(root), pointer, isName);
    const at = formatPointer(path);
    const { start } = getLineColLocation({ source: document.source, pointer: at, reportOnKey: true });
    return { file: displayPath(document.source.absoluteRef), line: start.line };
  };
}

/** Finds the same places by the file and the keys that they have there. */
export function createTracer(): (file: string, pointer: readonly string[]) => Promise<Place> {
  const open = createOpener();
  return async (file, pointer) => {
    const { document, path } = await find(open, file, pointer, false);
    return { path: document.source.absoluteRef, pointer: path };
  };
}

/** With `isRoot`, a file is read by whatever name; what refers to one by another name than Redocly reads has it as text. */
type Opener = (file: string, isRoot?: boolean) => Promise<Document<unknown>>;

function createOpener(): Opener {
  const resolver = new HidingResolver();
  // It throws its errors, and reads each file once.
  return async (file, isRoot) => (await resolver.resolveDocument(null, file, isRoot)) as Document<unknown>;
}

async function find(
  open: Opener,
  root: string,
  pointer: readonly string[],
  isName: boolean,
): Promise<{ document: Document<unknown>; path: string[] }> {
  let document = await open(root, true);
  let node = document.parsed;
  let path: string[] = [];
  const follow = async (): Promise<void> => {
    while (isRef(node)) {
      const target = resolveRef(document.source.absoluteRef, node.$ref);
      document = await open(target.path);
      path = target.pointer;
      node = getByPointer(document.parsed, path);
    }
  };
  for (const key of pointer) {
    await follow();
    if (!Object.hasOwn(Object(node), key)) break;
    path.push(key);
    node = (node as Record<string, unknown>)[key];
  }
  if (!isName) await follow();
  return { document, path };
}
