import {
  findRequestId,
  parseRefusal,
  parseRetryAfter,
  parseSuccess,
  type Expected,
  type Refusal,
  type Success,
} from "./answer.js";
import { openBody, readBody, type OpenBody } from "./body.js";
import { copyCause } from "./cause.js";
import { classifyRejection, type NoAnswer } from "./failure.js";
import { createInit, type Fetch, type FetchResponse, type Signal } from "./fetch.js";
import { onAbort } from "./on-abort.js";
import { bare } from "./own.js";
import type { Secrets } from "./secrets.js";
import { quietly, tryTo } from "./try-to.js";

/** A request, ready to be sent as often as its retries allow. */
export interface Call {
  method: string;
  /** The path template: what messages and log lines name, because a path holds ids. */
  template: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** JSON, where the operation has a body. */
  body: string | undefined;
  /** By each 2xx that the API describes, what its body has to be. */
  success: Readonly<Record<number, Expected>>;
  signal: Signal | undefined;
  max_response_bytes: number;
  fetch: Fetch;
  secrets: Secrets;
}

export type Outcome = Success | Refusal | NoAnswer;

/** Sends a request once and reads the whole answer, within `limit` milliseconds. Never rejects. */
export async function attempt(call: Call, limit: number): Promise<Outcome> {
  const controller = new AbortController();
  let stop!: (outcome: NoAnswer) => void;
  const stopped = new Promise<NoAnswer>((resolve) => (stop = resolve));
  // The platform does not say whether the request had left by then.
  const cut = { kind: "no answer", may_have_been_applied: true } as const;
  const timer = setTimeout(() => stop({ ...cut, code: "timeout" }), limit);
  const unwatch = onAbort(call.signal, (cause) => stop({ ...cut, code: "aborted", cause }));
  const outcome = bare(
    await exchange(call, controller.signal, stopped).catch((cause: unknown): NoAnswer => {
      const detail = "`fetch` gave no Response";
      return { ...cut, code: "invalid_response", detail, cause: copyCause(cause, call.secrets) };
    }),
  );
  clearTimeout(timer);
  unwatch();
  if (outcome.kind !== "success") controller.abort();
  return outcome;
}

/** Every step is raced against `stopped`, not only aborted: a `fetch` of the caller's own may not heed its signal. */
async function exchange(call: Call, signal: AbortSignal, stopped: Promise<NoAnswer>): Promise<Outcome> {
  const head = await Promise.race([fetchHead(call, signal), stopped]);
  if (head.kind === "no answer") return head;
  let is_read = false;
  try {
    const outcome = await readAnswer(call, head, signal, stopped);
    is_read = outcome.kind === "success";
    return outcome;
  } finally {
    if (!is_read) giveUp(head);
  }
}

async function readAnswer(
  call: Call,
  head: Head,
  signal: AbortSignal,
  stopped: Promise<NoAnswer>,
): Promise<Outcome> {
  const { secrets } = call;
  const { status, headers, type, redirected } = head.response;
  if (!Number.isInteger(status)) throw new TypeError("The status is not a whole number.");
  const unusable = { kind: "no answer", status_code: status, headers, may_have_been_applied: true } as const;
  if ((status >= 300 && status < 400) || type === "opaqueredirect" || redirected === true) {
    return { ...unusable, code: "unexpected_redirect", detail: "redirects are never followed" };
  }
  const body = await Promise.race([readBody(head.body, call.max_response_bytes, signal, secrets), stopped]);
  if (status >= 400 && status < 600) {
    const [text, lack] = typeof body === "string" ? [body] : ["", bare(body)];
    return {
      kind: "refusal",
      status_code: status,
      headers,
      body: parseRefusal(status, text, secrets),
      retry_after_ms: tryTo(() => parseRetryAfter(headers)),
      ...(lack && { cause: lack.cause ?? new Error(lack.detail ?? lack.code) }),
    };
  }
  if (typeof body !== "string") return { ...body, status_code: status, headers };
  const parsed = Object.hasOwn(call.success, status)
    ? parseSuccess(status, headers, body, call.success[status]!)
    : `the API describes no ${status} for this operation`;
  if (typeof parsed === "object") return { kind: "success", status_code: status, headers, data: parsed.data };
  return {
    ...unusable,
    code: "invalid_response",
    detail: parsed,
    request_id: findRequestId(body),
    excerpt: secrets.excerpt(body, 200),
  };
}

/** A foreign Response in an object of our own: what is asked of it is never taken for an answer of ours. */
interface Head {
  kind: "head";
  response: FetchResponse;
  /** Undefined where it cannot be read. */
  body: OpenBody | undefined;
}

async function fetchHead(call: Call, signal: AbortSignal): Promise<Head | NoAnswer> {
  const { fetch, method, url, headers, body, secrets } = call;
  let response: FetchResponse;
  try {
    response = await fetch(url, createInit(method, headers, body, signal));
  } catch (cause) {
    return classifyRejection(cause, secrets, fetch !== globalThis.fetch);
  }
  const head = { kind: "head", response, body: tryTo(() => openBody(response)) } as const;
  // Nobody waits for it any more.
  if (signal.aborted) giveUp(head);
  return head;
}

function giveUp({ body }: Head): void {
  quietly(() => body?.cancel());
}
