import { quietly } from "./try-to.js";

/** From least to most severe. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number] | "off";

/** Anything like `console`. `info` gets a line for a success, `warn` for anything else. */
export interface Logger {
  /** Not called. */
  debug?(line: string): void;
  /** Needed unless `log_level` is above `info`. */
  info?(line: string): void;
  /** Needed unless `log_level` is above `warn`. */
  warn?(line: string): void;
  /** Not called. */
  error?(line: string): void;
}

/** The functions that a logger needs at a level. @internal */
export function neededFunctions(least: LogLevel | undefined): ("info" | "warn")[] {
  return (["info", "warn"] as const).filter((level) => isLogged(level, least));
}

/** Without a least level, all are logged: there is no line below `info`. */
function isLogged(level: "info" | "warn", least: LogLevel | undefined): boolean {
  return least !== "off" && logLevels.indexOf(level) >= logLevels.indexOf(least!);
}

/** What a log line may say of one attempt: no ids of people, no credentials; of an answer, one word each of three fields. @internal */
export interface LogFacts {
  method: string;
  path: string;
  attempt: number;
  status_code?: number | undefined;
  code?: string | undefined;
  error_type?: string | undefined;
  request_id?: string | undefined;
  duration_ms: number;
  may_have_been_applied?: boolean | undefined;
}

/**
 * Writes one line. A logger that throws or rejects must not turn a deletion that succeeded into one that failed, nor
 * end the process.
 *
 * @internal
 */
export function log(
  logger: Logger,
  least: LogLevel | undefined,
  level: "info" | "warn",
  facts: LogFacts,
): void {
  if (!isLogged(level, least)) return;
  const { method, path, ...rest } = facts;
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined);
  const line = `stytch-b2b-members ${method} ${path} ${pairs.map((pair) => pair.join("=")).join(" ")}`;
  quietly(() => logger[level]!(line));
}
