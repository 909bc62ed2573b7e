import type { Refusal, Success } from "./answer.js";
import { attempt, type Call, type Outcome } from "./attempt.js";
import { bare, readOwn } from "./own.js";
import { deadlineOf, type CallSettings } from "./config.js";
import { RequestError, type Attempt } from "./errors.js";
import type { NoAnswer } from "./failure.js";
import { log } from "./log.js";
import { isAborted, reasonOf } from "./on-abort.js";
import { isSafe, retryDelay, wait } from "./retry.js";

/** How a call went, besides its outcome. */
export interface History {
  attempts: readonly Attempt[];
  /** What it says of a call that failed. */
  may_have_been_applied: boolean;
}

/** The API's answer, and how it came. */
export interface Answered {
  answer: Success | Refusal;
  history: History;
}

/**
 * Sends a request, and sends it again where `settings` allow. Resolves to the API's answer, good or bad; throws a
 * RequestError when there is none.
 */
export async function send(call: Call, settings: CallSettings): Promise<Answered> {
  const ends = performance.now() + deadlineOf(settings);
  const history: History = { attempts: [], may_have_been_applied: false };
  for (let waited_ms = 0; ;) {
    const { signal } = call;
    if (isAborted(signal)) throw toRequestError(call, { code: "aborted", cause: reasonOf(signal) }, history);
    const began = performance.now();
    const outcome = await attempt(call, Math.min(settings.timeout, ends - began));
    record(outcome, waited_ms, history, isSafe(call.method));
    logAttempt(call, settings, outcome, history, performance.now() - began);

    const delay = retryDelay(call.method, outcome, history.attempts.length - 1, settings);
    const before = performance.now();
    if (before + delay < ends) {
      await wait(delay, signal);
      waited_ms = Math.round(performance.now() - before);
      // A wait that overran the deadline, in a process that was put to sleep, say, must not end in a deletion.
      if (isAborted(signal) || performance.now() < ends) continue;
    }
    if (outcome.kind === "no answer") throw toRequestError(call, outcome, history);
    return { answer: outcome, history };
  }
}

function record(outcome: Outcome, waited_ms: number, history: History, is_safe: boolean): void {
  const { status_code } = outcome;
  const one = {
    ...(status_code !== undefined && { status_code }),
    ...(outcome.kind === "no answer" && { code: outcome.code }),
    waited_ms,
  };
  history.attempts = [...history.attempts, one];
  history.may_have_been_applied ||=
    !is_safe && (outcome.kind === "no answer" ? outcome.may_have_been_applied : outcome.status_code >= 500);
}

function logAttempt(
  call: Call,
  settings: CallSettings,
  outcome: Outcome,
  history: History,
  duration: number,
): void {
  if (settings.logger === undefined) return;
  const { status_code } = outcome;
  const request_id = requestIdOf(outcome);
  log(settings.logger, settings.log_level, outcome.kind === "success" ? "info" : "warn", {
    method: call.method,
    path: call.template,
    attempt: history.attempts.length,
    status_code,
    code: outcome.code,
    error_type: outcome.kind === "refusal" ? word(outcome.body.error_type) : undefined,
    request_id: typeof request_id === "string" ? word(call.secrets.redact(request_id)) : undefined,
    duration_ms: Math.round(duration),
    may_have_been_applied: outcome.kind === "success" ? undefined : history.may_have_been_applied,
  });
}

function requestIdOf(outcome: Outcome): unknown {
  if (outcome.kind === "no answer") return outcome.request_id;
  return readOwn(outcome.kind === "success" ? outcome.data : outcome.body, "request_id");
}

function toRequestError(
  call: Call,
  outcome: Omit<NoAnswer, "kind" | "may_have_been_applied">,
  history: History,
): RequestError {
  const { code, status_code, request_id, excerpt, headers, detail } = bare(outcome);
  const facts = [status_code && `status ${status_code}`, detail].filter(Boolean).join(": ");
  const tries = history.attempts.length === 1 ? "" : ` after ${history.attempts.length} attempts`;
  return new RequestError(
    `${call.method} ${call.template}: ${code}${tries}${facts && ` (${facts})`}; ${verdict(history)}`,
    { code, status_code, request_id: word(request_id && call.secrets.redact(request_id)), excerpt },
    { ...history, headers, ...(Object.hasOwn(outcome, "cause") && { cause: outcome.cause }) },
  );
}

/** The sentence on whether a failed call may have changed anything. */
export function verdict({ may_have_been_applied }: { may_have_been_applied: boolean }): string {
  return may_have_been_applied ? "the request may have been applied" : "the request was not applied";
}

/** A server's word, if it is one word that may stand in a log line. */
export function word(text: string | null | undefined): string | undefined {
  return text?.match(/^[\w.-]{1,64}$/)?.[0];
}
