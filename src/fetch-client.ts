import type { ErrorBody } from "../generated/client.js";
import type { paths } from "../generated/types.js";
import type { Refusal } from "./answer.js";
import { checkInit } from "./call-init.js";
import { createCaller, type CallLimits } from "./caller.js";
import type { ClientConfig } from "./config.js";
import { ClientError, type Attempt } from "./errors.js";
import type { ResponseHeaders } from "./fetch.js";
import { refuseMore } from "./options.js";
import { findRoute, listMethods, listRoutes } from "./route.js";
import type { Answered, History } from "./send.js";

/** The HTTP methods of the API, each with the paths that have it and the parameters and answers of those. */
export type FetchClient = {
  [Method in HttpMethod as [PathsWith<Method>] extends [never] ? never : Uppercase<Method>]: <
    Path extends PathsWith<Method>,
  >(
    path: Path,
    ...init: Init<paths[Path][Method]>
  ) => Promise<CallResult<paths[Path][Method]>>;
};

type HttpMethod = Exclude<keyof paths[keyof paths], "parameters">;

type PathsWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends Record<Method, object> ? Path : never;
}[keyof paths];

/** Left out where nothing of it is required. */
type Init<Operation> =
  object extends CallInit<Operation> ? [init?: CallInit<Operation>] : [init: CallInit<Operation>];

/** All that one call takes; anything else is refused with a ClientError. */
export type CallInit<Operation> = CallLimits & ParamsOption<Operation> & BodyOption<Operation>;

type ParamsOption<Operation> = Operation extends { parameters: infer Parameters }
  ? object extends Parameters
    ? { params?: Parameters }
    : { params: Parameters }
  : never;

type BodyOption<Operation> = Operation extends { requestBody: Content<infer Body> }
  ? { body: Body }
  : Operation extends { requestBody?: infer Optional }
    ? [Optional] extends [undefined]
      ? unknown
      : { body?: NonNullable<Optional> extends Content<infer Body> ? Body : never }
    : unknown;

interface Content<Json> {
  content: { "application/json": Json };
}

/** `data` on a 2xx, `error` (always an object in the API's shape) on a 4xx or 5xx. */
export type CallResult<Operation> = Operation extends { responses: infer Responses }
  ? | {
        data: JsonBody<Responses, SuccessStatus<Responses>>;
        error?: never;
        response: CallResponse & { readonly ok: true };
      }
    | {
        data?: never;
        error: FailureBody<Responses, Exclude<keyof Responses, SuccessStatus<Responses>>>;
        response: FailedResponse;
      }
  : never;

// Not openapi-fetch's own result type: that takes an open value set, `"a" | (string & {})`, for an object.
type SuccessStatus<Responses> = {
  [Status in keyof Responses]: Status extends number
    ? `${Status}` extends `2${string}`
      ? Status
      : never
    : never;
}[keyof Responses];

/** Of a failure that is described without JSON, the client makes the API's shape. */
type FailureBody<Responses, Status extends keyof Responses> = [Status] extends [never]
  ? ErrorBody
  : { [Each in Status]: Responses[Each] extends Content<infer Body> ? Body : ErrorBody }[Status];

type JsonBody<Responses, Status extends keyof Responses> = {
  [Each in Status]: Responses[Each] extends Content<infer Body> ? Body : undefined;
}[Status];

/** The answer to a call. Its body has been read. */
export interface CallResponse {
  /** What was asked, without ids: the method and the path template. */
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ok: boolean;
  /** As the server sent them. */
  readonly headers: ResponseHeaders;
  /** Every attempt of this call, this answer's included. */
  readonly attempts: readonly Attempt[];
}

/** A 4xx or 5xx. */
export interface FailedResponse extends CallResponse {
  readonly ok: false;
  /** Milliseconds that `Retry-After` asked to wait. */
  readonly retry_after_ms: number | undefined;
  /** True when this or an earlier attempt may have taken effect all the same. */
  readonly may_have_been_applied: boolean;
  /** Why the body could not be read to its end. */
  readonly cause?: unknown;
}

/**
 * A call by HTTP method and path, as openapi-fetch has it, over this package's credentials, guards, time limits and
 * retries. It is no client of openapi-fetch: there is no `use` and no `parseAs`, and `response` says how the answer came
 * but is no platform `Response`, because the body has been read to know that the API gave it.
 * Rejects with a ClientError when nothing was sent, and with a RequestError when no usable answer came.
 *
 * @throws {ClientError} The configuration is wrong.
 */
export function createFetchClient(config: ClientConfig = {}): FetchClient {
  const send = createCaller(config);
  const call = async (method: string, [path, init, ...more]: readonly unknown[]): Promise<unknown> => {
    refuseMore(more);
    if (typeof path !== "string") throw unknownOperation();
    const name = `${method} ${path}`;
    const route = findRoute(name);
    if (route === undefined) throw unknownOperation();
    const { given, limits } = checkInit(route, init);
    return toResult(method, path, await send(name, route, given, limits));
  };
  return Object.fromEntries(
    listMethods().map((method) => [method, (...given: unknown[]) => call(method, given)]),
  ) as FetchClient;
}

const unknownOperation = (): ClientError =>
  new ClientError("invalid_option", `The API has no such operation. It has ${listRoutes()}.`, "path");

/** The parts of an answer as openapi-fetch names them. */
function toResult(method: string, path: string, { answer, history }: Answered) {
  const { status_code: status, headers } = answer;
  const response = { method, path, status, headers, attempts: history.attempts };
  if (answer.kind === "success") return { data: answer.data, response: { ...response, ok: true as const } };
  return { error: answer.body, response: toFailedResponse(response, answer, history) };
}

/**
 * What a refusal says besides its body.
 *
 * @internal
 */
export function toFailedResponse(
  response: Omit<CallResponse, "ok">,
  answer: Refusal,
  { may_have_been_applied }: History,
): FailedResponse {
  const { retry_after_ms } = answer;
  return {
    ...response,
    ok: false,
    retry_after_ms,
    may_have_been_applied,
    ...("cause" in answer && { cause: answer.cause }),
  };
}
