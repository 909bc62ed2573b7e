import type { ResponseHeaders } from "./fetch.js";

/** Headers by their names in lower case, without the platform's class of them. */
export function toHeaders(all: ReadonlyMap<string, string>): ResponseHeaders {
  return {
    get: (name) => all.get(name.toLowerCase()) ?? null,
    has: (name) => all.has(name.toLowerCase()),
    forEach: (act) => all.forEach((value, name) => act(value, name)),
  };
}

/**
 * By their names in lower case, headers as Node reads them: name, value, name, value. Node's own record of them drops
 * repeated ones, and has no place for some names.
 */
export function joinPairs(raw: readonly string[]): Map<string, string> {
  const all = new Map<string, string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    const value = raw[at + 1]!;
    all.set(name, all.has(name) ? `${all.get(name)}, ${value}` : value);
  }
  return all;
}
