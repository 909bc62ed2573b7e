// Each error of the platform is sorted by what it proves about the request.
import { describe, expect, it } from "vitest";
import { classifyLoss, classifyRejection } from "../../../src/failure.js";
import { Secrets } from "../../../src/secrets.js";

const none = new Secrets([]);

/** An error whose causes have causes, `facts` being the innermost after so many others. */
function wrap(levels: number, facts: object): object {
  return levels === 0 ? facts : { cause: wrap(levels - 1, facts) };
}

const unsent = "connection_failed, not applied";
const hopeless = "connection_failed, not applied, permanent";
const lost = "connection_lost, maybe applied";
const broken = "connection_lost, maybe applied, permanent";
const timeout = "timeout, maybe applied";
const invalid = "invalid_response, maybe applied (the answer cannot be decoded)";

const cut = { code: "ECONNRESET", localAddress: "127.0.0.1" };
const connecting = { syscall: "connect" };

const tunnel = (status: number) => ({
  code: "UND_ERR_ABORTED",
  message: `Proxy response (${status}) !== 200 when HTTP Tunneling`,
});
const refusedTunnel = (status: number, how: string): string =>
  `${how} (a proxy refused to connect to the API) ${status}`;

const rejections: [what: string, cause: unknown, classified: string][] = [
  ...[
    "ERROR_IN_CERT_NOT_AFTER_FIELD",
    "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
    "UNABLE_TO_GET_CRL",
    "ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME",
  ].map((code) => [code, { code }, hopeless] as [string, object, string]),
  ...[
    "X_ERR_TLS_CERT",
    "X_CERT_HAS_EXPIRED",
    "X_ERR_TLS_HANDSHAKE",
    "X_ERR_SSL_UNSUPPORTED_PROTOCOL",
    "UND_ERR_SOCKET",
    "X_UND_ERR_BODY_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT_X",
    "HPE_INVALID_EOF_STATE",
    "X_HPE_INVALID",
    "X_UND_ERR_HEADERS_OVERFLOW",
    "UND_ERR_HEADERS_OVERFLOW_X",
    "X_Z_DATA_ERROR",
    "X_ERR__ERROR_FORMAT_",
    "X_ZSTD_",
    "X_EPROTO",
    "EPROTO_X",
    "X_ERR_SSL_",
  ].map((code) => [code, { code }, lost] as [string, object, string]),
  ["EPROTO", { code: "EPROTO" }, broken],
  ["ERR_SSL_BAD_RECORD_TYPE", { code: "ERR_SSL_BAD_RECORD_TYPE" }, broken],
  ["UND_ERR_HEADERS_TIMEOUT", { code: "UND_ERR_HEADERS_TIMEOUT" }, timeout],
  ["UND_ERR_BODY_TIMEOUT", { code: "UND_ERR_BODY_TIMEOUT" }, timeout],
  ["HPE_INVALID_EOF_STATE_X", { code: "HPE_INVALID_EOF_STATE_X" }, invalid],
  ["UND_ERR_HEADERS_OVERFLOW", { code: "UND_ERR_HEADERS_OVERFLOW" }, invalid],
  ["Z_BUF_ERROR", { code: "Z_BUF_ERROR" }, invalid],
  ["ERR__ERROR_FORMAT_PADDING_1", { code: "ERR__ERROR_FORMAT_PADDING_1" }, invalid],
  ["ZSTD_error_corruption_detected", { code: "ZSTD_error_corruption_detected" }, invalid],
  ["a parser's error", { name: "HTTPParserError", message: "Invalid status code" }, invalid],
  ["a parser's error of an end", { name: "HTTPParserError", message: "Invalid EOF state" }, lost],
  ["a parser's error that only sounds so", { name: "HTTPParserError", message: "GEOFENCE" }, invalid],
  ["another error with the words of a parser's", { name: "Error", message: "Invalid status code" }, lost],
  ["a connection cut in the handshake", cut, hopeless],
  ["a connection cut in a system call", { ...cut, syscall: "read" }, lost],
  ["a connection cut without an address", { code: "ECONNRESET" }, lost],
  ["another code with an address", { ...cut, code: "EPIPE" }, lost],
  ["a number for a code before the code", { code: 20, cause: { code: "CERT_HAS_EXPIRED" } }, hopeless],
  ["the first of two codes", { code: "EPIPE", cause: { code: "CERT_HAS_EXPIRED" } }, lost],
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"].map(
    (code) => [`${code} without a system call`, { code }, unsent] as [string, object, string],
  ),
  ...["X_ECONNREFUSED", "ECONNREFUSED_X", "XENOTFOUND", "EAI_AGAINX"].map(
    (code) => [code, { code }, lost] as [string, object, string],
  ),
  [
    "a code of several addresses of which one connected",
    { code: "ECONNREFUSED", errors: [connecting, {}] },
    lost,
  ],
  ["a system call that it inherits", Object.create(connecting), lost],
  ["a code that it inherits", Object.create({ code: "ECONNREFUSED" }), lost],
  ["errors that it inherits", Object.create({ errors: [connecting] }), lost],
  ["a cause that it inherits", Object.create({ cause: connecting }), lost],
  ["a system call by an accessor", Object.defineProperty({}, "syscall", { get: () => "connect" }), lost],
  ["more addresses than are looked at", { errors: Array.from({ length: 11 }, () => connecting) }, lost],
  ["a refused tunnel", wrap(2, tunnel(407)), refusedTunnel(407, hopeless)],
  ["a tunnel that a gateway refused", tunnel(502), refusedTunnel(502, unsent)],
  ["a tunnel that a gateway could not open", tunnel(500), refusedTunnel(500, unsent)],
  ["a tunnel's words with another code", { ...tunnel(407), code: "UND_ERR_SOCKET" }, lost],
  ["a tunnel's words without its code", { message: tunnel(407).message }, lost],
  ["a tunnel's code without its words", { code: "UND_ERR_ABORTED", message: "Request was cancelled." }, lost],
  ["a tunnel's words before others", { ...tunnel(407), message: `${tunnel(407).message} x` }, lost],
  ["a tunnel's words within others", { ...tunnel(407), message: `x ${tunnel(407).message}` }, lost],
  ["the tenth error of a chain", wrap(9, connecting), unsent],
  ["the eleventh", wrap(10, connecting), lost],
  ["null", null, lost],
  ["a string", "connect", lost],
  ["errors that are no list", { errors: "connect" }, lost],
  ["no address to try", { errors: [] }, lost],
  ["no address to try, and a code", { errors: [], code: "ECONNREFUSED" }, lost],
  ["two addresses that failed to connect", { errors: [connecting, connecting] }, unsent],
  ["two addresses of which one connected", { errors: [connecting, {}] }, lost],
  ["as many addresses as are looked at", { errors: Array.from({ length: 10 }, () => connecting) }, unsent],
  ["a cause beside the addresses", { errors: [{}], cause: connecting }, lost],
  ["a cause of an error that says nothing", { message: "x", cause: connecting }, unsent],
  ["a code beside another system call", { code: "ECONNREFUSED", syscall: "read" }, lost],
  [
    "a connection behind a loss",
    { code: "ECONNRESET", syscall: "read", cause: { code: "ECONNREFUSED" } },
    lost,
  ],
  ["a connection behind a loss without a system call", { code: "UND_ERR_SOCKET", cause: connecting }, lost],
  ["a tunnel behind a loss", { code: "ECONNRESET", cause: tunnel(407) }, lost],
  ["a certificate behind a loss", { code: "EPIPE", cause: { code: "CERT_HAS_EXPIRED" } }, lost],
  ["a code in a list", { code: ["ECONNREFUSED"] }, lost],
  ["a code without a prototype", { code: Object.create(null) }, lost],
  ["a code that only begins like a certificate's", { code: "CERT_BUCKET_FULL" }, lost],
];

