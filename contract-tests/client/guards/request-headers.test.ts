// On the wire are the request's own headers and the platform's, and nothing else.
import { createServer, request as httpRequest } from "node:http";
import { connect, createServer as createSocketServer, type Server } from "node:net";
import { fetch as undiciFetch, ProxyAgent } from "undici";
import { afterEach, describe, expect, inject, it } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { createInit } from "../../../src/fetch.js";
import { createFetchClient } from "../../../src/fetch-client.js";
import { B2BClient } from "../../../src/index.js";
import { listen } from "../../contract/servers/stub.js";
import { credentials } from "../../contract/caller.js";
import { plainOperations } from "../plain-operations.js";
import { call, capture, request } from "./capture.js";
import { session } from "./secret-scanner.js";

const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
const servers: Server[] = [];

/** Starts a server on loopback that ends with the test. */
async function serve(server: Server): Promise<string> {
  servers.push(server);
  return listen(server);
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const always = {
  Accept: "application/json",
  Authorization: `Basic ${btoa(`${credentials.project_id}:${credentials.secret}`)}`,
  "User-Agent": `stytch-b2b-members/${manifest.version}`,
};

const sessions: [name: string, authorization: object | undefined, headers: Record<string, string>][] = [
  ["no session", undefined, {}],
  ["a token", { session_token: session.session_token }, { "X-Stytch-Member-Session": session.session_token }],
  [
    "both",
    session,
    { "X-Stytch-Member-Session": session.session_token, "X-Stytch-Member-SessionJWT": session.session_jwt },
  ],
];

/** What Node's fetch adds of its own accord; which of them depends on its version. */
const platform = [
  "host",
  "connection",
  "accept-language",
  "sec-fetch-mode",
  "accept-encoding",
  "cache-control",
  "pragma",
];

describe.for(plainOperations)("$operationId", ({ operationId, method, path, ids: examples }) => {
  it.for(sessions)(
    "hands fetch a URL and an init, with exact headers for %s",
    async ([, authorization, headers]) => {
      const { fetch, sent } = capture();
      const options = authorization && { authorization };
      await call(operationId, examples, options, { fetch, custom_base_url: "https://api.test" });
      const params = { path: examples, ...(authorization && { header: headers }) };
      await request(method, path, { params }, { fetch, custom_base_url: "https://api.test" });

      const url = `https://api.test${path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(examples[name]!))}`;
      const init = {
        method,
        headers: { ...always, ...headers },
        redirect: "manual",
        keepalive: false,
        cache: "no-store",
        signal: expect.any(AbortSignal),
      };
      expect(sent).toEqual([
        { url, init },
        { url, init },
      ]);
      expect(typeof sent[0]!.url).toBe("string");
      expect(sent[0]!.init.headers).not.toBe(sent[1]!.init.headers);
    },
  );

  it("reaches the wire with these headers and those that the platform adds", async () => {
    let text = "";
    const custom_base_url = await serve(
      createSocketServer((socket) => {
        socket.on("data", (chunk) => {
          text += chunk.toString("latin1");
          if (!text.includes("\r\n\r\n")) return;
          const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
          socket.end(`${head}{"status_code":200,"request_id":"r"}`);
        });
      }),
    );
    await call(operationId, examples, { authorization: session }, { custom_base_url });

    const [head, rest] = text.split("\r\n\r\n") as [string, string];
    const [line, ...fields] = head.split("\r\n");
    const target = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(examples[name]!));
    expect(line).toBe(`${method} ${target} HTTP/1.1`);
    expect(rest).toBe("");

    const pairs = fields.map((field) => field.split(/: (.*)/s) as [string, string]);
    const names = pairs.map(([name]) => name.toLowerCase());
    const expected = { ...always, ...sessions[2]![2] };
    expect(names).toEqual([...new Set(names)]);
    expect(Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]))).toMatchObject(
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [name.toLowerCase(), value])),
    );
    const documented = new Set(Object.keys(expected).map((name) => name.toLowerCase()));
    expect(platform).toEqual(expect.arrayContaining(names.filter((name) => !documented.has(name))));
  });
});

it("What fetch is given has the methods that every object has", () => {
  const init = createInit("DELETE", {}, undefined, new AbortController().signal);
  const names = [
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toString",
    "valueOf",
  ];
  for (const name of names) expect(Reflect.get(init, name)).toBe(Reflect.get(Object.prototype, name));
});

describe("fetch", () => {
  it("may belong to another library, and go through a proxy by its dispatcher", async () => {
    const mock = new URL(inject("mock_url"));
    const passed: string[] = [];
    const proxy = createServer();
    const url = await serve(proxy);
    proxy.on("connect", ({ url: target }, client) => {
      passed.push(`CONNECT ${target}`);
      const upstream = connect(Number(mock.port), mock.hostname, () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [client, upstream]) socket.on("error", () => upstream.destroy());
    });
    proxy.on("request", (incoming, outgoing) => {
      passed.push(`${incoming.method} ${incoming.url}`);
      const { method, headers } = incoming;
      const upstream = httpRequest(incoming.url!, { method: method!, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(upstream);
    });

    const dispatcher = new ProxyAgent(url);
    const client = new B2BClient({
      ...credentials,
      custom_base_url: mock.origin,
      fetch: (target, init) => undiciFetch(target, { ...init, dispatcher }),
    });
    const answer = await client.organizations.members.delete(ids, { authorization: session });
    await dispatcher.close();

    expect(answer.status_code).toBe(200);
    expect(passed).toHaveLength(1);
    expect(passed[0]).toContain(mock.host);
  });

  it("is the platform's at the time of the call by default", async () => {
    const { fetch, sent } = capture();
    const client = createFetchClient(credentials);
    const original = globalThis.fetch;
    globalThis.fetch = fetch as typeof original;
    await client.DELETE("/v1/b2b/organizations/{organization_id}/members/{member_id}", {
      params: { path: ids },
    });
    globalThis.fetch = original;
    expect(sent).toHaveLength(1);
  });
});

describe("User-Agent", () => {
  it("names the version of package.json", async () => {
    const { user_agent } = await import("../../../src/config.js");
    expect(user_agent).toBe(`${manifest.name}/${manifest.version}`);
  });
});
