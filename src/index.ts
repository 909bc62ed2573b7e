/** The public API: this list, and every type of the API description. */
export { B2BClient, type CallOptions } from "./b2b-client.js";
export type { CallLimits } from "./caller.js";
export type { Authorization } from "./authorization.js";
export { envs, type ClientConfig, type Retry } from "./config.js";
export {
  ClientError,
  RequestError,
  StytchError,
  type Attempt,
  type ClientErrorCode,
  type RequestErrorCode,
} from "./errors.js";
export type { Fetch, FetchInit, FetchResponse, ResponseHeaders } from "./fetch.js";
export type { Logger, LogLevel } from "./log.js";
// The one star: the generated file is itself an explicit list, which a spec change extends.
export type * from "../generated/client.js";
