import { ClientError } from "./errors.js";
import { bare } from "./own.js";

/** Says what a value must be, when it is not. */
export type Check = (value: unknown) => string | undefined;

/** By each key, its check; for a key that other clients take and this one does not, what to do instead. */
export type Checks = Readonly<Record<string, Check | string>>;

/** The longest delay, in milliseconds, that the platform's timers keep: above it they fire at once. */
const longestTimer = 2 ** 31 - 1;

export const milliseconds: Check = (value) =>
  typeof value === "number" && value > 0 && value <= longestTimer
    ? undefined
    : `a number of milliseconds, above 0 and at most ${longestTimer}`;

export const abortSignal: Check = (value) =>
  hasMethods(value, ["addEventListener", "removeEventListener"]) && "aborted" in value
    ? undefined
    : "an AbortSignal";

export const wholeNumber =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least
      ? undefined
      : `a whole number, ${least} or more`;

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    allowed.includes(value as string) ? undefined : `one of ${allowed.map((name) => `"${name}"`).join(", ")}`;

export const ofType =
  (type: "string" | "boolean" | "function"): Check =>
  (value) =>
    typeof value === type ? undefined : `a ${type}`;

export const anything: Check = () => undefined;

export function hasMethods(value: unknown, names: readonly string[]): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === "function")
  );
}

/**
 * Copies an object of options. Refuses what is not a plain object, every key that `checks` does not name, and every
 * value that fails its check. A key that was dropped in silence could have been the one that restricts what a call may
 * do; and the copy inherits nothing, so that nothing written to `Object.prototype` is taken for an option.
 */
export function checkOptions<Options extends object>(
  owner: string,
  options: unknown,
  checks: Checks,
): Options {
  if (!isPlain(options)) throw new ClientError("invalid_option", `The ${owner} must be a plain object.`);
  const checked: Record<string, unknown> = bare({});
  // A symbol is a key of no checks.
  for (const key of Reflect.ownKeys(options) as string[]) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined) {
      const known = Object.keys(checks).filter((name) => typeof checks[name] !== "string");
      throw new ClientError(
        "invalid_option",
        `${unknownKey(key)} in the ${owner}; it takes ${known.join(", ")}.`,
        nameKey(key),
      );
    }
    const value: unknown = Reflect.get(options, key);
    const refused = typeof check === "string" ? `left out: ${check}` : undefined;
    const must = value === undefined ? undefined : (refused ?? (check as Check)(value));
    if (must !== undefined) throw new ClientError("invalid_option", `"${key}" must be ${must}.`, key);
    checked[key] = value;
  }
  return checked as Options;
}

/** Refuses what comes after the two arguments of a call: it could have been the session that restricts what the call may do. */
export function refuseMore(more: readonly unknown[]): void {
  if (more.length > 0)
    throw new ClientError("invalid_option", "A call takes two arguments and no more. Nothing was sent.");
}

/** An object literal, of this realm or another: whatever it holds is its own, where it can be checked. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
}

/** A key that an error may name: nothing that could be a token in the wrong place. */
export function nameKey(key: PropertyKey): string | undefined {
  return typeof key === "string" && /^[A-Za-z_-]{1,40}$/.test(key) ? key : undefined;
}

export function unknownKey(key: PropertyKey): string {
  const name = nameKey(key);
  return name === undefined ? "Unknown key" : `Unknown key "${name}"`;
}
