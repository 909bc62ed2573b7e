import * as described from "../generated/client.js";
import { encodeBase64 } from "./authorization.js";
import { ClientError } from "./errors.js";
import type { Fetch } from "./fetch.js";
import { logLevels, neededFunctions, type Logger, type LogLevel } from "./log.js";
import {
  anything,
  checkOptions,
  hasMethods,
  milliseconds,
  oneOf,
  ofType,
  wholeNumber,
  type Check,
} from "./options.js";
import { tryTo } from "./try-to.js";

/** The `User-Agent` of every request. A test keeps the version equal to package.json's. @internal */
export const user_agent = "stytch-b2b-members/0.1.0";

/** The base URLs, by the names that the official SDK has for them. `fraud` is nothing that this client calls. */
export const envs = { ...described.envs, fraud: "https://telemetry.stytch.com/" } as const;

/** What `B2BClient` and `createFetchClient` take. */
export interface ClientConfig {
  /**
   * The project's id. Default: the environment variable `STYTCH_PROJECT_ID`, if `secret` is not given either: the two
   * come from one place, so that no secret goes with the id of another project. One that is undefined is given, and
   * refused: it was meant to be another than the environment's.
   */
  project_id?: string | undefined;
  /** The project's secret. Default: the environment variable `STYTCH_SECRET`, if `project_id` is not given either. */
  secret?: string | undefined;
  /**
   * Where the API is; https, or http on loopback (see `dangerously_allow_http`). A path in it goes before every operation's path. Default:
   * `https://api.stytch.com` for a project id that starts with `project-live-`, else `https://test.stytch.com`.
   */
  custom_base_url?: string | undefined;
  /** The official SDK's name for a base URL; `custom_base_url` wins. */
  env?: string | undefined;
  /** Accepted because the official SDK takes it; unused. */
  fraud_env?: string | undefined;
  /** Milliseconds for one attempt: connection, headers and body. Default: 35000. */
  timeout?: number | undefined;
  /**
   * Milliseconds for all attempts of a call and the waits between them; not below a `timeout` that is given too.
   * Default: 90000, or `timeout` where that is more.
   */
  deadline?: number | undefined;
  /** How often a call may be tried again; 0 turns retries off. Default: 2. */
  max_retries?: number | undefined;
  /**
   * What is tried again: `unsent`, what cannot have been applied (a connection never established, and 429), or
   * `idempotent`, also lost connections, timeouts and 502, 503, 504. Default: `unsent`.
   */
  retry?: Retry | undefined;
  /** The most bytes of any answer that are read, after decompression. Default: 10485760 (10 MiB). */
  max_response_bytes?: number | undefined;
  /** Used instead of the platform's `fetch`, which is looked up at each call. */
  fetch?: Fetch | undefined;
  /** Gets one line per attempt. `console` will do. Default: none. */
  logger?: Logger | undefined;
  /** The least severe lines that `logger` gets. Default: `info`. */
  log_level?: LogLevel | undefined;
  /** Allows a browser, where anybody can read the project's secret. Default: false. */
  dangerously_allow_browser?: boolean | undefined;
  /**
   * Allows plain http to any host, such as a mock in a container: whoever listens on the way reads the project's secret.
   * Default: false.
   */
  dangerously_allow_http?: boolean | undefined;
}

/** What is tried again. */
export type Retry = "unsent" | "idempotent";

/** A checked configuration, with every default filled in. @internal */
export interface Settings {
  base_url: string;
  /** Base64 of `project_id:secret`. */
  basic: string;
  secret: string;
  timeout: number;
  /** As it was given. Without one, `deadlineOf` has the default. */
  deadline: number | undefined;
  max_retries: number;
  retry: Retry;
  max_response_bytes: number;
  fetch: Fetch | undefined;
  logger: Logger | undefined;
  log_level: LogLevel;
}

