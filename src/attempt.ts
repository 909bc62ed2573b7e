import {
  findRequestId,
  parseRefusal,
  parseRetryAfter,
  parseSuccess,
  type Refusal,
  type Success,
} from "./answer.js";
import type { Fetch } from "./config.js";
import { classifyLoss, classifyRejection, type NoAnswer } from "./failure.js";
import { onAbort } from "./on-abort.js";
import type { Secrets } from "./secrets.js";

/** A request, ready to be sent as often as its retries allow. */
export interface Call {
  method: string;
  /** The path template: what messages and log lines name, because a path holds ids. */
  template: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** The 2xx that the API describes. */
  success: readonly number[];
  signal: AbortSignal | undefined;
  /** Milliseconds for one attempt. */
  timeout: number;
  max_response_bytes: number;
  fetch: Fetch | undefined;
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
  const outcome = await exchange(call, controller.signal, stopped).catch((cause: unknown): NoAnswer => {
    return { ...cut, code: "invalid_response", detail: "`fetch` gave no Response", cause };
  });
  clearTimeout(timer);
  unwatch();
  if (outcome.kind !== "success") controller.abort();
  return outcome;
}

/** Every step is raced against `stopped`, not only aborted: a `fetch` of the caller's own may not heed its signal. */
async function exchange(call: Call, signal: AbortSignal, stopped: Promise<NoAnswer>): Promise<Outcome> {
  const response = await Promise.race([fetchHead(call, signal), stopped]);
  if ("kind" in response) return response;
  const { status, headers } = response;
  const unusable = { kind: "no answer", status_code: status, may_have_been_applied: true } as const;
  const reader = response.body?.getReader();
  signal.addEventListener("abort", () => reader?.cancel().catch(ignore));
  if ((status >= 300 && status < 400) || response.type === "opaqueredirect" || response.redirected) {
    return { ...unusable, code: "unexpected_redirect", detail: "redirects are never followed" };
  }
  const body = await Promise.race([reader ? readBody(reader, call.max_response_bytes) : "", stopped]);
  if (status >= 400 && status < 600) {
    const text = typeof body === "string" ? body : "";
    return {
      kind: "refusal",
      status_code: status,
      headers,
      body: parseRefusal(status, text, call.secrets),
      retry_after_ms: parseRetryAfter(headers),
      ...(typeof body === "string"
        ? undefined
        : { cause: body.cause ?? new Error(body.detail ?? body.code) }),
    };
  }
  if (typeof body !== "string") return { ...body, status_code: status };
  const data = call.success.includes(status)
    ? parseSuccess(headers, body)
    : `the API describes no ${status} for this operation`;
  if (typeof data === "object") return { kind: "success", status_code: status, headers, data };
  const request_id = findRequestId(body);
  const excerpt = call.secrets.redact(body).slice(0, 200);
  return { ...unusable, code: "invalid_response", detail: data, request_id, excerpt };
}

async function fetchHead(
  { fetch, method, url, headers }: Call,
  signal: AbortSignal,
): Promise<Response | NoAnswer> {
  try {
    const send = fetch ?? globalThis.fetch;
    // Without a prototype: the platform reads inherited options too, and somebody may have written to Object.prototype.
    const init: RequestInit = Object.create(null);
    Object.assign(init, { method, headers: { ...headers }, redirect: "manual", signal });
    const response = await send(url, init);
    if (signal.aborted) response.body?.cancel().catch(ignore);
    return response;
  } catch (cause) {
    return classifyRejection(cause);
  }
}

async function readBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
): Promise<string | NoAnswer> {
  try {
    const decoder = new TextDecoder();
    let text = "";
    for (let size = 0; ;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > most) {
        const detail = `the answer is longer than ${most} bytes (max_response_bytes)`;
        return { kind: "no answer", code: "invalid_response", detail, may_have_been_applied: true };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    return classifyLoss(cause);
  }
}

function ignore(): void {}
