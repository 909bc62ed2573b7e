// may_have_been_applied is right for every history of attempts.
import { afterEach, expect, it, vi } from "vitest";
import type { ClientConfig } from "../../../src/index.js";
import { byEach, callers, fail, hang, lost, refused, reply, script } from "./callers.js";
import { selfSign } from "./certificate.js";
import {
  answer,
  answerAndClose,
  faults,
  refuse,
  refusingUrl,
  startServer,
  type Behaviour,
} from "./fault-server.js";
import { startTlsServer } from "./tls-server.js";

/** What a call is made with. */
interface Situation extends ClientConfig {
  signal?: () => AbortSignal;
}

type Line = readonly [happened: string, situation: () => Promise<Situation>];

const early = { timeout: 50 };
const aborted = { signal: () => AbortSignal.timeout(40) };
const again = { retry: "idempotent", max_retries: 1 } as const;

const served =
  (situation: Situation, ...behaviours: Behaviour[]) =>
  async () => ({ ...situation, custom_base_url: (await startServer(...behaviours)).url });

const shaken = (situation: Situation, behaviour: Behaviour) => async () => {
  const { url } = await startServer(behaviour);
  return { ...situation, custom_base_url: url.replace("http:", "https:") };
};

const scripted =
  (situation: Situation, ...steps: Parameters<typeof script>) =>
  async () => ({ ...situation, fetch: script(...steps).fetch });

const resets = faults["resets the connection at once"];
const closes = faults["closes the connection at once"];
const hangs = faults["hangs before the headers"];
const stalls = faults["hangs in the body"];
const breaks = faults["closes the connection within the body"];
const html = { "Content-Type": "text/html" };
const notFound = refuse(404, "member_not_found");
const tooMany = refuse(429, "too_many_requests", { "Retry-After": 9 });
const selfSigned = selfSign("127.0.0.1", [2020, 2999]);

/** A `fetch` that tried each address of a name fails with this. */
const everyAddress = Object.assign(
  new AggregateError([Object.assign(new Error("one"), { syscall: "connect" }), { syscall: "connect" }]),
  { code: "ECONNREFUSED" },
);
const someAddress = Object.assign(new AggregateError([{ syscall: "connect" }, null]), {
  code: "ECONNREFUSED",
});

/** The table of docs/errors.md, line by line. */
const mayHaveBeenApplied: readonly Line[] = [
  ["the connection is reset before an answer", served({}, resets)],
  ["the connection is closed before an answer", served({}, closes)],
  ["the connection breaks in the body of a 200", served({}, breaks)],
  ["no answer comes in time", served(early, hangs)],
  ["the body of a 200 does not come in time", served(early, stalls)],
  ["no answer comes before the deadline", served({ deadline: 50 }, hangs)],
  ["it is aborted before an answer", served(aborted, hangs)],
  ["it is aborted in the body of a 200", served(aborted, stalls)],
  ["the timeout falls into the TLS handshake: the platform cannot tell", shaken(early, hangs)],
  ["the abort falls into the TLS handshake: the platform cannot tell", shaken(aborted, hangs)],
  ["TLS breaks and does not say when", scripted({}, fail({ code: "ERR_SSL_BAD_RECORD_TYPE" }))],
  ["a TLS URL leads to plain HTTP: the platform cannot tell", shaken({}, answer(400))],
  ["fetch fails and does not say why", scripted({}, fail({}))],
  ["fetch fails with something that is no error", scripted({}, () => Promise.reject("no"))],
  ["fetch fails for several reasons at once", scripted({}, () => Promise.reject(someAddress))],
  ["fetch gives something that is no Response", scripted({}, async () => undefined as never)],
  ["a 500 comes", served({}, refuse(500, "internal_server_error"))],
  ["a 502 comes", served({}, answer(502, "<html>", html))],
  ["a 503 comes", served({}, answer(503, ""))],
  ["a 504 comes", served({}, answer(504, ""))],
  ["a 599 comes", served({}, answer(599, ""))],
  ["a 200 with HTML comes", served({}, answer(200, "<html>", html))],
  ["a 200 with nothing comes", served({}, answer(200, ""))],
  ["a 200 that is too long comes", served({ max_response_bytes: 9 }, answer(200))],
  ["a 200 that cannot be decompressed comes", served({}, faults["sends plain text as gzip"])],
  ["a 204 comes", served({}, answer(204, "", { "Content-Length": undefined }))],
  ["something comes that is not HTTP", served({}, faults["sends something that is not HTTP"])],
  ["a redirect comes", served({}, answer(307, "", { Location: "/" }))],
  ["a 404 follows a lost connection", served(again, resets, notFound)],
  ["a 404 follows a timeout", served({ ...again, timeout: 1_000 }, hangs, notFound)],
  ["a 404 follows a 503", served(again, answer(503, ""), notFound)],
  ["a 404 follows a 200 that broke", served(again, breaks, notFound)],
  ["a refused connection follows a lost one", scripted(again, lost, refused)],
  ["the abort falls into the wait after a lost connection", scripted({ ...again, ...aborted }, lost)],
];

