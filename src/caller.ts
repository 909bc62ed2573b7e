import { createFinalURL } from "openapi-fetch";
import type { Route } from "../generated/client.js";
import { encodeBase64 } from "./authorization.js";
import { checkTimeout, readConfig, user_agent, type ClientConfig, type Retry } from "./config.js";
import { ClientError } from "./errors.js";
import type { Fetch, Signal } from "./fetch.js";
import { bare } from "./own.js";
import { serializeBody, serializeQuery, type Given } from "./params.js";
import { fillPath, verifyUrl, writeIds } from "./path.js";
import { Secrets } from "./secrets.js";
import { send, type Answered } from "./send.js";

/** What a call may have instead of the client's. */
export interface CallLimits {
  /** Ends the call, its waits included. */
  signal?: Signal | undefined;
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

/**
 * Sends a call whose options were checked; `name` is its method and its path template.
 *
 * @internal
 */
export type Caller = (name: string, route: Route, given: Given, limits: CallLimits) => Promise<Answered>;

/**
 * Makes calls with a configuration's credentials, time limits and retries. openapi-fetch writes the URL: base, path and
 * query. Its client is left out: of an answer it keeps neither whether it is the API's nor what came of it before.
 *
 * @internal
 * @throws {ClientError} The configuration is wrong.
 */
export function createCaller(config: ClientConfig): Caller {
  const settings = readConfig(config);
  const { base_url, max_response_bytes, logger, log_level } = settings;
  const credentials = [settings.secret, encodeBase64(settings.secret), settings.basic];

  return async (name, route, given, { signal, timeout, deadline, max_retries, retry }) => {
    checkTimeout(timeout, deadline ?? settings.deadline);
    const limits = {
      logger,
      log_level,
      timeout: timeout ?? settings.timeout,
      deadline: deadline ?? settings.deadline,
      max_retries: max_retries ?? settings.max_retries,
      retry: retry ?? settings.retry,
    };
    const fetch = settings.fetch ?? platformFetch();
    const space = name.indexOf(" ");
    const [method, template] = [name.slice(0, space), name.slice(space + 1)];
    const search = serializeQuery(route, given.query);
    const body = serializeBody(route, given.body);
    const path = writeIds(route.path, given.path);
    const url = createFinalURL(template, {
      baseUrl: base_url,
      params: bare({ path }),
      pathSerializer: (target) => fillPath(target, path),
      querySerializer: () => search,
    });
    verifyUrl(url, base_url, template, given.path, path, search);
    const headers = {
      Accept: "application/json",
      ...authorize(route, settings),
      "User-Agent": user_agent,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...given.header,
      ...given.session,
    };
    const { success } = route;
    const secrets = new Secrets([...credentials, ...Object.values(given.session)]);
    return send(
      { method, template, url, headers, body, success, signal, max_response_bytes, fetch, secrets },
      limits,
    );
  };
}

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
