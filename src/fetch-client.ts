import createClient from "openapi-fetch";
import { routes } from "../generated/client.js";
import type { paths } from "../generated/types.js";
import type { Confirmation, Refusal, Success } from "./answer.js";
import { checkSession, encodeBase64 } from "./authorization.js";
import {
  checkTimeout,
  limitChecks,
  readConfig,
  user_agent,
  type ClientConfig,
  type Retry,
  type Settings,
} from "./config.js";
import { ClientError, type Attempt } from "./errors.js";
import type { Fetch, ResponseHeaders } from "./fetch.js";
import { refuseMisplaced } from "./misplaced.js";
import { abortSignal, anything, checkOptions } from "./options.js";
import { bare } from "./own.js";
import { fillPath, parameterNames, verifyUrl } from "./path.js";
import { Secrets } from "./secrets.js";
import { send, type History } from "./send.js";

/** The HTTP methods, each with the paths that have it and the parameters and answers of those. */
export type FetchClient = {
  [Method in Uppercase<HttpMethod>]: <Path extends PathsWith<Lowercase<Method>>>(
    path: Path,
    init: CallInit<OperationAt<Path, Lowercase<Method>>>,
  ) => Promise<CallResult<OperationAt<Path, Lowercase<Method>>>>;
};

type HttpMethod = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

type PathsWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends Record<Method, object> ? Path : never;
}[keyof paths];

type OperationAt<Path extends keyof paths, Method extends HttpMethod> = paths[Path][Method];

/** What a call may have instead of the client's. */
export interface CallLimits {
  /** Ends the call, its waits included. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt; not above the `deadline` where one is given. Default: the client's. */
  timeout?: number | undefined;
  /**
   * Milliseconds for all attempts and the waits between them; cuts the client's `timeout` where that is longer. Default:
   * the client's, or `timeout` where that is more.
   */
  deadline?: number | undefined;
  /** How often the call may be tried again; 0 turns retries off. Default: the client's. */
  max_retries?: number | undefined;
  /** What is tried again. Default: the client's. */
  retry?: Retry | undefined;
}

