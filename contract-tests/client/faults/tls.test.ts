// Nothing is sent to a server that cannot be trusted.
import { request } from "node:https";
import { Agent, fetch as undiciFetch } from "undici";
import { describe, expect, it, onTestFinished } from "vitest";
import { callers, fail, script } from "./callers.js";
import { selfSign, type Certified } from "./certificate.js";
import { answer, startServer, type FaultServer } from "./fault-server.js";
import { startTlsServer } from "./tls-server.js";
import type { Fetch } from "../../../src/index.js";
import type { PlatformFetch } from "../../contract/caller.js";

const good = selfSign("127.0.0.1", [2020, 2999]);
const expired = selfSign("127.0.0.1", [2020, 2021]);
const early = selfSign("127.0.0.1", [2998, 2999]);
const foreign = selfSign("example.invalid", [2020, 2999]);

/** A `fetch` that trusts these certificates. */
function trust(...certificates: Certified[]): Fetch {
  const dispatcher = new Agent({ connect: { ca: certificates.map(({ cert }) => cert) } });
  onTestFinished(() => dispatcher.destroy());
  return (url, init) => undiciFetch(url, { ...init, dispatcher });
}

const secure = (server: FaultServer) => ({ custom_base_url: server.url.replace("http:", "https:") });
const eager = { retry: "idempotent", max_retries: 5 } as const;

describe.each(callers)("%s", (_, call) => {
  const unsent = {
    as: "RequestError",
    code: "connection_failed",
    may_have_been_applied: false,
    attempts: [{ code: "connection_failed", waited_ms: 0 }],
  };

  it("succeeds with a certificate that it may trust", async () => {
    const server = await startTlsServer(good);
    expect(await call({ ...secure(server), fetch: trust(good) })).toMatchObject({ as: "success" });
  });

  it("sends nothing, once, to a server whose certificate nobody signed", async () => {
    const server = await startTlsServer(good);
    expect(await call({ ...secure(server), ...eager })).toMatchObject(unsent);
    expect(server.requests).toEqual([]);
    expect(server.connections).toHaveLength(1);
  });

  it.each([
    ["has expired", expired],
    ["is not valid yet", early],
    ["is another host's", foreign],
  ])("sends nothing, once, to a server whose certificate %s", async (_title, certificate) => {
    const server = await startTlsServer(certificate);
    expect(await call({ ...secure(server), ...eager, fetch: trust(certificate) })).toMatchObject(unsent);
    expect(server.requests).toEqual([]);
    expect(server.connections).toHaveLength(1);
  });

  it.each([
    ["has no certificate", {}],
    [
      "speaks only TLS 1.1",
      { ...good, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
    ],
  ] as const)("sends nothing, once, to a TLS server that %s", async (_title, options) => {
    const server = await startTlsServer(options);
    expect(await call({ ...secure(server), ...eager })).toMatchObject(unsent);
    expect(server.connections).toHaveLength(1);
  });

  it("sends nothing, once, to a server that closes the connection during the handshake", async () => {
    const server = await startServer((socket) => socket.end());
    expect(await call({ ...secure(server), ...eager })).toMatchObject(unsent);
    expect(server.requests).toEqual(["TLS"]);
  });

  it("sends nothing, once, to a port that fetch refuses", async () => {
    expect(await call({ custom_base_url: "http://127.0.0.1:6000", ...eager })).toMatchObject(unsent);
  });

  it("gives up at once where a TLS URL leads to a server that speaks plain HTTP", async () => {
    const server = await startServer(answer(400));
    expect(await call({ ...secure(server), ...eager })).toMatchObject({
      as: "RequestError",
      code: "connection_lost",
      attempts: [{ code: "connection_lost", waited_ms: 0 }],
    });
    expect(server.requests).toEqual(["TLS"]);
  });

  it("cannot exclude that a request was applied whose TLS connection broke later", async () => {
    const server = await startTlsServer(good, () =>
      server.connections[0]!.write("HTTP/1.1 502 Bad Gateway\r\n\r\n"),
    );
    expect(await call({ ...secure(server), ...eager, fetch: overHttps })).toMatchObject({
      as: "RequestError",
      code: "connection_lost",
      may_have_been_applied: true,
      attempts: [{ code: "connection_lost", waited_ms: 0 }],
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "CERT_REVOKED",
    "CRL_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
    "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
    "ERR_SSL_UNSUPPORTED_PROTOCOL",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_TLS_HANDSHAKE_TIMEOUT",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ])("takes %s for a handshake that failed", async (code) => {
    expect(await call({ fetch: script(fail({ code })).fetch, ...eager })).toMatchObject(unsent);
  });

  it.each([
    "EPROTO",
    "ERR_SSL_BAD_RECORD_TYPE",
    "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
    "ERR_SSL_PACKET_LENGTH_TOO_LONG",
    "ERR_SSL_WRONG_VERSION_NUMBER",
  ])("takes %s for a connection that may have carried the request", async (code) => {
    expect(await call({ fetch: script(fail({ code })).fetch, ...eager })).toMatchObject({
      code: "connection_lost",
      may_have_been_applied: true,
      attempts: [{ code: "connection_lost", waited_ms: 0 }],
    });
  });
});

/** A `fetch` over Node's own client, which reports what breaks a connection that undici would read to its end. */
const overHttps: PlatformFetch = (url, init) =>
  new Promise((_resolve, reject) => {
    const options = { method: "DELETE", rejectUnauthorized: false, signal: init.signal ?? undefined };
    request(url, options as never)
      .on("error", reject)
      .end();
  });
