import { copyCause } from "./cause.js";
import type { RequestErrorCode } from "./errors.js";
import type { ResponseHeaders } from "./fetch.js";
import { readOwn } from "./own.js";
import type { Secrets } from "./secrets.js";
import { tryTo } from "./try-to.js";

/** No answer, or one that cannot be used. */
export interface NoAnswer {
  kind: "no answer";
  code: RequestErrorCode;
  /** What is wrong, for the message. */
  detail?: string | undefined;
  status_code?: number;
  request_id?: string | undefined;
  excerpt?: string | undefined;
  headers?: ResponseHeaders;
  retry_after_ms?: undefined;
  may_have_been_applied: boolean;
  /** True when trying again cannot help although, by its code, it could. */
  permanent?: boolean;
  /** May be shown as it is: a copy, or the caller's own reason for an abort. */
  cause?: unknown;
}

/** Codes of a certificate that was refused. */
const certificate =
  /^ERR_TLS_CERT|^(?:C(?:ERT|RL)_(?:CHAIN_TOO_LONG|HAS_EXPIRED|NOT_YET_VALID|REJECTED|REVOKED|SIGNATURE_FAILURE|UNTRUSTED)|DEPTH_ZERO|ERROR_IN_C|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|SELF_SIGNED|UNABLE_TO_(?:DEC|GET|VERIFY))/;

/**
 * Codes of a handshake that failed, by this side or by the other. Those of the record layer, such as
 * ERR_SSL_WRONG_VERSION_NUMBER, are left out: a connection that has carried the request fails with them too.
 */
const handshake =
  /^ERR_TLS_HANDSHAKE|^ERR_SSL_.*(?:CERT|HANDSHAKE_FAILURE|NO_PROTOCOLS_AVAILABLE|PROTOCOL_VERSION|UNRECOGNIZED_NAME|UNSUPPORTED_PROTOCOL)/;

/** Codes that only an attempt to connect has. */
const connecting = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

/** Codes of a limit of the platform's own on the wait for headers or body. */
const platformTimeout = /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/;

/** Codes of HTTP that cannot be parsed, and of gzip, deflate, brotli and zstd that cannot be decompressed. */
const undecodable = /^HPE_(?!INVALID_EOF_STATE$)|^UND_ERR_HEADERS_OVERFLOW$|^Z_|^ERR__ERROR_FORMAT_|^ZSTD_/;

/** The most causes, and the most addresses, that are looked at. */
const mostErrors = 10;

/** What undici says of a proxy that does not open a tunnel. The request waits behind the tunnel. */
const refusedTunnel = /^Proxy response \((\d{3})\) !== 200 when HTTP Tunneling$/;

/**
 * Reads a rejection of `fetch`, the caller's own or the platform's. Only what the platform marks as an attempt to connect
 * is taken for one; everything doubtful may have been applied.
 */
export function classifyRejection(cause: unknown, secrets: Secrets, is_own_fetch: boolean): NoAnswer {
  const error = findTelling(cause);
  const shown = { detail: showCode(error, secrets), cause: copyCause(cause, secrets) };
  const unsent = {
    ...shown,
    kind: "no answer",
    code: "connection_failed",
    may_have_been_applied: false,
  } as const;
  const proxy_status = findProxyStatus(error);
  if (proxy_status !== undefined) {
    const detail = "a proxy refused to connect to the API";
    return { ...unsent, status_code: proxy_status, detail, permanent: proxy_status < 500 };
  }
  if (
    certificate.test(error.code) ||
    handshake.test(error.code) ||
    isRefusedPort(error) ||
    isCutHandshake(error)
  ) {
    return { ...unsent, permanent: true };
  }
  if (isConnecting(error)) return unsent;
  const loss = toLoss(error, shown);
  return is_own_fetch ? { ...loss, detail: loss.detail ?? describeMistake(shown.cause) } : loss;
}

/** Reads an error that came after the request had begun to leave: while waiting for the answer, or in its body. */
export function classifyLoss(cause: unknown, secrets: Secrets): NoAnswer {
  const error = findTelling(cause);
  return toLoss(error, { detail: showCode(error, secrets), cause: copyCause(cause, secrets) });
}