/** All that one call takes; anything else is refused with a ClientError. */
export interface CallInit<Operation> extends CallLimits {
  params: Operation extends { parameters: infer Parameters } ? Omit<Parameters, "query" | "cookie"> : never;
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
        error: JsonBody<Responses, Exclude<keyof Responses, SuccessStatus<Responses>>>;
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

type JsonBody<Responses, Status extends keyof Responses> = Responses[Status] extends {
  content: { "application/json": infer Body };
}
  ? Body
  : never;

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

/** What openapi-fetch needs of a request. A platform `Request` would double the cost of a call. */
class LightRequest {
  constructor(readonly url: string) {}
}

/**
 * The openapi-fetch client over this package's credentials, guards, time limits and retries.
 * Rejects with a ClientError when nothing was sent, and with a RequestError when no usable answer came.
 *
 * @throws {ClientError} The configuration is wrong.
 */
export function createFetchClient(config: ClientConfig = {}): FetchClient {
  const settings = readConfig(config);
  // They pass by openapi-fetch, which merges those that somebody wrote to `Object.prototype`.
  const always = {
    Accept: "application/json",
    Authorization: `Basic ${settings.basic}`,
    "User-Agent": user_agent,
  };
  const credentials = [settings.secret, encodeBase64(settings.secret), settings.basic];
  const client = createClient<paths>({
    ...inheritNothing,
    baseUrl: settings.base_url,
    Request: LightRequest as unknown as typeof Request,
    pathSerializer: fillPath,
    // No operation has a query; the default would also write what is on `Object.prototype`.
    querySerializer: () => "",
  } as never);

  async function call(method: string, template: string, init: unknown): Promise<unknown> {
    const { ids, header, operation, signal, limits } = checkCall(method, template, init, settings);
    const fetch = settings.fetch ?? platformFetch();
    const secrets = new Secrets([...credentials, ...Object.values(header)]);
    let sent!: Awaited<ReturnType<typeof send>>;
    await client.request(
      method as "delete",
      template as keyof paths,
      {
        ...inheritNothing,
        params: bare({ path: ids }),
        fetch: async ({ url }: LightRequest) => {
          verifyUrl(url, settings.base_url, template, ids);
          const headers = { ...always, ...header };
          const { success } = operation;
          const { max_response_bytes } = settings;
          const request = {
            method,
            template,
            url,
            headers,
            success,
            signal,
            max_response_bytes,
            fetch,
            secrets,
          };
          sent = await send(request, limits);
          return answered;
        },
      } as never,
    );
    const { answer, history } = sent;
    return answer.kind === "success"
      ? { data: answer.data, response: { ...toCallResponse(method, template, answer, history), ok: true } }
      : { error: answer.body, response: toFailedResponse(method, template, answer, history) };
  }

  const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
  return Object.fromEntries(
    methods.map((method) => [method, (path: string, init: unknown) => call(method, path, init)]),
  ) as unknown as FetchClient;
}

/** Options of openapi-fetch that this client does not use, so that none is taken from `Object.prototype`. */
const inheritNothing = {
  baseUrl: undefined,
  fetch: undefined,
  Request: undefined,
  headers: undefined,
  parseAs: undefined,
  querySerializer: undefined,
  bodySerializer: undefined,
  pathSerializer: undefined,
  requestInitExt: undefined,
  body: undefined,
  middleware: undefined,
};

/** What openapi-fetch reads of a response: none of this one, because the answer has been read by then. */
const answered = { status: 204, ok: true, headers: { get: () => null } } as unknown as Response;

function platformFetch(): Fetch {
  const { fetch } = globalThis as { fetch?: Fetch };
  if (typeof fetch === "function") return fetch;
  throw new ClientError(
    "unsupported_runtime",
    "This runtime has no `fetch`: pass one in the configuration. Nothing was sent.",
    "fetch",
  );
}

interface CheckedCall {
  ids: Record<string, unknown>;
  header: Record<string, string>;
  operation: { headers: readonly string[]; success: Readonly<Record<number, readonly Confirmation[]>> };
  signal: AbortSignal | undefined;
  /** The client's settings, with what the call has instead. */
  limits: Settings;
}

interface Params {
  path?: unknown;
  header?: unknown;
}

/** What a call may have instead of the client's, checked. */
export const callChecks = { signal: abortSignal, ...limitChecks };

/** Refuses what the operation does not declare: what openapi-fetch would drop, misspell or send elsewhere. */
function checkCall(method: string, template: string, init: unknown, settings: Settings): CheckedCall {
  if (typeof template !== "string" || !Object.hasOwn(routes, `${method} ${template}`)) {
    throw new ClientError(
      "invalid_option",
      `The API has no such operation. It has ${Object.keys(routes).join(", ")}.`,
      "path",
    );
  }
  const operation = routes[`${method} ${template}` as keyof typeof routes];
  const options = checkOptions<CallLimits & { params?: unknown }>("call's options", init, {
    params: anything,
    ...callChecks,
  });
  const { params = {}, signal, timeout, deadline, max_retries, retry } = options;
  checkTimeout(timeout, deadline ?? settings.deadline);
  const checked = checkOptions<Params>("call's params", params, { path: anything, header: anything });
  const names = parameterNames(template);
  refuseMisplaced(checked.path, names);
  const given = Object(checked.path) as Record<string, unknown>;
  const ids: Record<string, unknown> = bare(
    Object.fromEntries(names.map((name) => [name, Object.hasOwn(given, name) ? given[name] : undefined])),
  );
  const header = "header" in checked ? checkSession("header", checked.header, operation.headers) : {};
  return {
    ids,
    header: header as Record<string, string>,
    operation,
    signal,
    limits: {
      ...settings,
      timeout: timeout ?? settings.timeout,
      deadline: deadline ?? settings.deadline,
      max_retries: max_retries ?? settings.max_retries,
      retry: retry ?? settings.retry,
    },
  };
}

function toCallResponse(
  method: string,
  path: string,
  { status_code: status, headers }: Success | Refusal,
  { attempts }: History,
) {
  return { method, path, status, headers, attempts };
}

function toFailedResponse(method: string, path: string, answer: Refusal, history: History): FailedResponse {
  const { retry_after_ms } = answer;
  return {
    ...toCallResponse(method, path, answer, history),
    ok: false,
    retry_after_ms,
    may_have_been_applied: history.may_have_been_applied,
    ...("cause" in answer && { cause: answer.cause }),
  };
}
