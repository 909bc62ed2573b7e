import { isPlain } from "./options.js";
import { bare, define } from "./own.js";
import { tryTo } from "./try-to.js";

/**
 * Writes JSON of a copy that inherits nothing, each property read once. Undefined for what JSON would drop or turn into
 * something else: a function, a hole, a number that is not finite, an object of a class that has no `toJSON`, a circle.
 */
export function writeJson(value: unknown): string | undefined {
  return tryTo(() => JSON.stringify(copy(value)));
}

/** Of what is too deep, or holds itself, it overflows the stack, as `JSON.stringify` does. */
function copy(value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
    return value;
  if (typeof value !== "object") raise();
  if (Array.isArray(value)) {
    // As an iterable, it has no holes.
    const items = Array.from(value as unknown[], copy);
    define(items, "toJSON", undefined);
    return items;
  }
  if (!isPlain(value)) return copy(convert(value));
  if (Object.getOwnPropertySymbols(value).length > 0) raise();
  const entries = Object.keys(value)
    .map((key) => [key, Reflect.get(value, key) as unknown] as const)
    .filter(([, item]) => item !== undefined);
  return bare(Object.fromEntries(entries.map(([key, item]) => [key, copy(item)])));
}

/** What an object of a class says that it is in JSON: a Date its time. */
function convert(value: object): unknown {
  const { toJSON } = value as { toJSON: () => unknown };
  if (toJSON === (Object.prototype as { toJSON?: unknown }).toJSON) raise();
  // So says a Date that has no time.
  return toJSON.call(value) ?? raise();
}

function raise(): never {
  throw new TypeError();
}
