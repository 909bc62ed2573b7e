import { isPlain } from "./options.js";
import { bare, define } from "./own.js";
import { tryTo } from "./try-to.js";

/**
 * Writes JSON of a copy that inherits nothing, each property read once. Undefined for what JSON would drop or turn into
 * something else: a function, a hole, a number that is not finite, an object of a class that has no `toJSON`, a circle.
 */
export function writeJson(value: unknown): string | undefined {
  return tryTo(() => JSON.stringify(copy(value, new Set())));
}

function copy(value: unknown, holders: Set<object>): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
    return value;
  if (typeof value !== "object" || holders.has(value)) raise();
  holders.add(value);
  const copied = copyObject(value, holders);
  holders.delete(value);
  return copied;
}

function copyObject(value: object, holders: Set<object>): unknown {
  if (Array.isArray(value)) {
    // As an iterable, it has no holes.
    const items = Array.from(value as unknown[], (item) => copy(item, holders));
    define(items, "toJSON", undefined);
    return items;
  }
  if (!isPlain(value)) return copy(convert(value), holders);
  if (Object.getOwnPropertySymbols(value).length > 0) raise();
  const entries = Object.keys(value)
    .map((key) => [key, Reflect.get(value, key) as unknown] as const)
    .filter(([, item]) => item !== undefined);
  return bare(Object.fromEntries(entries.map(([key, item]) => [key, copy(item, holders)])));
}

/** What an object of a class says that it is in JSON: a Date its time. */
function convert(value: object): unknown {
  const { toJSON } = value as { toJSON?: unknown };
  const isInherited = toJSON === (Object.prototype as { toJSON?: unknown }).toJSON;
  if (typeof toJSON !== "function" || isInherited) raise();
  // So says a Date that has no time.
  return toJSON.call(value, "") ?? raise();
}

function raise(): never {
  throw new TypeError("JSON cannot hold it.");
}
