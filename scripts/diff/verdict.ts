import type { Bump } from "./find-changes.js";
import type { Direction } from "./find-directions.js";

/** Whom a change breaks: callers who compile, callers who are running, or a server that kept the base. */
export type Audience = "compile" | "run" | "server";

/** What a rule says of a change. */
export interface Verdict {
  rule: string;
  message: string;
  breaks: readonly Audience[];
  bump: Bump;
}

const order: readonly Audience[] = ["compile", "run", "server"];

/** Whom it breaks decides the version: callers, a major one; with more to offer or to keep, a minor one. */
export function judge(
  rule: string,
  message: string,
  breaks: readonly Audience[],
  offers: "more" | "nothing" = "nothing",
): Verdict {
  const of = order.filter((each) => breaks.includes(each));
  const isMajor = of.some((each) => each !== "server");
  const bump = isMajor ? "major" : of.length > 0 || offers === "more" ? "minor" : "patch";
  return { rule, message, breaks: of, bump };
}

/** How many values fit, beside before. */
export type Effect = "fewer" | "more" | "others";

interface Reach {
  directions: readonly Direction[];
  /** Whether the type that callers compile with changes too. */
  isTyped?: boolean;
  /** Whether a program that goes on naming a lost value no longer compiles. */
  isNamed?: boolean;
}

/**
 * Judges what values fit. In a request the caller has to keep it, so fewer break callers, and more the server; in a
 * response it is the other way round.
 */
export function judgeValues(
  rule: string,
  message: string,
  effect: Effect,
  { directions, isTyped = false, isNamed = false }: Reach,
): Verdict {
  const has = (direction: Direction, ...effects: Effect[]): boolean =>
    directions.includes(direction) && [...effects, "others"].includes(effect);
  const isCallers = has("request", "fewer") || has("response", "more");
  return judge(rule, message, [
    ...(isCallers ? (["run", ...(isTyped ? (["compile"] as const) : [])] as const) : []),
    ...(has("response", "fewer") && isNamed ? (["compile"] as const) : []),
    ...(has("request", "more") || has("response", "fewer") ? (["server"] as const) : []),
  ]);
}
