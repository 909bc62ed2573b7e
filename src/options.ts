import { ClientError } from "./errors.js";

/** Says what a value must be, when it is not. */
export type Check = (value: unknown) => string | undefined;

/** The longest delay, in milliseconds, that the platform's timers keep: above it they fire at once. */
const longestTimer = 2 ** 31 - 1;

export const milliseconds: Check = (value) =>
  typeof value === "number" && value > 0 && value <= longestTimer
    ? undefined
    : `a number of milliseconds, above 0 and at most ${longestTimer}`;

export const abortSignal: Check = (value) =>
  typeof value === "object" &&
  value !== null &&
  "aborted" in value &&
  "addEventListener" in value &&
  typeof value.addEventListener === "function"
    ? undefined
    : "an AbortSignal";

export const wholeNumber =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least ? undefined : `a whole number, ${least} or more`;

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    allowed.includes(value as string) ? undefined : `one of ${allowed.map((name) => `"${name}"`).join(", ")}`;

export const ofType =
  (type: "string" | "boolean" | "function"): Check =>
  (value) =>
    typeof value === type ? undefined : `a ${type}`;

export const anything: Check = () => undefined;

/**
 * Refuses what is not an object, every key that `checks` does not name, and every value that fails its check.
 * A key that was dropped in silence could have been the one that restricts what a call may do.
 */
export function checkOptions(owner: string, options: unknown, checks: Readonly<Record<string, Check>>): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new ClientError("invalid_option", `The ${owner} must be an object.`);
  }
  for (const key in options) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined) {
      const known = Object.keys(checks).join(", ");
      throw new ClientError("invalid_option", `Unknown key "${key}" in the ${owner}; it takes ${known}.`, key);
    }
    const value = (options as Record<string, unknown>)[key];
    const must = value === undefined ? undefined : check(value);
    if (must !== undefined) throw new ClientError("invalid_option", `"${key}" must be ${must}.`, key);
  }
}
