// nodeFetch sends what it is given, once, to whom it should, over connections that are still good.
import { getEventListeners, once } from "node:events";
import http from "node:http";
import https from "node:https";
import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { Agent as UndiciAgent } from "undici";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ClientError, type ClientConfig, type FetchInit } from "../../../src/index.js";
import { nodeFetch, type NodeAgent, type NodeFetchOptions } from "../../../src/node-fetch.js";
import { listen } from "../../contract/servers/stub.js";
import { expectNoSecrets } from "../guards/secret-scanner.js";
import { deleteMember, ids, noAnswer, refusal } from "./callers.js";
import { selfSign } from "./certificate.js";
import { startDistantServer } from "./distant-server.js";
import {
  answer,
  deleted,
  faults,
  hang,
  refuse,
  refusingUrl,
  startServer,
  type Behaviour,
} from "./fault-server.js";
import { startTlsServer } from "./tls-server.js";

afterEach(() => void vi.unstubAllGlobals());

const good = selfSign("127.0.0.1", [2020, 2999]);
const done = JSON.parse(deleted) as unknown;

/** What a client over nodeFetch is made with. */
function over(url: string, options?: NodeFetchOptions): ClientConfig {
  return { custom_base_url: url, fetch: nodeFetch(options), max_retries: 0 };
}

