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
  /** True when trying again cannot help. */
  permanent: boolean;
  cause?: unknown;
}

/** Codes of a certificate that was refused, or of a handshake that never ended: nothing has left. */
const handshake =
  /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS_|^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|SSLV3_ALERT_HANDSHAKE_FAILURE|TLSV1_ALERT_PROTOCOL_VERSION|TLSV1_UNRECOGNIZED_NAME)$/;

/**
 * Reads a rejection of `fetch`. Only what the platform marks as an attempt to connect is taken for one; everything
 * doubtful may have been applied.
 */
export function classifyRejection(cause: unknown): NoAnswer {
  const errors = unwind(cause);
  const unsent = { kind: "no answer", code: "connection_failed", may_have_been_applied: false, cause } as const;
  const code = findCode(errors);
  if (errors.some((error) => error.message === "bad port") || handshake.test(code)) {
    return { ...unsent, permanent: true };
  }
  return errors.some(isConnecting) ? { ...unsent, permanent: false } : classifyLoss(cause);
}

/** Reads an error that came after the request had begun to leave: while waiting for the answer, or in its body. */
export function classifyLoss(cause: unknown): NoAnswer {
  const code = findCode(unwind(cause));
  const loss = { kind: "no answer", may_have_been_applied: true, cause } as const;
  return /^HPE_|^UND_ERR_HEADERS_OVERFLOW$|^Z_|^ERR__ERROR_FORMAT_/.test(code)
    ? { ...loss, code: "invalid_response", detail: "the answer cannot be decoded", permanent: true }
    : { ...loss, code: "connection_lost", permanent: /^EPROTO$|^ERR_SSL_/.test(code) };
}

interface PlatformError {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  cause?: unknown;
}

function isConnecting({ code, syscall }: PlatformError): boolean {
  return syscall === "connect" || syscall === "getaddrinfo" || code === "UND_ERR_CONNECT_TIMEOUT";
}

function findCode(errors: readonly PlatformError[]): string {
  return (errors.find((error) => typeof error.code === "string")?.code ?? "") as string;
}

/** An error and its causes. One that tried several addresses stands for the worst of them: all must have failed to connect. */
function unwind(cause: unknown): PlatformError[] {
  const errors: PlatformError[] = [];
  for (let next = cause; typeof next === "object" && next !== null && errors.length < 10; ) {
    const error: PlatformError & { errors?: unknown } = next;
    errors.push(error);
    if (Array.isArray(error.errors) && error.errors.every(isConnecting)) errors.push(...(error.errors as PlatformError[]));
    next = error.cause;
  }
  return errors;
}