/** What the attempts of one call go by. @internal */
export type CallSettings = Pick<
  Settings,
  "timeout" | "deadline" | "max_retries" | "retry" | "logger" | "log_level"
>;

/** How often and how long a call is tried: the same for a client and for one call. @internal */
export const limitChecks = {
  timeout: milliseconds,
  deadline: milliseconds,
  max_retries: wholeNumber(0),
  retry: oneOf("unsent", "idempotent"),
} satisfies Record<string, Check>;

const checks: Record<keyof ClientConfig, Check> & { dispatcher: string } = {
  project_id: ofType("string"),
  secret: ofType("string"),
  custom_base_url: ofType("string"),
  env: ofType("string"),
  fraud_env: anything,
  ...limitChecks,
  max_response_bytes: wholeNumber(1),
  fetch: ofType("function"),
  logger: anything,
  log_level: oneOf(...logLevels, "off"),
  dangerously_allow_browser: ofType("boolean"),
  dangerously_allow_http: ofType("boolean"),
  dispatcher:
    "pass a `fetch` that hands your dispatcher to undici, `(url, init) => undici.fetch(url, { ...init, dispatcher })`",
};

/** Checks a configuration without changing it. Throws a ClientError that quotes no value. @internal */
export function readConfig(given: ClientConfig): Settings {
  const config = checkOptions<ClientConfig>("configuration", given, checks);
  if (config.dangerously_allow_browser !== true && isBrowser()) {
    throw new ClientError(
      "browser_refused",
      "Refusing to run in a browser, where anybody can read the project's secret: call the API from your server. " +
        "`dangerously_allow_browser` is for tests in jsdom and the like; in a page it gives the secret away.",
    );
  }
  for (const name of ["AbortController", "TextEncoder", "TextDecoder"] as const) {
    if (globalThis[name] !== undefined) continue;
    const message = `This runtime has no ${name}. Under Jest, take its node environment instead of jsdom.`;
    throw new ClientError("unsupported_runtime", message);
  }
  const { project_id, secret } = readCredentials(config);
  const {
    custom_base_url,
    env,
    timeout = 35_000,
    deadline,
    max_retries = 2,
    retry = "unsent",
    max_response_bytes = 10 * 1024 * 1024,
    fetch,
    logger,
    log_level = "info",
    dangerously_allow_http = false,
  } = config;
  checkTimeout(config.timeout, deadline);
  const needed = neededFunctions(log_level);
  if (logger !== undefined && !hasMethods(logger, needed)) {
    const must = `an object with the functions ${needed.join(", ")}`;
    throw new ClientError("invalid_option", `"logger" must be ${must}.`, "logger");
  }
  const check = (option: string, url: string) => checkBaseUrl(option, url, dangerously_allow_http);
  if (env !== undefined) check("env", env);
  const base_url = check("custom_base_url", custom_base_url ?? env ?? findServer(project_id));
  const basic = encodeBase64(`${project_id}:${secret}`);
  return {
    base_url,
    basic,
    secret,
    timeout,
    deadline,
    max_retries,
    retry,
    max_response_bytes,
    fetch,
    logger,
    log_level,
  };
}

/** The server that the description names for a project. @internal */
export function findServer(project_id: string, servers = described.servers): string {
  const server =
    servers.find(({ prefix }) => prefix !== undefined && project_id.startsWith(prefix)) ??
    servers.find(({ prefix }) => prefix === undefined);
  if (server !== undefined) return server.url;
  const message = 'The description names no server for this project: pass "custom_base_url".';
  throw new ClientError("invalid_base_url", message, "custom_base_url");
}

/** Refuses a `timeout` that the `deadline` beside it would cut short without a word. @internal */
export function checkTimeout(timeout: number | undefined, deadline: number | undefined): void {
  if (timeout === undefined || deadline === undefined || timeout <= deadline) return;
  throw new ClientError(
    "invalid_option",
    `"timeout" must not be above "deadline", which is ${deadline}.`,
    "timeout",
  );
}