/** An init as the client makes it. */
function toInit(method: string, more: Partial<FetchInit> = {}): FetchInit {
  const { signal } = new AbortController();
  return { method, headers: {}, redirect: "manual", keepalive: false, signal, ...more };
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const portOf = (url: string): number => Number(new URL(url).port);

/** Keeps the connection of each request. */
function watch(behaviour: Behaviour): { sockets: Socket[]; watched: Behaviour } {
  const sockets: Socket[] = [];
  const watched: Behaviour = (socket) => {
    sockets.push(socket);
    behaviour(socket);
  };
  return { sockets, watched };
}

/**
 * An agent whose connections are streams without a handle of the system, as those inside another protocol. From 22 on,
 * Node itself ends a free connection that brings something, but looks at the handle for it. As over TLS, the answer may
 * be there before a stream says that the request has left.
 */
function throughStreams(port: number): http.Agent {
  const agent = new http.Agent({ keepAlive: true });
  // What Node does here, it does with the handle.
  agent.keepSocketAlive = () => true;
  agent.reuseSocket = (_socket, request) => void (request.reusedSocket = true);
  agent.createConnection = () => {
    const socket = connect(port, "127.0.0.1");
    let hasLeft = () => {};
    const stream = new Duplex({
      read() {},
      write(chunk, _encoding, written) {
        socket.write(chunk);
        hasLeft = written;
      },
      destroy(error, destroyed) {
        socket.destroy();
        destroyed(error);
      },
    });
    socket.on("data", (chunk) => {
      setImmediate(hasLeft);
      hasLeft = () => {};
      stream.push(chunk);
    });
    return Object.defineProperty(stream, "bytesRead", { get: () => socket.bytesRead });
  };
  return agent;
}

describe("A kept connection", () => {
  it.each([
    ["http", startServer, undefined],
    [
      "https",
      (behaviour: Behaviour) => startTlsServer(good, behaviour),
      new https.Agent({ keepAlive: true, ca: good.cert }),
    ],
  ] as const)(
    "over %s serves 20 calls one after the other, refused ones among them",
    async (_title, start, agent) => {
      let calls = 0;
      const behaviours = [answer(200), refuse(404, "member_not_found")];
      const { sockets, watched } = watch((socket) => behaviours[(calls += 1) % 2]!(socket));
      const server = await start(watched);
      const config = over(server.url, { agent });
      for (let time = 0; time < 10; time += 1) {
        await refusal(config);
        expect(await deleteMember(config)).toEqual(done);
      }
      expect(server.requests).toHaveLength(20);
      expect(new Set(sockets).size).toBe(1);
    },
  );

  it("that says late what has left is free again for the next call", async () => {
    const { sockets, watched } = watch(refuse(404, "member_not_found"));
    const server = await startServer(watched);
    const config = over(server.url, { agent: throughStreams(portOf(server.url)) });
    for (let time = 0; time < 2; time += 1) await refusal(config);
    expect(sockets).toHaveLength(2);
    expect(sockets[1]).toBe(sockets[0]);
  });

  it("over https is free again for the next call, though TLS says late what has left", async () => {
    // In a thread of its own, the server answers while this side is not done with the request.
    const program = `
      const { parentPort, workerData } = require("node:worker_threads");
      let connections = 0, calls = 0;
      const server = require("node:https").createServer(workerData, (request, response) => {
        const status_code = (calls += 1) % 2 === 0 ? 200 : 404;
        response.writeHead(status_code, { "Content-Type": "application/json" });
        response.end(JSON.stringify({ status_code, request_id: "r" }));
      });
      server.on("connection", () => (connections += 1));
      parentPort.on("message", () => parentPort.postMessage(connections));
      server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`;
    const worker = new Worker(program, { eval: true, workerData: good });
    onTestFinished(() => void worker.terminate());
    const [port] = (await once(worker, "message")) as [number];
    const agent = new https.Agent({ keepAlive: true, ca: good.cert });
    const config = over(`https://127.0.0.1:${port}`, { agent });
    for (let time = 0; time < 50; time += 1) {
      await refusal(config);
      await deleteMember(config);
    }
    worker.postMessage("count", []);
    expect(await once(worker, "message")).toEqual([1]);
  });

  it("is closed by this side when it was not used for half a second", async () => {
    const server = await startServer(answer(200));
    await deleteMember(over(server.url));
    const began = performance.now();
    expect(server.open()).toBe(1);
    await expect.poll(server.open, { interval: 5 }).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(450);
    expect(performance.now() - began).toBeLessThan(900);
  });

  it("is closed before a server that says nothing of it can close it under a request", async () => {
    const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${deleted.length}\r\n\r\n`;
    /** Away 60 ms, the end at 600 ms meets whatever this side sends from 480 to 600 ms after an answer. */
    const countLosses = async (options?: NodeFetchOptions) => {
      const server = await startDistantServer(head + deleted, { away: 60, idle: 600 });
      onTestFinished(server.close);
      const config = over(server.url, options);
      const lost: unknown[] = [];
      for (let time = 0; time < 4; time += 1) {
        await deleteMember(config).catch((error: unknown) => lost.push(error));
        await pause(545);
      }
      return lost;
    };
    const lanes = Array.from({ length: 10 }, () => countLosses());
    // One that is kept without a limit shows that there is something to avoid.
    lanes.push(countLosses({ agent: new http.Agent({ keepAlive: true }) }));
    const losses = await Promise.all(lanes);
    const lost = losses.pop()!;
    expect(losses.flat()).toEqual([]);
    expect(lost.length).toBeGreaterThan(0);
    for (const error of lost) {
      expect(error).toMatchObject({
        code: "connection_lost",
        may_have_been_applied: true,
        attempts: [{ code: "connection_lost", waited_ms: 0 }],
        cause: { message: "On a connection kept from before", cause: { code: "ECONNRESET" } },
      });
    }
  });

  it.each([
    ["closed", (socket: Socket) => socket.destroy()],
    ["ended", (socket: Socket) => socket.end()],
    ["reset", (socket: Socket) => socket.resetAndDestroy()],
  ])("that the server has %s is not used, though nobody had the time to notice", async (_title, act) => {
    const { sockets, watched } = watch(answer(200));
    const server = await startServer(watched);
    const config = over(server.url);
    await deleteMember(config);
    act(sockets.at(-1)!);
    expect(await deleteMember(config)).toEqual(done);
    // In a callback of the network, what else has come is read only afterwards.
    const echo = connect(portOf((await startServer((socket) => socket.write("x"))).url), "127.0.0.1");
    const ended = new Promise((resolve) => {
      echo.on("data", () => {
        act(sockets.at(-1)!);
        resolve(deleteMember(config));
      });
    });
    echo.write("x");
    expect(await ended).toEqual(done);
    echo.destroy();
    expect(new Set(sockets).size).toBe(3);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ["", () => undefined],
    [", also where Node does not look at what a free one brings", throughStreams],
  ])(
    "that brought more than an answer is not used, lest the rest be taken for the next answer%s",
    async (_title, toAgent) => {
      const more: Behaviour = (socket) => {
        answer(200)(socket);
        setTimeout(() => answer(200)(socket), 5);
      };
      const { sockets, watched } = watch(more);
      const server = await startServer(watched, watched, refuse(404, "member_not_found"));
      const config = over(server.url, { agent: toAgent(portOf(server.url)) });
      for (let time = 0; time < 2; time += 1) {
        expect(await deleteMember(config)).toEqual(done);
        await pause(30);
      }
      expect(await refusal(config)).toMatchObject({ status_code: 404 });
      expect(server.requests).toHaveLength(3);
      expect(new Set(sockets).size).toBe(2);
    },
  );

  it("that is good is used, though a later one has brought more than an answer", async () => {
    const { sockets, watched } = watch((socket) => {
      const [wait, wait_for_more] = [[10], [40, 60], [0]][sockets.length - 1]!;
      setTimeout(answer(200), wait, socket);
      if (wait_for_more !== undefined) setTimeout(answer(200), wait_for_more, socket);
    });
    const config = over((await startServer(watched)).url);
    await Promise.all([deleteMember(config), deleteMember(config)]);
    await pause(60);
    expect(await deleteMember(config)).toEqual(done);
    expect(sockets).toHaveLength(3);
    expect(sockets[2]).toBe(sockets[0]);
  });

  it("of an agent that others use as well is shared with them", async () => {
    const { sockets, watched } = watch(answer(200));
    const server = await startServer(watched);
    const agent = new http.Agent({ keepAlive: true });
    await new Promise((resolve) => {
      http.get(server.url, { agent }, (response) => response.resume().on("end", resolve));
    });
    expect(await deleteMember(over(server.url, { agent }))).toEqual(done);
    expect(new Set(sockets).size).toBe(1);
  });

  it.each([
    ["unsent", 1],
    ["idempotent", 2],
  ] as const)("that breaks under a request: `%s` sends it %i times, and says so", async (retry, times) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const reset = faults["resets the connection at once"];
    const server = await startServer(answer(200), reset);
    const config = { ...over(server.url), retry, max_retries: 1 };
    await deleteMember(config);
    const error = await noAnswer(config);
    expect(error).toMatchObject({ code: "connection_lost", may_have_been_applied: true });
    expect(error.attempts).toHaveLength(times);
    expect(server.requests).toHaveLength(1 + times);
    vi.restoreAllMocks();
  });
});

it.each([
  ["http://127.0.0.1", 80],
  ["https://127.0.0.1", 443],
  ["https://127.0.0.1:8443", 8443],
])("A port that somebody wrote to Object.prototype is not asked: %s", async (custom_base_url, port) => {
  const asked: unknown[] = [];
  const agent = Object.assign(custom_base_url.startsWith("https") ? new https.Agent() : new http.Agent(), {
    addRequest: (_: unknown, { port: asking }: { port: unknown }) => {
      asked.push(asking);
      throw new Error("There is none.");
    },
  });
  const polluted = Object.prototype as { port?: number };
  polluted.port = 9;
  onTestFinished(() => void delete polluted.port);
  expect(await noAnswer(over(custom_base_url, { agent }))).toMatchObject({ code: "connection_failed" });
  expect(asked).toEqual([port]);
});

/** Ends the connection that an agent uses, with an error of this code. */
function breakOff(agent: http.Agent, code: string | undefined): void {
  const [socket] = Object.values(agent.sockets).flatMap((sockets) => sockets!);
  socket!.destroy(Object.assign(new Error("broken"), { code }));
}

describe("An error on a kept connection", () => {
  it.each([
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "connection_lost", "ECONNRESET"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "connection_lost", "ECONNRESET"],
    ["HPE_INVALID_CONSTANT", "invalid_response", "HPE_INVALID_CONSTANT"],
    ["XHPE_INVALID_CONSTANT", "connection_lost", "ECONNRESET"],
    [undefined, "connection_lost", "ECONNRESET"],
  ])("of code %s tells of nothing unsent: %s", async (code, ending, told) => {
    const server = await startServer(answer(200), hang);
    const agent = new http.Agent({ keepAlive: true });
    const config = over(server.url, { agent });
    await deleteMember(config);
    const ended = noAnswer(config);
    await expect.poll(() => server.requests.length, { interval: 5 }).toBe(2);
    breakOff(agent, code);
    expect(await ended).toMatchObject({ code: ending, may_have_been_applied: true, cause: { code: told } });
  });

  it("tells of nothing unsent where the request had waited for the connection", async () => {
    const server = await startServer(answer(200), hang);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const config = over(server.url, { agent });
    const first = deleteMember(config);
    const waited = noAnswer(config);
    await first;
    await expect.poll(() => server.requests.length, { interval: 5 }).toBe(2);
    breakOff(agent, "ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await waited).toMatchObject({ code: "connection_lost", may_have_been_applied: true });
  });
});

/** Each request as it came: its lines, an empty one and the body. */
async function startRecorder(): Promise<{ url: string; came: string[][] }> {
  const came: string[][] = [];
  const server = http.createServer(async (request, response) => {
    const body = (await request.toArray()).join("");
    const lines = request.rawHeaders.flatMap((name, at, all) =>
      at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : [],
    );
    came.push([`${request.method} ${request.url}`, ...lines, "", body]);
    response.writeHead(200, { "Content-Type": "application/json" }).end(deleted);
  });
  const url = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, came };
}

describe("A request", () => {
  it("has the client's headers and three of its own", async () => {
    const { url, came } = await startRecorder();
    await deleteMember(over(url));
    expect(came).toEqual([
      [
        `DELETE /v1/b2b/organizations/${ids.organization_id}/members/${ids.member_id}`,
        "Accept-Encoding: identity",
        "Accept: application/json",
        expect.stringMatching(/^Authorization: Basic \S+$/),
        expect.stringMatching(/^User-Agent: stytch-b2b-members\//),
        `Host: 127.0.0.1:${portOf(url)}`,
        "Connection: keep-alive",
        "",
        "",
      ],
    ]);
  });

  it.each(["POST", "DELETE"])("of method %s says how many bytes its body has", async (method) => {
    const { url, came } = await startRecorder();
    const response = await nodeFetch()(`${url}/a?b=c`, toInit(method, { body: '"ä"', headers: { A: "b" } }));
    expect(await response.text()).toBe(deleted);
    expect(came).toEqual([
      [
        `${method} /a?b=c`,
        "Accept-Encoding: identity",
        "A: b",
        "Content-Length: 4",
        `Host: 127.0.0.1:${portOf(url)}`,
        "Connection: keep-alive",
        "",
        '"ä"',
      ],
    ]);
  });

  it("with a header that would be two is not sent, and its error does not quote it", async () => {
    const server = await startServer(answer(200));
    const headers = { Authorization: "not-a-secret\r\nX-Other: y" };
    const sent = nodeFetch()(server.url, toInit("DELETE", { headers }));
    const error: unknown = await sent.catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "ERR_INVALID_CHAR", syscall: "connect" });
    expectNoSecrets(error);
    expect(server.requests).toEqual([]);
  });

  it("goes to the network whatever stands in the place of the global fetch", async () => {
    const server = await startServer(answer(200));
    vi.stubGlobal("fetch", () => expect.fail("The global fetch was called."));
    expect(await deleteMember(over(server.url))).toEqual(done);
  });

  it("is sent once when the server says that it is misdirected, where the platform's fetch sends it once more", async () => {
    const server = await startServer(answer(421));
    await expect(deleteMember(over(server.url))).rejects.toMatchObject({ status_code: 421, attempts: [{}] });
    expect(server.requests).toHaveLength(1);
    const again = deleteMember({ custom_base_url: server.url, max_retries: 0 });
    await expect(again).rejects.toMatchObject({ status_code: 421, may_have_been_applied: false });
    expect(server.requests).toHaveLength(3);
  });

  it("is not sent when it is aborted while kept connections are looked at", async () => {
    const server = await startServer(answer(200));
    const fetch = nodeFetch();
    await deleteMember({ custom_base_url: server.url, fetch });
    const controller = new AbortController();
    const sent = fetch(server.url, toInit("DELETE", { signal: controller.signal }));
    controller.abort("enough");
    await expect(sent).rejects.toBe("enough");
    expect(server.requests).toHaveLength(1);
  });

  it("leaves no listener on its signal", async () => {
    const server = await startServer(answer(200), faults["resets the connection at once"]);
    const { signal } = new AbortController();
    const fetch = nodeFetch();
    expect(await (await fetch(server.url, toInit("DELETE", { signal }))).text()).toBe(deleted);
    await expect(fetch(server.url, toInit("DELETE", { signal }))).rejects.toThrow("kept from before");
    await expect(fetch(refusingUrl, toInit("DELETE", { signal }))).rejects.toThrow("ECONNREFUSED");
    await expect.poll(() => getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("An answer", () => {
  it("keeps every header, under whatever name and however often", async () => {
    const lines = { __proto__: undefined, constructor: "c", "Retry-After": "1\r\nretry-after: 2" };
    const odd = Object.defineProperty({ ...lines }, "__proto__", { value: "p", enumerable: true });
    const server = await startServer(answer(429, "{}", odd as typeof lines));
    const { headers, retry_after_ms } = await refusal(over(server.url));
    expect([headers!.get("__proto__"), headers!.get("constructor")]).toEqual(["p", "c"]);
    expect(headers!.get("RETRY-AFTER")).toBe("1, 2");
    expect(retry_after_ms).toBe(2_000);
    expect([headers!.has("Content-Type"), headers!.has("toString")]).toEqual([true, false]);
    const names: string[] = [];
    headers!.forEach((_value, name) => names.push(name));
    expect(names).toEqual(["content-type", "content-length", "constructor", "retry-after", "__proto__"]);
  });

  it.each(["identity", "IDENTITY", ""])("may say that its encoding is `%s`", async (coding) => {
    const server = await startServer(answer(200, deleted, { "Content-Encoding": coding }));
    expect(await deleteMember(over(server.url))).toEqual(done);
  });

  it.each(["gzip", "x-gzip", "zstd", "identity, br"])(
    "in %s, which was not asked for, is no success, and a refusal by its status alone",
    async (coding) => {
      const lines = { "Content-Encoding": coding };
      const server = await startServer(
        answer(200, deleted, lines),
        answer(404, gzipSync('{"error_type":"x"}'), lines),
      );
      const message = "The answer is encoded, which was not asked for.";
      expect(await noAnswer(over(server.url))).toMatchObject({
        code: "invalid_response",
        status_code: 200,
        may_have_been_applied: true,
        cause: { message },
      });
      expect(await refusal(over(server.url))).toMatchObject({
        status_code: 404,
        error_type: "unknown_error",
        may_have_been_applied: false,
        cause: { message },
      });
      const unread = await nodeFetch()(server.url, toInit("DELETE"));
      await pause(20);
      await expect(unread.text()).rejects.toThrow(message);
    },
  );

  it.each([
    ["100 Continue", ""],
    ["103 Early Hints", "Link: </a>\r\n"],
  ])("may come after %s", async (line, lines) => {
    const server = await startServer((socket) => {
      socket.write(`HTTP/1.1 ${line}\r\n${lines}\r\n`);
      setTimeout(answer(200), 10, socket);
    });
    expect(await deleteMember(over(server.url))).toEqual(done);
  });

  it("that changes the protocol is none", async () => {
    const lines = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n";
    const server = await startServer((socket) => void socket.write(lines));
    expect(await noAnswer(over(server.url))).toMatchObject({
      code: "connection_lost",
      may_have_been_applied: true,
      cause: { message: "The connection ended without an answer." },
    });
  });

  it("may come before the request was read, whose rest is not sent then", async () => {
    let calls = 0;
    const server = await startServer((socket) => {
      socket.pause();
      if ((calls += 1) === 1) answer(413, "{}")(socket);
    });
    const agent = new http.Agent({ keepAlive: true });
    const body = "x".repeat(20_000_000);
    const response = await nodeFetch({ agent })(server.url, toInit("POST", { body }));
    expect([response.status, await response.text()]).toEqual([413, "{}"]);
    await expect.poll(() => Object.keys(agent.sockets), { interval: 5 }).toEqual([]);
  });
});

describe("The agent", () => {
  it.each([
    ["undici's", new UndiciAgent()],
    ["a plain object", {}],
    ["null", null],
    ["a function", () => {}],
    ["an agent in part", { addRequest() {}, destroy() {} }],
    ["what has the fields of one alone", { freeSockets: {}, sockets: {} }],
  ])("cannot be %s", (_title, agent) => {
    const make = () => nodeFetch({ agent: agent as unknown as NodeAgent });
    expect(make).toThrow(ClientError);
    expect(make).toThrow(
      expect.objectContaining({
        code: "invalid_option",
        parameter: "agent",
        message: '"agent" must be an Agent of node:http or node:https.',
      }),
    );
  });

  it("is the only option", () => {
    const misspelt = { dispatcher: new http.Agent() } as NodeFetchOptions;
    expect(() => nodeFetch(misspelt)).toThrow(
      'Unknown key "dispatcher" in the options of nodeFetch; it takes agent.',
    );
  });

  it.each([
    ["http", new http.Agent(), "https:"],
    ["https", new https.Agent(), "http:"],
  ])("of %s opens no other connection, and nothing is sent", async (_title, agent, protocol) => {
    const server = await startServer(answer(200));
    const error = await noAnswer(over(server.url.replace("http:", protocol), { agent }));
    expect(error).toMatchObject({
      code: "connection_failed",
      may_have_been_applied: false,
      cause: { code: "ERR_INVALID_PROTOCOL", cause: { message: expect.stringContaining(protocol) } },
    });
    expect(error.message).toContain("connection_failed (ERR_INVALID_PROTOCOL)");
    expect(server.requests).toEqual([]);
  });

  it("opens the connections, to a proxy, say", async () => {
    const server = await startServer(answer(200));
    const agent = new http.Agent();
    agent.createConnection = () => connect(portOf(server.url), "127.0.0.1");
    expect(await deleteMember(over(refusingUrl, { agent }))).toEqual(done);
  });

  it("that opens none has sent nothing", async () => {
    const agent = new http.Agent();
    const cause = new Error("The proxy said no");
    agent.createConnection = (_options, callback) => void setTimeout(callback!, 5, cause);
    expect(await noAnswer(over(refusingUrl, { agent }))).toMatchObject({
      code: "connection_failed",
      may_have_been_applied: false,
      cause: { message: "There was no connection to send it on.", cause: { message: cause.message } },
    });
  });

  it("shows the client's certificate", async () => {
    const server = await startTlsServer({ ...good, requestCert: true, ca: good.cert });
    const agent = new https.Agent({ ...good, ca: good.cert });
    expect(await deleteMember(over(server.url, { agent }))).toEqual(done);
    const without = new https.Agent({ ca: good.cert });
    await noAnswer(over(server.url, { agent: without }));
    expect(server.requests).toHaveLength(1);
  });
});

describe("A server that cannot be trusted", () => {
  const expired = selfSign("127.0.0.1", [2020, 2021]);
  const foreign = selfSign("example.invalid", [2020, 2999]);
  const eager = { retry: "idempotent", max_retries: 5 } as const;
  const refused_once = {
    code: "connection_failed",
    may_have_been_applied: false,
    attempts: [{ waited_ms: 0 }],
  };

  it.each([
    ["whose certificate nobody signed", good, undefined],
    ["whose certificate has expired", expired, expired.cert],
    ["whose certificate is another host's", foreign, foreign.cert],
  ])("%s gets no request", async (_title, certificate, ca) => {
    const server = await startTlsServer(certificate);
    const config = over(server.url, ca === undefined ? {} : { agent: new https.Agent({ ca }) });
    expect(await noAnswer({ ...config, ...eager })).toMatchObject(refused_once);
    expect(server.requests).toEqual([]);
    expect(server.connections).toHaveLength(1);
  });

  it("which ends the handshake gets no request", async () => {
    const server = await startServer((socket) => socket.end());
    const config = over(server.url.replace("http:", "https:"));
    expect(await noAnswer({ ...config, ...eager })).toMatchObject(refused_once);
    expect(server.requests).toEqual(["TLS"]);
  });

  it("that speaks plain HTTP, or nothing, gets no request either", async () => {
    const server = await startServer(answer(400), hang);
    const config = over(server.url.replace("http:", "https:"));
    expect(await noAnswer({ ...config, ...eager })).toMatchObject({
      code: "connection_lost",
      attempts: [{ waited_ms: 0 }],
    });
    expect(await noAnswer({ ...config, timeout: 50 })).toMatchObject({ code: "timeout" });
    await expect.poll(server.open, { interval: 5 }).toBe(0);
    expect(server.requests).toEqual(["TLS", "TLS"]);
  });
});
