import { define } from "./own.js";
import { tryTo } from "./try-to.js";

/**
 * What this package needs of a `fetch`: the platform's fits, and so do those of undici, node-fetch and cross-fetch. One
 * of your own must neither try again by itself nor reject with another request's error: what it rejects with decides
 * whether this request may have been applied, and whether it is sent again.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a `fetch` is called with besides the URL. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  /** JSON; left out where the operation has none. */
  body?: string;
  redirect: "manual";
  /** Bun sends a request again by itself when a connection that it kept breaks. */
  keepalive: false;
  /** Left out where the platform's requests have no such thing. */
  cache?: "no-store";
  signal: Signal;
}

/** The platform's AbortSignal; what is used of one where the compiler knows no platform. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Platform } }
  ? Platform
  : {
      readonly aborted: boolean;
      readonly reason: unknown;
      addEventListener(type: "abort", listener: () => void): void;
      removeEventListener(type: "abort", listener: () => void): void;
    };

/** What is read of a `fetch`'s answer. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** A web stream or an async iterable of bytes; of anything else, `text` is called instead. */
  readonly body?: unknown;
  text(): Promise<string>;
  readonly type?: string;
  readonly redirected?: boolean;
}

/** The headers of an answer, as the `fetch` gave them. */
export interface ResponseHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
  forEach(act: (value: string, name: string) => void): void;
}

/**
 * The methods that every object has: a wrapper may ask `init.hasOwnProperty`. The platform reads inherited options too,
 * and must not find what somebody wrote to `Object.prototype`.
 */
const methods = Object.create(null) as object;
for (const name of [
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toString",
  "valueOf",
]) {
  define(methods, name, Reflect.get(Object.prototype, name));
}

/** @internal */
export function createInit(
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
  signal: Signal,
): FetchInit {
  const init = Object.create(methods) as FetchInit;
  init.method = method;
  init.headers = { ...headers };
  if (body !== undefined) init.body = body;
  init.redirect = "manual";
  init.keepalive = false;
  // Frameworks put a cache behind the global `fetch`, and would answer the second of two equal deletions from it.
  if (takesCache()) init.cache = "no-store";
  init.signal = signal;
  return init;
}

/** A platform that has requests without `cache` (workerd before 2024-11-11) throws when it is given one. */
function takesCache(): boolean {
  const { Request } = globalThis as { Request?: { prototype: object } };
  return Request === undefined || tryTo(() => Object.hasOwn(Request.prototype, "cache")) === true;
}
