import { copyCause, readOwn } from "./cause.js";
import type { RequestErrorCode } from "./errors.js";
import type { ResponseHeaders } from "./fetch.js";
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
  may_have_been_applied: boolean;
  /** True when trying again cannot help although, by its code, it could. */
  permanent?: boolean;
  /** May be shown as it is: a copy, or the caller's own reason for an abort. */
  cause?: unknown;
}

/** Codes of a certificate that was refused. */
const certificate =
  /^ERR_TLS_CERT|^(?:CERT|CRL|DEPTH_ZERO|ERROR_IN_C|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|SELF_SIGNED|UNABLE_TO_(?:DEC|GET|VERIFY))/;

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
 * Reads a rejection of `fetch`, the caller's own or the platform's. Only what the platform marks as an attempt to connect is taken for one; everything
 * doubtful may have been applied.
 */
export function classifyRejection(cause: unknown, secrets: Secrets, is_own_fetch: boolean): NoAnswer {
  const errors = unwind(cause);
  const code = findCode(errors);
  const unsent = {
    kind: "no answer",
    code: "connection_failed",
    detail: showCode(code),
    may_have_been_applied: false,
    cause: copyCause(cause, secrets),
  } as const;
  const proxy_status = findProxyStatus(errors);
  if (proxy_status !== undefined) {
    const detail = "a proxy refused to connect to the API";
    return { ...unsent, status_code: proxy_status, detail, permanent: proxy_status < 500 };
  }
  if (
    certificate.test(code) ||
    handshake.test(code) ||
    errors.some(isRefusedPort) ||
    errors.some(isCutHandshake)
  ) {
    return { ...unsent, permanent: true };
  }
  if (errors.some(isConnecting)) return unsent;
  const loss = classifyLoss(cause, secrets);
  return is_own_fetch ? { ...loss, detail: loss.detail ?? describeMistake(unsent.cause) } : loss;
}

/** Reads an error that came after the request had begun to leave: while waiting for the answer, or in its body. */
export function classifyLoss(cause: unknown, secrets: Secrets): NoAnswer {
  const errors = unwind(cause);
  const code = findCode(errors);
  const loss = {
    kind: "no answer",
    detail: showCode(code),
    may_have_been_applied: true,
    cause: copyCause(cause, secrets),
  } as const;
  if (undecodable.test(code) || errors.some(isUnparsable)) {
    return { ...loss, code: "invalid_response", detail: "the answer cannot be decoded" };
  }
  if (platformTimeout.test(code)) return { ...loss, code: "timeout" };
  return { ...loss, code: "connection_lost", permanent: /^EPROTO$|^ERR_SSL_/.test(code) };
}

/** A platform gives its errors a code or a cause. One of the language without either was thrown by the caller's code. */
function describeMistake({ name, cause }: Error): string | undefined {
  if (cause !== undefined || !/^(?:Type|Reference|Range|Syntax)Error$/.test(name)) return undefined;
  return `your \`fetch\` threw a ${name}`;
}

/** What is read of an error, each key of its own. */
interface PlatformError {
  name: unknown;
  code: unknown;
  syscall: unknown;
  message: unknown;
  has_local_address: boolean;
}

function readError(error: unknown): PlatformError {
  return {
    name: readOwn(error, "name"),
    code: readOwn(error, "code"),
    syscall: readOwn(error, "syscall"),
    message: readOwn(error, "message"),
    has_local_address: tryTo(() => Object.hasOwn(Object(error), "localAddress")) === true,
  };
}

function isConnecting({ code, syscall }: PlatformError): boolean {
  return syscall === "connect" || syscall === "getaddrinfo" || connecting.test(String(code));
}

/** A port that browsers do not speak HTTP to. This error has no code. */
function isRefusedPort({ message }: PlatformError): boolean {
  return message === "bad port";
}

/** A connection that ended before TLS was established: ECONNRESET without a system call, with the address instead. */
function isCutHandshake({ code, syscall, has_local_address }: PlatformError): boolean {
  return code === "ECONNRESET" && syscall === undefined && has_local_address;
}

/** The parser's error, which has no code on Node 24. It names an end in mid-answer too, and that is a loss. */
function isUnparsable({ name, message }: PlatformError): boolean {
  return name === "HTTPParserError" && !/\bEOF\b/.test(String(message));
}

/** The status with which a proxy answered CONNECT. */
function findProxyStatus(errors: readonly PlatformError[]): number | undefined {
  const found = errors
    .filter(({ code }) => code === "UND_ERR_ABORTED")
    .map(({ message }) => refusedTunnel.exec(String(message))?.[1])
    .find((status) => status !== undefined);
  return found === undefined ? undefined : Number(found);
}

function findCode(errors: readonly PlatformError[]): string {
  return String(errors.find(({ code }) => typeof code === "string")?.code);
}

/** A platform's code, if it looks like one: it stands in messages, and a `fetch` of the caller's can say anything. */
function showCode(code: string): string | undefined {
  return /^[A-Z][A-Z0-9_/]{2,63}$/.test(code) ? code : undefined;
}

/** An error and its causes, each told apart from what it inherits. */
function unwind(cause: unknown): PlatformError[] {
  const errors: PlatformError[] = [];
  for (let next = cause; Object(next) === next && errors.length < mostErrors; next = readOwn(next, "cause")) {
    const error = readError(next);
    const tried = readTried(next);
    // One that tried several addresses stands for the worst of them: all must have failed to connect.
    if (tried.every(isConnecting)) errors.push(error, ...tried);
    else errors.push({ ...error, code: undefined, syscall: undefined });
  }
  return errors;
}

/** The errors of an AggregateError. Of more than a name has addresses, the first ones. */
function readTried(error: unknown): PlatformError[] {
  const tried = readOwn(error, "errors");
  const length = Array.isArray(tried) ? Math.min(Number(readOwn(tried, "length")), mostErrors) : 0;
  return Array.from({ length }, (_, index) => readError(readOwn(tried, String(index))));
}