function toLoss(error: PlatformError, shown: Pick<NoAnswer, "detail" | "cause">): NoAnswer {
  const loss = { ...shown, kind: "no answer", may_have_been_applied: true } as const;
  if (undecodable.test(error.code) || isUnparsable(error)) {
    return { ...loss, code: "invalid_response", detail: "the answer cannot be decoded" };
  }
  if (platformTimeout.test(error.code)) return { ...loss, code: "timeout" };
  return { ...loss, code: "connection_lost", permanent: /^EPROTO$|^ERR_SSL_/.test(error.code) };
}

/** A platform gives its errors a code or a cause. One of the language without either was thrown by the caller's code. */
function describeMistake(error: Error): string | undefined {
  const isMistake = /^(?:Type|Reference|Range|Syntax)Error$/.test(error.name);
  return isMistake && readOwn(error, "cause") === undefined
    ? `your \`fetch\` threw a ${error.name}`
    : undefined;
}

/** What is read of an error: texts of its own, empty where it has none. */
interface PlatformError {
  name: string;
  code: string;
  syscall: string;
  message: string;
  has_local_address: boolean;
}

function readError(error: unknown): PlatformError {
  const read = (key: string): string => {
    const text = readOwn(error, key);
    return typeof text === "string" ? text : "";
  };
  return {
    name: read("name"),
    code: read("code"),
    syscall: read("syscall"),
    message: read("message"),
    has_local_address: tryTo(() => Object.hasOwn(Object(error), "localAddress")) === true,
  };
}

const silent = readError(undefined);

/** The first of an error and its causes that says more than words: what is behind it happened before. */
function findTelling(cause: unknown): PlatformError {
  let next = cause;
  for (let level = 0; level < mostErrors; level += 1) {
    const tried = readOwn(next, "errors");
    // One that tried several addresses stands for the worst of them: all must have failed to connect.
    if (Array.isArray(tried)) return everyAddress(tried) ?? silent;
    const error = readError(next);
    if (error.code !== "" || error.syscall !== "") return error;
    if (isRefusedPort(error) || error.name === parserError) return error;
    next = readOwn(next, "cause");
  }
  return silent;
}

/** The first of an AggregateError's errors, where each of them failed to connect. */
function everyAddress(tried: readonly unknown[]): PlatformError | undefined {
  const length = Number(readOwn(tried, "length"));
  if (length > mostErrors) return undefined;
  const errors = Array.from({ length }, (_, index) => readError(readOwn(tried, String(index))));
  return errors.every(isConnecting) ? errors[0] : undefined;
}

function isConnecting({ code, syscall }: PlatformError): boolean {
  return syscall === "" ? connecting.test(code) : syscall === "connect" || syscall === "getaddrinfo";
}

/** A port that browsers do not speak HTTP to. This error has no code. */
function isRefusedPort({ message }: PlatformError): boolean {
  return message === "bad port";
}

/** A connection that ended before TLS was established: ECONNRESET without a system call, with the address instead. */
function isCutHandshake({ code, syscall, has_local_address }: PlatformError): boolean {
  return code === "ECONNRESET" && syscall === "" && has_local_address;
}

const parserError = "HTTPParserError";

/** The parser's error, which has no code on Node 24. It names an end in mid-answer too, and that is a loss. */
function isUnparsable({ name, message }: PlatformError): boolean {
  return name === parserError && !/\bEOF\b/.test(message);
}

/** The status with which a proxy answered CONNECT. */
function findProxyStatus({ code, message }: PlatformError): number | undefined {
  const status = code === "UND_ERR_ABORTED" ? refusedTunnel.exec(message)?.[1] : undefined;
  return status === undefined ? undefined : Number(status);
}

/** A platform's code, if it looks like one: it stands in messages, and a `fetch` of the caller's can say anything. */
function showCode({ code }: PlatformError, secrets: Secrets): string | undefined {
  return /^[A-Z][A-Z0-9_/]{2,63}$/.test(code) && secrets.redact(code) === code ? code : undefined;
}
