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
import { createInit, type Fetch, type FetchResponse, type ResponseHeaders, type Signal } from "./fetch.js";
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

/** What has come of an answer. Of a foreign Response it has what was read once: asked again, that could say another thing. */
interface Coming {
  head?: { status: number; headers: ResponseHeaders };
  /** Undefined where it cannot be read. */
  body?: OpenBody | undefined;
}

/** The platform does not say whether the request had left by then. */
const cut = { kind: "no answer", may_have_been_applied: true } as const;

/** Sends a request once and reads the whole answer, within `limit` milliseconds. Never rejects. */
export async function attempt(call: Call, limit: number): Promise<Outcome> {
  const controller = new AbortController();
  const coming: Coming = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unwatch!: () => void;
  let outcome: Outcome;
  try {
    // Time and abort end it, and not only the request: a `fetch` of the caller's own may not heed its signal.
    const body = await new Promise<string | NoAnswer>((resolve, reject) => {
      timer = setTimeout(() => resolve({ ...cut, code: "timeout" }), limit);
      unwatch = onAbort(call.signal, (cause) => resolve({ ...cut, code: "aborted", cause }));
      exchange(call, controller.signal, coming).then(resolve, reject);
    });
    outcome = judge(call, coming, body);
  } catch (cause) {
    const detail = "`fetch` gave no Response";
    outcome = { ...cut, code: "invalid_response", detail, cause: copyCause(cause, call.secrets) };
  }
  clearTimeout(timer);
  unwatch();
  if (outcome.kind !== "success") {
    giveUp(coming);
    controller.abort();
  }
  return bare(outcome);
}

/** Sends the request and reads the answer: resolves to its body, or to what kept that from coming. */
async function exchange(call: Call, signal: AbortSignal, coming: Coming): Promise<string | NoAnswer> {
  const { fetch, method, url, headers, body, secrets } = call;
  let response: FetchResponse;
  try {
    response = await fetch(url, createInit(method, headers, body, signal));
  } catch (cause) {
    return classifyRejection(cause, secrets, fetch !== globalThis.fetch);
  }
  coming.body = tryTo(() => openBody(response));
  // Nobody waits for it any more.
  if (signal.aborted) giveUp(coming);
  const { status, headers: response_headers, type, redirected } = response;
  if (!Number.isInteger(status)) throw new TypeError("The status is not a whole number.");
  if ((status >= 300 && status < 400) || type === "opaqueredirect" || redirected === true) {
    const detail = "redirects are never followed";
    return { ...cut, status_code: status, headers: response_headers, code: "unexpected_redirect", detail };
  }
  coming.head = { status, headers: response_headers };
  return readBody(coming.body, call.max_response_bytes, signal, secrets);
}

/** Says what an answer is, by its head and its body. */
function judge({ success, secrets }: Call, { head }: Coming, body: string | NoAnswer): Outcome {
  if (head === undefined) return body as NoAnswer;
  const { status, headers } = head;
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
  const parsed = Object.hasOwn(success, status)
    ? parseSuccess(status, headers, body, success[status]!)
    : `the API describes no ${status} for this operation`;
  if (typeof parsed === "object") return { kind: "success", status_code: status, headers, data: parsed.data };
  return {
    ...cut,
    status_code: status,
    headers,
    code: "invalid_response",
    detail: parsed,
    request_id: findRequestId(body),
    excerpt: secrets.excerpt(body, 200),
  };
}

function giveUp({ body }: Coming): void {
  if (body !== undefined) quietly(body.cancel);
}