const wasNotApplied: readonly Line[] = [
  ["it is aborted before it is sent", scripted({ signal: () => AbortSignal.abort() }, hang)],
  ["nobody listens", async () => ({ custom_base_url: refusingUrl })],
  ["the name does not resolve", scripted({}, fail({ code: "ENOTFOUND", syscall: "getaddrinfo" }))],
  ["every address of a name refuses", scripted({}, () => Promise.reject(everyAddress))],
  ["connecting takes the platform too long", scripted({}, fail({ code: "UND_ERR_CONNECT_TIMEOUT" }))],
  [
    "the certificate is not to be trusted",
    async () => ({ custom_base_url: (await startTlsServer(selfSigned)).url }),
  ],
  ["the connection closes in the TLS handshake", shaken({}, closes)],
  ["fetch refuses the port", async () => ({ custom_base_url: "http://127.0.0.1:6000" })],
  ["a 400 comes", served({}, refuse(400, "invalid_session_token"))],
  ["a 401 comes", served({}, refuse(401, "unauthorized_credentials"))],
  ["a 403 comes", served({}, refuse(403, "session_authorization_error"))],
  ["a 404 comes", served({}, notFound)],
  ["a 418 with HTML comes", served({}, answer(418, "<html>", html))],
  ["a 429 comes", served({}, tooMany)],
  ["a 404 whose body is cut comes", served({}, answerAndClose(404, "{", { "Content-Length": 9 }))],
  ["a 404 whose body stalls comes", served({ timeout: 1_000 }, answer(404, "{", { "Content-Length": 9 }))],
  ["a 404 follows a 429", served(again, refuse(429, "too_many_requests"), notFound)],
  ["a 404 follows a refused connection", scripted(again, refused, reply(404))],
  [
    "the abort falls into the wait after a 429",
    scripted({ max_retries: 1, ...aborted }, reply(429, { "Retry-After": "9" })),
  ],
];

afterEach(() => void vi.restoreAllMocks());

it.each([
  ...mayHaveBeenApplied.map((line) => [true, ...line] as const),
  ...wasNotApplied.map((line) => [false, ...line] as const),
])("a call says may_have_been_applied: %s when %s", (applied, _happened, situation) => {
  vi.spyOn(Math, "random").mockReturnValue(0.2);
  return byEach(callers, async (call) => {
    const { signal, ...config } = await situation();
    const ending = await call({ max_retries: 0, ...config }, { signal: signal?.() });
    expect(["StytchError", "RequestError"]).toContain(ending.as);
    expect(ending.may_have_been_applied).toBe(applied);
  });
});

it("a call sends nothing when it fails with a ClientError, which says so", () =>
  byEach(callers, async (call) => {
    const server = await startServer(answer(200));
    const ending = await call({ custom_base_url: server.url }, { timeout: -1 });
    expect(ending).toMatchObject({ as: "ClientError", code: "invalid_option" });
    expect(ending.may_have_been_applied).toBe(false);
    expect(server.requests).toEqual([]);
  }));
