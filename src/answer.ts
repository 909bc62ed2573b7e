import type { ErrorBody } from "../generated/client.js";
import type { Secrets } from "./secrets.js";
import { tryTo } from "./try-to.js";

/** A 2xx that is the API's. */
export interface Success {
  kind: "success";
  status_code: number;
  headers: Headers;
  data: object;
}

/** A 4xx or 5xx, in the API's shape whatever came. */
export interface Refusal {
  kind: "refusal";
  status_code: number;
  headers: Headers;
  body: ErrorBody;
  retry_after_ms: number | undefined;
  cause?: unknown;
}

/** Says what is wrong with the body of a 2xx, or returns the JSON object that it is. */
export function parseSuccess(headers: Headers, text: string): object | string {
  const media_type = headers.get("Content-Type");
  if (media_type === null) return "it has no Content-Type";
  if (!/^(?:application|text)\/(?:[^\s;]+\+)?json\s*(?:;|$)/i.test(media_type)) {
    return "it is not JSON by its Content-Type";
  }
  return parseObject(text) ?? "its body is not a JSON object";
}

/** Deeper than any error of the API's. Thousands of levels are JSON too, but overflow the stack of whoever walks them. */
const deepest = 100;

/** Turns the body of a 4xx or 5xx, the API's own, its OAuth twin or anything else, into the API's shape. */
export function parseRefusal(status_code: number, text: string, secrets: Secrets): ErrorBody {
  const parsed = parseObject(text);
  const body = secrets.redactJson(parsed !== undefined && isShallow(parsed, deepest) ? parsed : {}) as Record<
    string,
    unknown
  >;
  const { request_id, error_type, error_message, error_url, error_details, ...rest } = body;
  return {
    ...rest,
    ...(typeof request_id === "string" && { request_id }),
    ...(isObject(error_details) && { error_details: error_details as Record<string, unknown> }),
    status_code,
    error_type: firstString(error_type, body["error"]) ?? "unknown_error",
    error_message:
      firstString(error_message, body["error_description"]) ?? "The answer is not in the API's format.",
    error_url: firstString(error_url, body["error_uri"]) ?? "",
  };
}

/** `request_id` of any JSON object. */
export function findRequestId(text: string): string | undefined {
  return firstString((parseObject(text) as { request_id?: unknown } | undefined)?.request_id);
}

/** Milliseconds that a `Retry-After` header (seconds or a date, RFC 9110) asks to wait from now. */
export function parseRetryAfter(headers: Headers): number | undefined {
  const value = headers.get("Retry-After") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse takes much that is no date ("-1", "1.5"); an HTTP date begins with the day's name. The one of its
  // three forms that names no zone is in GMT as well.
  const zone = /(?:[A-Z]|[+-]\d{4})$/.test(value) ? "" : " GMT";
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value + zone) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function parseObject(text: string): object | undefined {
  const value: unknown = tryTo(() => JSON.parse(text));
  return isObject(value) ? value : undefined;
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstString(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}
