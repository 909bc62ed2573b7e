import type { Outcome } from "./attempt.js";
import type { CallSettings } from "./config.js";
import { isAborted, onAbort } from "./on-abort.js";

const base_ms = 500;
const cap_ms = 8_000;

/** Milliseconds to wait before trying again; for ever when this outcome is final. */
export function retryDelay(
  method: string,
  outcome: Outcome,
  retries: number,
  settings: CallSettings,
): number {
  const { max_retries, retry } = settings;
  // A second POST could do it twice, whatever is asked for; a second GET changes nothing (RFC 9110, section 9.2).
  const is_idempotent = isSafe(method) || (!["POST", "PATCH"].includes(method) && retry === "idempotent");
  if (retries >= max_retries || !isRetryable(outcome, is_idempotent)) return Infinity;
  // Full jitter: clients that failed together do not come back together.
  return outcome.retry_after_ms ?? Math.random() * Math.min(cap_ms, base_ms * 2 ** retries);
}

/** Whether a method only reads. */
export function isSafe(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}

function isRetryable(outcome: Outcome, is_idempotent: boolean): boolean {
  if (outcome.kind !== "no answer") {
    return outcome.status_code === 429 || (is_idempotent && [502, 503, 504].includes(outcome.status_code));
  }
  if (outcome.permanent) return false;
  return (
    outcome.code === "connection_failed" ||
    (is_idempotent && ["connection_lost", "timeout"].includes(outcome.code))
  );
}

/** Waits until the time is over or the signal aborts. A timer may fire up to a millisecond early, so it is set for one more. */
export async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (milliseconds === 0 || isAborted(signal)) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      unwatch();
      resolve();
    };
    const timer = setTimeout(end, Math.ceil(milliseconds) + 1);
    const unwatch = onAbort(signal, end);
  });
}
