import { dirname, resolve } from "node:path";
import { isRef } from "@redocly/openapi-core";
import type { OpenApiDocument } from "./document.js";
import { hideData } from "./hide-data.js";
import { formatPointer, getByPointer, parsePointer } from "./json-pointer.js";

interface FoundRef {
  $ref: string;
  /** The place of what holds it. */
  pointer: string[];
}

export function listRefs(node: unknown, pointer: string[] = []): FoundRef[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string"
      ? [{ $ref: value, pointer }]
      : listRefs(value, [...pointer, key]),
  );
}

/** The name of the component that a `$ref` leads to, if it leads to a schema and not into one. */
export function nameOfSchema($ref: unknown): string | undefined {
  if (typeof $ref !== "string" || !$ref.startsWith("#/components/schemas/")) return undefined;
  const [, , name, ...deeper] = parsePointer($ref);
  return deeper.length === 0 ? name : undefined;
}

export const refToSchema = (name: string): string => formatPointer(["components", "schemas", name]);

interface Mapping {
  /** The schema that has the discriminator. */
  holder: Record<string, unknown>;
  mapping: Record<string, string>;
  /** The value of the property by which it tells. */
  value: string;
  target: string;
  /** The place of the target. */
  pointer: string[];
}

/** What every discriminator maps to: a reference without the keyword, or the bare name of a schema. */
export function listMappings(node: unknown, pointer: string[] = []): Mapping[] {
  if (typeof node !== "object" || node === null) return [];
  const { mapping } = Object((node as { discriminator?: object }).discriminator) as {
    mapping?: Record<string, string>;
  };
  return [
    ...Object.entries(Object(mapping) as Record<string, unknown>).flatMap(([value, target]) =>
      typeof target === "string"
        ? [
            {
              holder: node as Record<string, unknown>,
              mapping: mapping!,
              value,
              target,
              pointer: [...pointer, "discriminator", "mapping", value],
            },
          ]
        : [],
    ),
    ...Object.entries(node).flatMap(([key, value]) => listMappings(value, [...pointer, key])),
  ];
}

/** Whether a discriminator maps to a schema of the document, by its place or by its bare name. */
export function leadsToSchema({ components, ...rest }: OpenApiDocument, target: string): boolean {
  if (Object.hasOwn(components.schemas, target)) return true;
  return target.startsWith("#/") && getByPointer({ components, ...rest }, parsePointer(target)) !== undefined;
}

/** A place in a file. */
export interface Place {
  path: string;
  pointer: string[];
}

/** The file and the keys that a `$ref` in a file leads to. */
export function resolveRef(path: string, $ref: string): Place {
  const [file, fragment] = `${$ref}#`.split("#") as [string, string];
  return { path: file === "" ? path : resolve(dirname(path), file), pointer: parsePointer(fragment) };
}

/** Finds a `$ref` that leads to another and that, at last, back to it, so that it stands for nothing. */
export function findLoop(files: ReadonlyMap<string, unknown>): Place | undefined {
  const shown = new Map([...files].map(([path, parsed]) => [path, hideData(parsed)]));
  // As they were read, any could be the first.
  const paths = [...shown.keys()].toSorted();
  return paths
    .flatMap((path) => listRefs(shown.get(path)).map(({ pointer }) => ({ path, pointer })))
    .find(({ path, pointer }) => leadsBack(shown, path, getByPointer(shown.get(path), pointer)));
}

interface Found {
  path: string;
  node: unknown;
}

/** Whether a reference takes itself to find what is at its end. One that leads to such a loop is none. */
function leadsBack(files: ReadonlyMap<string, unknown>, path: string, start: unknown): boolean {
  let isBack = false;
  follow({ path, node: start }, new Set());
  return isBack;

  /** What stands at the end of references, those that a pointer leads through included. */
  function follow(place: Found, seen: ReadonlySet<unknown>): Found {
    const { path: from, node } = place;
    if (!isRef(node)) return place;
    if (seen.has(node)) {
      isBack ||= node === start;
      return place;
    }
    const within = new Set([...seen, node]);
    const step = (at: Found, key: string): Found => {
      const holder = follow(at, within);
      return { path: holder.path, node: getByPointer(holder.node, [key]) };
    };
    const { path: to, pointer } = resolveRef(from, node.$ref);
    return follow(pointer.reduce(step, { path: to, node: files.get(to) }), within);
  }
}