/** Milliseconds for all attempts: as given, or enough for one. @internal */
export function deadlineOf({ timeout, deadline }: Pick<Settings, "timeout" | "deadline">): number {
  return deadline ?? Math.max(90_000, timeout);
}

interface Credentials {
  project_id: string;
  secret: string;
}

/** Both from the configuration or both from the environment: one of each could belong to two projects. */
function readCredentials(config: ClientConfig): Credentials {
  // Two that are undefined were read from where there is nothing, and not left to the environment.
  const isGiven = "project_id" in config || "secret" in config;
  const env = isGiven ? undefined : readEnvironment();
  const read = (key: keyof Credentials, variable: string) => {
    const [value, source] = isGiven
      ? [config[key], `"${key}"`]
      : [
          tryTo(() => (Object.hasOwn(env!, variable) ? env![variable] : undefined)),
          `The environment variable ${variable}`,
        ];
    return checkCredential(key, value, source);
  };
  const project_id = read("project_id", "STYTCH_PROJECT_ID");
  if (project_id.includes(":"))
    throw new ClientError("invalid_option", `"project_id" must not contain ":".`, "project_id");
  return { project_id, secret: read("secret", "STYTCH_SECRET") };
}

/** The process's own environment, where there is a process. */
function readEnvironment(): Record<string, string | undefined> | undefined {
  if (!Object.hasOwn(globalThis, "process")) return undefined;
  return (globalThis as { process?: { env?: Record<string, string> } }).process?.env;
}

function checkCredential(key: keyof Credentials, value: string | undefined, source: string): string {
  if (value === undefined || value.trim() === "") {
    const hint =
      value === undefined
        ? 'Pass both "project_id" and "secret", or set both STYTCH_PROJECT_ID and STYTCH_SECRET.'
        : `${source} is blank.`;
    throw new ClientError("missing_credentials", `No ${key}. ${hint}`, key);
  }
  if (value !== value.trim() || /[\p{Cc}\p{Cs}]/u.test(value)) {
    const problem = "begins or ends with white space, or contains a control character or a lone surrogate";
    throw new ClientError("invalid_option", `${source} ${problem}.`, key);
  }
  return value;
}

function checkBaseUrl(option: string, value: string, allow_http: boolean): string {
  const refuse = (problem: string) => new ClientError("invalid_base_url", `"${option}" ${problem}.`, option);
  if (/[\s\p{Cc}\\]/u.test(value))
    throw refuse("must not contain white space, control characters or backslashes");
  // Not `URL.canParse`: on Node 20, once it is optimized, it says no to what is not ASCII.
  const url = tryTo(() => new URL(value));
  if (url === undefined || !/^https?:\/\/[^/]/i.test(value)) throw refuse("must be an absolute https URL");
  if (url.username !== "" || url.password !== "") throw refuse("must not contain credentials");
  if (/[?#]/.test(value)) throw refuse("must not contain a query or a fragment");
  if (url.protocol === "http:" && !allow_http && !isLoopback(url.hostname))
    throw refuse(
      "must use https, except on loopback; `dangerously_allow_http` lifts that for a test network",
    );
  return url.origin + url.pathname.replace(/(?<!\/)\/+$/, "");
}

function isLoopback(hostname: string): boolean {
  // In a URL, a host that ends in a number is an IPv4 address.
  const isIPv4 = /\.\d+$/.test(hostname);
  return hostname === "localhost" || hostname === "[::1]" || (isIPv4 && hostname.startsWith("127."));
}

/** A page, or a worker of one. workerd once had `importScripts` too, and no server runtime has both. */
function isBrowser(): boolean {
  const { document, importScripts, isSecureContext } = globalThis as Record<string, unknown>;
  return (
    document !== undefined || (typeof importScripts === "function" && typeof isSecureContext === "boolean")
  );
}
