import type { Client } from "openapi-fetch";
import { Operations, type ErrorBody } from "../generated/client.js";
import type { paths } from "../generated/types.js";
import { checkSession, sessionHeaders, type Authorization, type SessionHeaders } from "./authorization.js";
import type { ClientConfig } from "./config.js";
import { StytchError } from "./errors.js";
import {
  callChecks,
  createFetchClient,
  type CallLimits,
  type CallResponse,
  type FailedResponse,
} from "./fetch-client.js";
import { anything, checkOptions } from "./options.js";
import { readOwn } from "./own.js";
import { verdict, word } from "./send.js";

/** What every method takes as its second argument. An unknown key is refused. */
export interface CallOptions extends CallLimits {
  /** Makes the API check the acting member's permission. Without it, the call has the project's full rights. */
  authorization?: Authorization;
}

/**
 * The client. Each method resolves to the body of the API's 200 and otherwise rejects with one of three errors:
 * ClientError (nothing was sent), StytchError (the API refused), RequestError (no usable answer).
 *
 * @throws {ClientError} The configuration is wrong.
 */
export class B2BClient extends Operations<CallOptions> {
  constructor(config: ClientConfig = {}) {
    // A FetchClient takes less per call than openapi-fetch's own, and `prepare` passes nothing else.
    super(createFetchClient(config) as unknown as Client<paths>, prepare, unwrap);
  }
}

interface PreparedCall<Path> extends CallLimits {
  params: { path: Path; header?: SessionHeaders };
}

const sessionKeys = Object.keys(sessionHeaders) as (keyof Authorization)[];

const checks = { authorization: anything, ...callChecks };

function prepare<Path>(path: Path, options: CallOptions = {}): PreparedCall<Path> {
  const checked = checkOptions<CallOptions>("call's options", options, checks);
  const { authorization, ...limits } = checked;
  return {
    ...limits,
    params: { path, ...("authorization" in checked && { header: toHeaders(authorization) }) },
  };
}

function toHeaders(authorization: unknown): SessionHeaders {
  const session = checkSession("authorization", authorization, sessionKeys);
  return Object.fromEntries(
    Object.entries(session).map(([key, token]) => [sessionHeaders[key as keyof Authorization], token]),
  );
}

function unwrap<Data>(result: { data?: unknown; error?: unknown; response: unknown }): Data {
  if ((result.response as CallResponse).ok) return result.data as Data;
  const response = result.response as FailedResponse;
  const body = result.error as ErrorBody;
  const { method, path, may_have_been_applied } = response;
  const request_id = word(readOwn(body, "request_id"));
  const facts = `${body.status_code} ${word(body.error_type) ?? "unknown_error"}${request_id ? ` (request_id ${request_id})` : ""}`;
  throw new StytchError(
    `${method} ${path}: ${facts}${may_have_been_applied ? `; ${verdict(response)}` : ""}`,
    body,
    response,
  );
}
