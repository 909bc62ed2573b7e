/** From least to most severe. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number] | "off";

/** Anything like `console`. */
export type Logger = { [Level in (typeof logLevels)[number]]: (line: string) => void };

/** What a log line may say of one attempt: no ids of people, no credentials, nothing else that an answer holds. */
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
 */
export function log(
  logger: Logger,
  least: LogLevel,
  level: (typeof logLevels)[number],
  facts: LogFacts,
): void {
  if (least === "off" || logLevels.indexOf(level) < logLevels.indexOf(least)) return;
  const { method, path, ...rest } = facts;
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined);
  const line = `stytch-b2b-members ${method} ${path} ${pairs.map((pair) => pair.join("=")).join(" ")}`;
  void (async () => logger[level](line))().catch(() => {});
}
