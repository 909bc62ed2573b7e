import { define, readOwn } from "./own.js";
import type { Secrets } from "./secrets.js";
import { tryTo } from "./try-to.js";

/** How many causes are kept: an error's cause, the cause of that, and so on. */
const mostCauses = 5;

/** The most characters of a message that are kept. */
const longestMessage = 1_000;

/** What the platform says of a connection, besides a message. */
const facts = ["code", "errno", "syscall", "address", "port"] as const;

/**
 * A copy of a cause that may be shown: its name, message, code and system call, and likewise its own cause. Nothing
 * else of a foreign error is looked at, because anything may hold credentials.
 */
export function copyCause(cause: unknown, secrets: Secrets, left = mostCauses): Error {
  const isObject = Object(cause) === cause;
  const show = (value: unknown) =>
    typeof value === "string" ? secrets.redactStart(value, longestMessage) : value;
  const said = isObject ? (readOwn(cause, "message") ?? readDomException(cause, "message")) : String(cause);
  const message = typeof said === "string" ? (show(said) as string) : "";
  const name = show(readName(cause) ?? "Error");
  const inner = readOwn(cause, "cause");
  const copy =
    inner === undefined || left === 1
      ? new Error(message)
      : new Error(message, { cause: copyCause(inner, secrets, left - 1) });
  // Where `Error.prototype` is frozen, a name cannot be assigned.
  define(copy, "name", name);
  // The stack would lead to this line.
  define(copy, "stack", `${name}: ${message}`);
  for (const key of facts) {
    const fact = readOwn(cause, key);
    if (typeof fact === "string" || typeof fact === "number") define(copy, key, show(fact), true);
  }
  return copy;
}

/** An error's own name or that of its class. */
function readName(cause: unknown): string | undefined {
  const known = readDomException(cause, "name");
  if (known !== undefined) return known;
  let at = cause;
  for (let level = 0; level < mostCauses; level += 1) {
    const name = readOwn(at, "name");
    if (typeof name === "string" && at !== Object.prototype) return name;
    at = tryTo(() => Object.getPrototypeOf(at));
  }
  return undefined;
}

/** The platform's own class of aborts and timeouts has accessors, which refuse every other object. */
function readDomException(cause: unknown, key: "name" | "message"): string | undefined {
  return tryTo(() => domException[key]?.call(cause) as string | undefined);
}

const domException = {
  name: findGetter("name"),
  message: findGetter("message"),
};

function findGetter(key: string): (() => unknown) | undefined {
  const { DOMException } = globalThis as { DOMException?: { prototype: object } };
  return DOMException && Object.getOwnPropertyDescriptor(DOMException.prototype, key)?.get;
}
