import type { RequestErrorCode } from "./errors.js";

/** No answer, or one that cannot be used. */
export interface NoAnswer {
  kind: "no answer";
  code: RequestErrorCode;
  /** What is wrong, for the message. */
  detail?: string;
  status_code?: number;
  request_id?: string | undefined;
  excerpt?: string;
  may_have_been_applied: boolean;
  /** True when trying again cannot help although, by its code, it could. */
  permanent?: boolean;
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

/** Codes of a limit of the platform's own on the wait for headers or body. */
const platformTimeout = /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/;

/** Codes of HTTP that cannot be parsed, and of gzip, deflate, brotli and zstd that cannot be decompressed. */
const undecodable = /^HPE_(?!INVALID_EOF_STATE$)|^UND_ERR_HEADERS_OVERFLOW$|^Z_|^ERR__ERROR_FORMAT_|^ZSTD_/;

/**
 * Reads a rejection of `fetch`. Only what the platform marks as an attempt to connect is taken for one; everything
 * doubtful may have been applied.
 */
export function classifyRejection(cause: unknown): NoAnswer {
  const errors = unwind(cause);
  const unsent = {
    kind: "no answer",
    code: "connection_failed",
    may_have_been_applied: false,
    cause,
  } as const;
  const code = findCode(errors);
  if (
    certificate.test(code) ||
    handshake.test(code) ||
    errors.some(isRefusedPort) ||
    errors.some(isCutHandshake)
  ) {
    return { ...unsent, permanent: true };
  }
  return errors.some(isConnecting) ? unsent : classifyLoss(cause);
}

/** Reads an error that came after the request had begun to leave: while waiting for the answer, or in its body. */
export function classifyLoss(cause: unknown): NoAnswer {
  const errors = unwind(cause);
  const code = findCode(errors);
  const loss = { kind: "no answer", may_have_been_applied: true, cause } as const;
  if (undecodable.test(code) || errors.some(isUnparsable)) {
    return { ...loss, code: "invalid_response", detail: "the answer cannot be decoded" };
  }
  if (platformTimeout.test(code)) return { ...loss, code: "timeout" };
  return { ...loss, code: "connection_lost", permanent: /^EPROTO$|^ERR_SSL_/.test(code) };
}

interface PlatformError {
  name?: unknown;
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  cause?: unknown;
}

function isConnecting({ code, syscall }: PlatformError): boolean {
  return syscall === "connect" || syscall === "getaddrinfo" || code === "UND_ERR_CONNECT_TIMEOUT";
}

/** A port that browsers do not speak HTTP to. This error has no code. */
function isRefusedPort({ message }: PlatformError): boolean {
  return message === "bad port";
}

/** A connection that ended before TLS was established: ECONNRESET without a system call, with the address instead. */
function isCutHandshake(error: PlatformError): boolean {
  return error.code === "ECONNRESET" && error.syscall === undefined && "localAddress" in error;
}

/** The parser's error, which has no code on Node 24. It names an end in mid-answer too, and that is a loss. */
function isUnparsable({ name, message }: PlatformError): boolean {
  return name === "HTTPParserError" && !/\bEOF\b/.test(String(message));
}

function findCode(errors: readonly PlatformError[]): string {
  return String(errors.find((error) => typeof error.code === "string")?.code);
}

/** An error and its causes. One that tried several addresses stands for the worst of them: all must have failed to connect. */
function unwind(cause: unknown): PlatformError[] {
  const errors: PlatformError[] = [];
  for (let next = cause; typeof next === "object" && next !== null && errors.length < 10;) {
    const error: PlatformError & { errors?: unknown } = next;
    errors.push(error);
    if (Array.isArray(error.errors)) {
      const tried: PlatformError[] = error.errors.map(Object);
      if (tried.every(isConnecting)) errors.push(...tried);
    }
    next = error.cause;
  }
  return errors;
}
