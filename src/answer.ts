import type { ErrorBody, Route } from "../generated/client.js";
import { bare, readOwn } from "./own.js";
import type { ResponseHeaders } from "./fetch.js";
import type { Secrets } from "./secrets.js";
import { tryTo } from "./try-to.js";

/** A 2xx that is the API's. */
export interface Success {
  kind: "success";
  status_code: number;
  headers: ResponseHeaders;
  /** Undefined where the description has no content. */
  data: unknown;
  code?: undefined;
  retry_after_ms?: undefined;
}

/** A 4xx or 5xx, in the API's shape whatever came. */
export interface Refusal {
  kind: "refusal";
  status_code: number;
  headers: ResponseHeaders;
  body: ErrorBody;
  retry_after_ms: number | undefined;
  code?: undefined;
  cause?: unknown;
}

/** What the description says of the body of a success. */
export type Expected = Route["success"][number];

/**
 * Says what is wrong with the body of a 2xx, or returns the JSON that it is. A gateway can answer an object too: a
 * deletion is done only when the answer shows that the API gave it.
 */
export function parseSuccess(
  status_code: number,
  headers: ResponseHeaders,
  text: string,
  expected: Expected,
): { data?: unknown } | string {
  if (expected === "empty") return text === "" ? {} : "it has a body, and none is described";
  const media_type = headers.get("Content-Type");
  if (media_type === null) return "it has no Content-Type";
  if (!/^(?:application|text)\/(?:[^\s;]+\+)?json\s*(?:;|$)/i.test(media_type)) {
    return "it is not JSON by its Content-Type";
  }
  if (expected === "json") {
    return tryTo(() => ({ data: JSON.parse(text) as unknown })) ?? "its body is not JSON";
  }
  const body = parseObject(text);
  if (body === undefined) return "its body is not a JSON object";
  if (expected.includes("status_code") && readOwn(body, "status_code") !== status_code) {
    return "its body does not repeat the status as status_code";
  }
  if (expected.includes("request_id") && firstString(readOwn(body, "request_id")) === undefined) {
    return "its body has no request_id";
  }
  return { data: body };
}

/** Deeper than any error of the API's. Thousands of levels are JSON too, but overflow the stack of whoever walks them. */
const deepest = 100;

/** Longer, in characters, than any error of the API's. Of a longer one no more is looked at than the known fields. */
const longest = 64 * 1024;

const known = [
  "request_id",
  "error_type",
  "error_message",
  "error_url",
  "error",
  "error_description",
  "error_uri",
];

/** Turns the body of a 4xx or 5xx, the API's own, its OAuth twin or anything else, into the API's shape. */
export function parseRefusal(status_code: number, text: string, secrets: Secrets): ErrorBody {
  const parsed = parseObject(text) ?? {};
  const fields = text.length > longest ? pickKnown(parsed) : isShallow(parsed, deepest) ? parsed : {};
  const body = bare(secrets.redactJson(fields) as Record<string, unknown>);
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

function pickKnown(body: object): object {
  const texts = known.map((name) => [name, readOwn(body, name)] as const);
  return Object.fromEntries(texts.filter(([, text]) => typeof text === "string" && text.length <= longest));
}

/** `request_id` of any JSON object. */
export function findRequestId(text: string): string | undefined {
  return firstString(readOwn(parseObject(text), "request_id"));
}

/** A date has a comma after the day's name; any other comma stands between two values. */
const between = /(?<![A-Z][a-z]+),/;

/**
 * Milliseconds from now that `Retry-After` asks to wait: seconds, with a fraction too, or a date (RFC 9110). Of several
 * values the longest counts; what cannot be read counts for nothing.
 */
export function parseRetryAfter(headers: ResponseHeaders): number | undefined {
  const values = (headers.get("Retry-After") ?? "").split(between).map((value) => readDelay(value.trim()));
  return values.reduce<number | undefined>(
    (most, value) => (value === undefined || value < (most ?? 0) ? most : value),
    undefined,
  );
}

function readDelay(value: string): number | undefined {
  if (/^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:e\+?\d+)?$/i.test(value)) return Math.ceil(Number(value) * 1000);
  // Date.parse takes much that is no date ("-1", "1.5"); an HTTP date begins with the day's name. The one of its
  // three forms that names no zone is in GMT as well.
  const zone = /(?:[A-Z]|[+-]\d{4})$/.test(value) ? "" : " GMT";
  const date = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d/.test(value)
    ? Date.parse(value + zone)
    : NaN;
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
