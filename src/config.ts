import { encodeBase64 } from "./authorization.js";
import { ClientError } from "./errors.js";
import type { Logger, LogLevel } from "./log.js";
import { logLevels } from "./log.js";
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

/** What `B2BClient` and `createFetchClient` take. */
export interface ClientConfig {
  /** The project's id. Default: the environment variable `STYTCH_PROJECT_ID`. */
  project_id?: string;
  /** The project's secret. Default: the environment variable `STYTCH_SECRET`. */
  secret?: string;
  /**
   * Where the API is; https, or http on loopback. A path in it goes before every operation's path. Default:
   * `https://api.stytch.com` for a project id that starts with `project-live-`, else `https://test.stytch.com`.
   */
  custom_base_url?: string;
  /** The official SDK's name for a base URL; `custom_base_url` wins. */
  env?: string;
  /** Accepted because the official SDK takes it; unused. */
  fraud_env?: string;
  /** Milliseconds for one attempt: connection, headers and body. Default: 35000. */
  timeout?: number;
  /** Milliseconds for all attempts of a call and the waits between them. Default: 90000. */
  deadline?: number;
  /** How often a call may be tried again; 0 turns retries off. Default: 2. */
  max_retries?: number;
  /**
   * What is tried again: `unsent`, what cannot have been applied (a connection never established, and 429), or
   * `idempotent`, also lost connections, timeouts and 502, 503, 504. Default: `unsent`.
   */
  retry?: "unsent" | "idempotent";
  /** The most bytes of any answer that are read, after decompression. Default: 10485760 (10 MiB). */
  max_response_bytes?: number;
  /** Used instead of the platform's `fetch`; called with a URL and an init. */
  fetch?: Fetch;
  /** Anything like `console`: gets one line per attempt. Default: none. */
  logger?: Logger;
  /** The least severe lines that `logger` gets. Default: `info`. */
  log_level?: LogLevel;
  /** Allows a browser, where anybody can read the project's secret. Default: false. */
  dangerously_allow_browser?: boolean;
}

/** The platform's `fetch`, as far as this package uses it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A checked configuration, with every default filled in. */
export interface Settings {
  base_url: string;
  /** Base64 of `project_id:secret`. */
  basic: string;
  secret: string;
  timeout: number;
  deadline: number;
  max_retries: number;
  retry: "unsent" | "idempotent";
  max_response_bytes: number;
  fetch: Fetch | undefined;
  logger: Logger | undefined;
  log_level: LogLevel;
}

const checks: Record<keyof ClientConfig | "dispatcher", Check> = {
  project_id: ofType("string"),
  secret: ofType("string"),
  custom_base_url: ofType("string"),
  env: ofType("string"),
  fraud_env: anything,
  timeout: milliseconds,
  deadline: milliseconds,
  max_retries: wholeNumber(0),
  retry: oneOf("unsent", "idempotent"),
  max_response_bytes: wholeNumber(1),
  fetch: ofType("function"),
  logger: (value) =>
    hasMethods(value, logLevels) ? undefined : `an object with the functions ${logLevels.join(", ")}`,
  log_level: oneOf(...logLevels, "off"),
  dangerously_allow_browser: ofType("boolean"),
  dispatcher: () =>
    "left out: pass a `fetch` that hands your dispatcher to undici, `(url, init) => undici.fetch(url, { ...init, dispatcher })`",
};

/** Checks a configuration without changing it. Throws a ClientError that quotes no value. */
export function readConfig(given: ClientConfig): Settings {
  const config = checkOptions<ClientConfig>("configuration", given, checks);
  if (config.dangerously_allow_browser !== true && isBrowser()) {
    throw new ClientError(
      "browser_refused",
      "Refusing to run in a browser, where anybody can read the project's secret. Call the API from your server.",
    );
  }
  const project_id = readCredential(config, "project_id", "STYTCH_PROJECT_ID");
  if (project_id.includes(":"))
    throw new ClientError("invalid_option", `"project_id" must not contain ":".`, "project_id");
  const secret = readCredential(config, "secret", "STYTCH_SECRET");
  const {
    custom_base_url,
    env,
    timeout = 35_000,
    deadline = 90_000,
    max_retries = 2,
    retry = "unsent",
    max_response_bytes = 10 * 1024 * 1024,
    fetch,
    logger,
    log_level = "info",
  } = config;
  let base_url = project_id.startsWith("project-live-")
    ? "https://api.stytch.com"
    : "https://test.stytch.com";
  if (env !== undefined) base_url = checkBaseUrl("env", env);
  if (custom_base_url !== undefined) base_url = checkBaseUrl("custom_base_url", custom_base_url);
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

function readCredential(config: ClientConfig, key: "project_id" | "secret", variable: string): string {
  const given = config[key];
  const value =
    given ?? (globalThis as { process?: { env?: Record<string, string> } }).process?.env?.[variable];
  const source = given === undefined ? `The environment variable ${variable}` : `"${key}"`;
  if (value === undefined || value.trim() === "") {
    const hint = value === undefined ? `Pass "${key}" or set ${variable}.` : `${source} is blank.`;
    throw new ClientError("missing_credentials", `No ${key}. ${hint}`, key);
  }
  if (value !== value.trim() || /[\p{Cc}\p{Cs}]/u.test(value)) {
    const problem = "begins or ends with white space, or contains a control character or a lone surrogate";
    throw new ClientError("invalid_option", `${source} ${problem}.`, key);
  }
  return value;
}

function checkBaseUrl(option: string, value: string): string {
  const refuse = (problem: string) => new ClientError("invalid_base_url", `"${option}" ${problem}.`, option);
  if (/[\s\p{Cc}\\]/u.test(value))
    throw refuse("must not contain white space, control characters or backslashes");
  // Not `URL.canParse`: on Node 20, once it is optimized, it says no to what is not ASCII.
  const url = tryTo(() => new URL(value));
  if (url === undefined || !/^https?:\/\/[^/]/i.test(value)) throw refuse("must be an absolute https URL");
  if (url.username !== "" || url.password !== "") throw refuse("must not contain credentials");
  if (/[?#]/.test(value)) throw refuse("must not contain a query or a fragment");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw refuse("must use https, except on loopback");
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** A window with a document, or a web worker of one. */
function isBrowser(): boolean {
  const { document, importScripts } = globalThis as { document?: unknown; importScripts?: unknown };
  return document !== undefined || typeof importScripts === "function";
}
