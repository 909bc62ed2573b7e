import type { ErrorBody } from "../generated/client.js";
import type { ResponseHeaders } from "./fetch.js";
import { define, readOwn } from "./own.js";

/** One attempt at sending a request. `attempts` lists them in the order in which they were made. */
export interface Attempt {
  /** HTTP status of the answer, where there was one. */
  status_code?: number;
  /** Why there was no usable answer, where there was none. */
  code?: RequestErrorCode;
  /** Milliseconds waited before this attempt; 0 for the first. */
  waited_ms: number;
}

/** Why nothing was sent. */
export type ClientErrorCode =
  | "missing_credentials"
  | "invalid_option"
  | "invalid_base_url"
  | "invalid_path_parameter"
  | "invalid_parameter"
  | "invalid_authorization"
  | "browser_refused"
  | "unsupported_runtime";

/** Why there is no usable answer. */
export type RequestErrorCode =
  | "connection_failed"
  | "connection_lost"
  | "timeout"
  | "aborted"
  | "unexpected_redirect"
  | "invalid_response";

/** What a call went through before it failed. */
export interface Failure {
  attempts: readonly Attempt[];
  may_have_been_applied: boolean;
  /** Those of the last answer, where there was one. */
  headers?: ResponseHeaders | undefined;
  cause?: unknown;
}

/**
 * Two copies of this package in one program have two classes of each name. `instanceof` must not tell them
 * apart, so it asks for a brand that both share; a subclass, which has no brand of its own, keeps the usual test.
 */
class BrandedError extends Error {
  static readonly brand: symbol;

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, "brand")) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && this.brand in value;
  }
}

function brand(errorClass: { brand: symbol; prototype: Error }, name: string): void {
  define(errorClass.prototype, "name", name);
  define(errorClass.prototype, errorClass.brand, undefined);
}

/** What `super` takes: a cause only where there is one. */
function causeOf(failure: Failure): ErrorOptions | undefined {
  return Object.hasOwn(failure, "cause") ? { cause: failure.cause } : undefined;
}

/** The call or the configuration is wrong. Nothing was sent. */
export class ClientError extends BrandedError {
  static override readonly brand: symbol = Symbol.for("stytch-b2b-members.ClientError");
  declare readonly name: "ClientError";
  readonly code: ClientErrorCode;
  /** The parameter, option or header at fault, where there is one. Never its value. */
  readonly parameter: string | undefined;
  /** Always false: nothing was sent. */
  readonly may_have_been_applied = false;

  static {
    brand(this, "ClientError");
  }

  constructor(code: ClientErrorCode, message: string, parameter?: string) {
    super(message);
    this.code = code;
    this.parameter = parameter;
  }
}

/** A server answered with a status of 400 or more. The status alone decides: an HTML 502 is a StytchError too. */
export class StytchError extends BrandedError {
  static override readonly brand: symbol = Symbol.for("stytch-b2b-members.StytchError");
  declare readonly name: "StytchError";
  /** HTTP status of the answer. */
  readonly status_code: number;
  /** Stytch's id of the failed call: quote it to their support. Absent when the answer had none. */
  readonly request_id: string | undefined;
  /** Machine-readable name of the error; `unknown_error` when the body was not the API's. */
  readonly error_type: ErrorBody["error_type"];
  /** The API's explanation, for people. */
  readonly error_message: string;
  /** The API's documentation of the error; empty when the answer named none. */
  readonly error_url: string;
  /** Further facts, on some errors. */
  readonly error_details: ErrorBody["error_details"];
  /** Milliseconds that the answer's `Retry-After` asked to wait, counted from its arrival. */
  readonly retry_after_ms: number | undefined;
  /** The answer's headers, as the server sent them. Not enumerable: they are not printed with the error. */
  declare readonly headers: ResponseHeaders | undefined;
  /** Every attempt of this call, the failed last one included. */
  readonly attempts: readonly Attempt[];
  /** True when this or an earlier attempt may have taken effect although the call failed. */
  readonly may_have_been_applied: boolean;

  static {
    brand(this, "StytchError");
  }

  constructor(message: string, body: ErrorBody, failure: Failure & { retry_after_ms?: number | undefined }) {
    super(message, causeOf(failure));
    this.status_code = body.status_code;
    this.request_id = (readOwn(body, "request_id") as string | null | undefined) ?? undefined;
    this.error_type = body.error_type;
    this.error_message = body.error_message;
    this.error_url = body.error_url;
    this.error_details = readOwn(body, "error_details") as ErrorBody["error_details"];
    this.retry_after_ms = failure.retry_after_ms;
    this.attempts = failure.attempts;
    this.may_have_been_applied = failure.may_have_been_applied;
    define(this, "headers", failure.headers);
  }
}

/** No usable answer came. */
export class RequestError extends BrandedError {
  static override readonly brand: symbol = Symbol.for("stytch-b2b-members.RequestError");
  declare readonly name: "RequestError";
  readonly code: RequestErrorCode;
  /** HTTP status of the answer, where there was one; of a proxy's, where that refused to connect to the API. */
  readonly status_code: number | undefined;
  /** The answer's headers, where there was one. Not enumerable: they are not printed with the error. */
  declare readonly headers: ResponseHeaders | undefined;
  /** Stytch's id of the call, where the answer had one. */
  readonly request_id: string | undefined;
  /** The first 200 characters of an answer that was not the API's; none where it has escapes of URLs, JSON or HTML. */
  readonly excerpt: string | undefined;
  /** Every attempt of this call, the failed last one included; empty when it was aborted before the first. */
  readonly attempts: readonly Attempt[];
  /** True when this or an earlier attempt may have taken effect although the call failed. */
  readonly may_have_been_applied: boolean;

  static {
    brand(this, "RequestError");
  }

  constructor(
    message: string,
    answer: {
      code: RequestErrorCode;
      status_code?: number | undefined;
      request_id?: string | undefined;
      excerpt?: string | undefined;
    },
    failure: Failure,
  ) {
    super(message, causeOf(failure));
    this.code = answer.code;
    this.status_code = answer.status_code;
    this.request_id = answer.request_id;
    this.excerpt = answer.excerpt;
    this.attempts = failure.attempts;
    this.may_have_been_applied = failure.may_have_been_applied;
    define(this, "headers", failure.headers);
  }
}