describe("A rejection of fetch", () => {
  it.each(rejections)("with %s is classified", (_what, cause, classified) => {
    const { code, permanent, may_have_been_applied, detail, status_code, ...rest } = classifyRejection(
      cause,
      none,
      false,
    );
    const applied = may_have_been_applied ? "maybe applied" : "not applied";
    const facts = [code, applied, permanent === true ? "permanent" : ""].filter(Boolean).join(", ");
    // The platform's code stands in the message; what else it says is a sentence of ours.
    const said = /^[A-Z]/.test(detail ?? "") ? undefined : detail;
    const sentence = [facts, said && `(${said})`, status_code].filter(Boolean).join(" ");
    expect(sentence).toBe(classified);
    expect(rest).toEqual({ kind: "no answer", cause: expect.any(Error) });
  });

  it.each([
    ["TypeError", "your `fetch` threw a TypeError"],
    ["RangeError", "your `fetch` threw a RangeError"],
    ["MyTypeError", undefined],
    ["TypeErrorOfMine", undefined],
  ])("by a fetch of the caller's own that is a %s is told as %j", (name, detail) => {
    expect(classifyRejection({ name }, none, true).detail).toBe(detail);
    expect(classifyRejection({ name, cause: {} }, none, true).detail).toBeUndefined();
    expect(classifyRejection({ name }, none, false).detail).toBeUndefined();
  });

  it("is never told to be unsent once the request has begun to leave", () => {
    expect(classifyLoss(connecting, none)).toMatchObject({
      code: "connection_lost",
      may_have_been_applied: true,
    });
  });
});
