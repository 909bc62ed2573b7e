import type { ResponseHeaders } from "./fetch.js";

/** Headers by their names in lower case, without the platform's class of them. */
export function toHeaders(all: ReadonlyMap<string, string>): ResponseHeaders {
  return {
    get: (name) => all.get(name.toLowerCase()) ?? null,
    has: (name) => all.has(name.toLowerCase()),
    forEach: (act) => all.forEach((value, name) => act(value, name)),
  };
}
