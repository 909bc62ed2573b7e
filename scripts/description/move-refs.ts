import { formatPointer, parsePointer } from "./json-pointer.js";

/**
 * Makes every reference of a document follow what has moved: each `$ref` to it or into it, and each discriminator that
 * maps to it.
 */
export function moveRefs(node: unknown, moved: ReadonlyMap<string, string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") Reflect.set(node, key, move(value, moved));
    else {
      if (key === "discriminator") moveMapping(value, moved);
      moveRefs(value, moved);
    }
  }
}

function moveMapping(discriminator: unknown, moved: ReadonlyMap<string, string>): void {
  const { mapping = {} } = Object(discriminator) as { mapping?: Record<string, unknown> };
  for (const [value, target] of Object.entries(mapping)) {
    if (typeof target === "string") mapping[value] = move(target, moved);
  }
}

function move($ref: string, moved: ReadonlyMap<string, string>): string {
  if (!$ref.startsWith("#/")) return $ref;
  const keys = parsePointer($ref);
  // The deepest first, since what has moved may hold what has moved besides.
  const places = keys.map((_, index) => formatPointer(keys.slice(0, keys.length - index)));
  const place = places.find((each) => moved.has(each));
  return place === undefined ? $ref : `${moved.get(place)}${formatPointer(keys).slice(place.length)}`;
}
