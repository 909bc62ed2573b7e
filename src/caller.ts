import createClient from "openapi-fetch";
import type { Route } from "../generated/client.js";
import type { Refusal, Success } from "./answer.js";
import { encodeBase64 } from "./authorization.js";
import { checkTimeout, readConfig, user_agent, type ClientConfig, type Retry } from "./config.js";
import { ClientError } from "./errors.js";
import type { Fetch } from "./fetch.js";
import { bare } from "./own.js";
import { serializeBody, serializeQuery, type Given } from "./params.js";
import { fillPath, verifyUrl } from "./path.js";
import { Secrets } from "./secrets.js";
import { send, type History } from "./send.js";

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

/** The API's answer, and how it came. */
export interface Answered {
  answer: Success | Refusal;
  history: History;
}

/** Sends a call whose options were checked; `name` is its method and its path template. */
export type Caller = (name: string, route: Route, given: Given, limits: CallLimits) => Promise<Answered>;

/** What openapi-fetch needs of a request. A platform `Request` would double the cost of a call. */
class LightRequest {
  readonly body: string | undefined;
  readonly send: (url: string, body: string | undefined) => Promise<Answered>;

  constructor(
    readonly url: string,
    init: Pick<LightRequest, "body" | "send">,
  ) {
    this.body = init.body;
    this.send = init.send;
  }
}

/** openapi-fetch as it is used here: the routes know what each operation takes, and the types of its methods too. */
interface OpenapiFetch {
  request: (method: string, path: string, init: object) => Promise<{ response: LightResponse }>;
}

/** What openapi-fetch reads of a response: none of this one, because the answer has been read by then. */
class LightResponse {
  readonly status = 204;
  readonly ok = true;
  readonly headers = { get: () => null };

  constructor(readonly answered: Answered) {}
}

/**
 * Makes calls through openapi-fetch, which writes URL and body, with a configuration's credentials, time limits and
 * retries.
 *
 * @throws {ClientError} The configuration is wrong.
 */
export function createCaller(config: ClientConfig): Caller {
  const settings = readConfig(config);
  const credentials = [settings.secret, encodeBase64(settings.secret), settings.basic];
  const client = createClient({
    ...inheritNothing,
    baseUrl: settings.base_url,
    Request: LightRequest as never,
    fetch: (async ({ url, body, send: sender }: LightRequest) =>
      new LightResponse(await sender(url, body))) as never,
  } as never) as unknown as OpenapiFetch;

  return async (name, route, given, { signal, timeout, deadline, max_retries, retry }) => {
    checkTimeout(timeout, deadline ?? settings.deadline);
    const limits = {
      ...settings,
      timeout: timeout ?? settings.timeout,
      deadline: deadline ?? settings.deadline,
      max_retries: max_retries ?? settings.max_retries,
      retry: retry ?? settings.retry,
    };
    const fetch = settings.fetch ?? platformFetch();
    const secrets = new Secrets([...credentials, ...Object.values(given.session)]);
    const [method = "", template = ""] = name.split(" ");
    const search = serializeQuery(route, given.query);
    const { response } = await client.request(method, template, {
      ...inheritNothing,
      params: bare({ path: given.path }),
      pathSerializer: (target: string) => fillPath(target, route.path, given.path),
      querySerializer: () => search,
      bodySerializer: serializeBody,
      body: given.body,
      send: (url: string, body: string | undefined) => {
        verifyUrl(url, settings.base_url, template, route.path, given.path, search);
        const headers = {
          Accept: "application/json",
          ...authorize(route, settings),
          "User-Agent": user_agent,
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...given.header,
          ...given.session,
        };
        const { success } = route;
        const { max_response_bytes } = settings;
        const request = {
          method,
          template,
          url,
          headers,
          body,
          success,
          signal,
          max_response_bytes,
          fetch,
          secrets,
        };
        return send(request, limits);
      },
    });
    return response.answered;
  };
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

function authorize(
  { security }: Route,
  { basic, secret }: { basic: string; secret: string },
): Record<string, string> {
  if (security === "none") return {};
  if (typeof security === "object") return { [security.header]: secret };
  return { Authorization: security === "bearer" ? `Bearer ${secret}` : `Basic ${basic}` };
}

function platformFetch(): Fetch {
  const { fetch } = globalThis as { fetch?: Fetch };
  if (typeof fetch === "function") return fetch;
  throw new ClientError(
    "unsupported_runtime",
    "This runtime has no `fetch`: pass one in the configuration. Nothing was sent.",
    "fetch",
  );
}
