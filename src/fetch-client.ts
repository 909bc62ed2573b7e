import createClient from "openapi-fetch";
import { routes } from "../generated/client.js";
import type { paths } from "../generated/types.js";
import type { Refusal, Success } from "./answer.js";
import { checkSession, encodeBase64 } from "./authorization.js";
import { readConfig, type ClientConfig } from "./config.js";
import { ClientError, type Attempt } from "./errors.js";
import { abortSignal, anything, checkOptions, milliseconds } from "./options.js";
import { fillPath, parameterNames, verifyUrl } from "./path.js";
import { Secrets } from "./secrets.js";
import { send, type History } from "./send.js";
import { user_agent } from "./user-agent.js";

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

/** All that one call takes; anything else is refused with a ClientError. */
export type CallInit<Operation> = {
  params: Operation extends { parameters: infer Parameters } ? Omit<Parameters, "query" | "cookie"> : never;
  /** Ends the call, its waits included. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt. Default: the client's. */
  timeout?: number | undefined;
};

/** `data` on a 2xx, `error` (always an object in the API's shape) on a 4xx or 5xx. */
export type CallResult<Operation> = Operation extends { responses: infer Responses }
  ? | { data: JsonBody<Responses, SuccessStatus<Responses>>; error?: never; response: CallResponse }
    | {
        data?: never;
        error: JsonBody<Responses, Exclude<keyof Responses, SuccessStatus<Responses>>>;
        response: CallResponse;
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
  readonly headers: Headers;
  /** Milliseconds that `Retry-After` asked to wait. */
  readonly retry_after_ms: number | undefined;
  /** Every attempt of this call, this answer's included. */
  readonly attempts: readonly Attempt[];
  /** On a 4xx or 5xx: true when this or an earlier attempt may have taken effect all the same. */
  readonly may_have_been_applied: boolean;
  /** Why the body of a 4xx or 5xx could not be read to its end. */
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
    baseUrl: settings.base_url,
    Request: LightRequest as unknown as typeof Request,
    pathSerializer: (template, ids) => fillPath(template, ids),
    // No operation has a query; the default would also write what is on `Object.prototype`.
    querySerializer: () => "",
  });

  async function call(method: string, template: string, init: unknown): Promise<unknown> {
    const { ids, header, operation, signal, timeout } = checkCall(method, template, init);
    const secrets = new Secrets([...credentials, ...Object.values(header)]);
    let response!: CallResponse;
    const { data, error } = await client.request(
      method as "delete",
      template as keyof paths,
      {
        params: { path: ids },
        // With this, openapi-fetch hands on `body` as it is: it was parsed below.
        parseAs: "stream",
        fetch: async ({ url }: LightRequest) => {
          verifyUrl(url, settings.base_url, template, ids);
          const headers = { ...always, ...header };
          const { success } = operation;
          const { fetch, max_response_bytes } = settings;
          const { answer, history } = await send(
            {
              method,
              template,
              url,
              headers,
              success,
              signal,
              timeout: timeout ?? settings.timeout,
              fetch,
              max_response_bytes,
              secrets,
            },
            settings,
          );
          response = toCallResponse(method, template, answer, history, secrets);
          return toLightResponse(answer);
        },
      } as never,
    );
    return response.ok ? { data, response } : { error, response };
  }

  const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
  return Object.fromEntries(
    methods.map((method) => [method, (path: string, init: unknown) => call(method, path, init)]),
  ) as unknown as FetchClient;
}

interface CheckedCall {
  ids: Record<string, unknown>;
  header: Record<string, string>;
  operation: { headers: readonly string[]; success: readonly number[] };
  signal: AbortSignal | undefined;
  timeout: number | undefined;
}

interface Init {
  params?: unknown;
  signal?: AbortSignal;
  timeout?: number;
}

interface Params {
  path?: unknown;
  header?: unknown;
}

const initChecks = { params: anything, signal: abortSignal, timeout: milliseconds };

/** Refuses what the operation does not declare: what openapi-fetch would drop, misspell or send elsewhere. */
function checkCall(method: string, template: string, init: unknown): CheckedCall {
  if (typeof template !== "string" || !Object.hasOwn(routes, `${method} ${template}`)) {
    throw new ClientError(
      "invalid_option",
      `The API has no such operation. It has ${Object.keys(routes).join(", ")}.`,
      "path",
    );
  }
  const operation = routes[`${method} ${template}` as keyof typeof routes];
  const { params = {}, signal, timeout } = checkOptions<Init>("call's options", init, initChecks);
  const checked = checkOptions<Params>("call's params", params, { path: anything, header: anything });
  const given = Object(checked.path) as Record<string, unknown>;
  const ids = Object.fromEntries(
    parameterNames(template).map((name) => [name, Object.hasOwn(given, name) ? given[name] : undefined]),
  );
  const header = "header" in checked ? checkSession("header", checked.header, operation.headers) : {};
  return { ids, header: header as Record<string, string>, operation, signal, timeout };
}

function toCallResponse(
  method: string,
  path: string,
  answer: Success | Refusal,
  history: History,
  secrets: Secrets,
): CallResponse {
  const { status_code: status, headers } = answer;
  const retry_after_ms = answer.kind === "refusal" ? answer.retry_after_ms : undefined;
  const cause = "cause" in answer ? { cause: secrets.cleanCause(answer.cause) } : {};
  return {
    method,
    path,
    status,
    ok: answer.kind === "success",
    headers,
    retry_after_ms,
    ...history,
    ...cause,
  };
}

/** What openapi-fetch reads of a response. Without headers it never mistakes a body for an empty one. */
function toLightResponse(answer: Success | Refusal): Response {
  const { status_code: status } = answer;
  const headers = new Headers();
  const light =
    answer.kind === "success"
      ? { status, ok: true, headers, body: answer.data }
      : { status, ok: false, headers, text: async () => JSON.stringify(answer.body) };
  return light as unknown as Response;
}
