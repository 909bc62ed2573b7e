// A base URL is taken or refused with a reason.
import { createServer } from "node:http";
import { describe, expect, inject, it } from "vitest";
import { B2BClient, ClientError } from "../../../src/index.js";
import { listen } from "../../contract/servers/stub.js";
import { credentials } from "../../contract/caller.js";
import { plainOperations } from "../plain-operations.js";
import { capture, doors, failure, makers } from "./capture.js";

const options = ["custom_base_url", "env"] as const;

const accepted: [url: string, base: string][] = [
  ["https://api.test", "https://api.test"],
  ["https://api.test/", "https://api.test"],
  ["https://api.test//", "https://api.test"],
  ["HTTPS://API.test", "https://api.test"],
  ["https://api.test:443", "https://api.test"],
  ["https://api.test:8443", "https://api.test:8443"],
  ["https://api.test/prefix", "https://api.test/prefix"],
  ["https://api.test/prefix/", "https://api.test/prefix"],
  ["https://api.test/a/b", "https://api.test/a/b"],
  ["https://api.test/a//b", "https://api.test/a//b"],
  ["https://api.test/a/../b", "https://api.test/b"],
  ["https://api.test/a b".replace(" ", "%20"), "https://api.test/a%20b"],
  ["https://api.test/{member_id}", "https://api.test/%7Bmember_id%7D"],
  ["https://ümlaut.test", "https://xn--mlaut-jva.test"],
  ["https://10.0.0.1", "https://10.0.0.1"],
  ["https://[2001:db8::1]", "https://[2001:db8::1]"],
  ["http://localhost", "http://localhost"],
  ["http://LOCALHOST:4010", "http://localhost:4010"],
  ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ["http://127.255.255.254", "http://127.255.255.254"],
  ["http://127.1", "http://127.0.0.1"],
  ["http://0x7f.1", "http://127.0.0.1"],
  ["http://2130706433", "http://127.0.0.1"],
  ["http://[::1]:4010", "http://[::1]:4010"],
  ["http://[0:0:0:0:0:0:0:1]", "http://[::1]"],
];

const insecure = "must use https, except on loopback; `dangerously_allow_http` lifts that for a test network";

const refused: [url: string, problem: string][] = [
  ["", "must be an absolute https URL"],
  ["api.test", "must be an absolute https URL"],
  ["//api.test", "must be an absolute https URL"],
  ["/prefix", "must be an absolute https URL"],
  ["https:", "must be an absolute https URL"],
  ["https://", "must be an absolute https URL"],
  ["https:api.test", "must be an absolute https URL"],
  ["https:/api.test", "must be an absolute https URL"],
  ["https:///api.test", "must be an absolute https URL"],
  ["https://api.test:99999", "must be an absolute https URL"],
  ["https://[::1", "must be an absolute https URL"],
  ["https://a%00b.test", "must be an absolute https URL"],
  ["ftp://api.test", "must be an absolute https URL"],
  ["file:///etc/hosts", "must be an absolute https URL"],
  ["javascript:alert(1)", "must be an absolute https URL"],
  ["data:,x", "must be an absolute https URL"],
  ["data:,https://api.test", "must be an absolute https URL"],
  ["http://api.test", insecure],
  ["http://127.0.0.1.evil.test", insecure],
  ["http://localhost.evil.test", insecure],
  ["http://evil-localhost", insecure],
  ["http://localhost.", insecure],
  ["http://sub.localhost", insecure],
  ["http://0.0.0.0", insecure],
  ["http://128.0.0.1", insecure],
  ["http://[::]", insecure],
  ["http://[::ffff:127.0.0.1]", insecure],
  ["https://us3r:p4ss@api.test", "must not contain credentials"],
  ["https://us3r@api.test", "must not contain credentials"],
  ["https://:p4ss@api.test", "must not contain credentials"],
  ["https://127.0.0.1@evil.test/", "must not contain credentials"],
  ["http://localhost:80@evil.test", "must not contain credentials"],
  ["https://api.test?k3y=v", "must not contain a query or a fragment"],
  ["https://api.test/?", "must not contain a query or a fragment"],
  ["https://api.test#fr4g", "must not contain a query or a fragment"],
  ["https://api.test/#", "must not contain a query or a fragment"],
  [" https://api.test", "must not contain white space, control characters or backslashes"],
  ["https://api.test\n", "must not contain white space, control characters or backslashes"],
  ["https://api\t.test", "must not contain white space, control characters or backslashes"],
  ["https://api.test/a b", "must not contain white space, control characters or backslashes"],
  ["https://api.test\\@evil.test", "must not contain white space, control characters or backslashes"],
  ["https:\\\\evil.test", "must not contain white space, control characters or backslashes"],
  ["https://api.test\0", "must not contain white space, control characters or backslashes"],
];

describe.for(options)("%s", (option) => {
  it.for(accepted)("takes %s for %s", async ([url, base]) => {
    for (const operation of plainOperations) {
      for (const [, call] of doors) {
        const { fetch, sent } = capture();
        await call(operation, operation.ids, { fetch, [option]: url });
        const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent(operation.ids[name]!),
        );
        expect(sent.map((request) => request.url)).toEqual([base + path]);
      }
    }
  });

  it.for(refused)("refuses %j: it %s", async ([url, problem]) => {
    for (const make of makers) {
      const error = await failure(() => make({ ...credentials, [option]: url }));
      expect(error).toBeInstanceOf(ClientError);
      // Nothing of the URL is in it: it may hold credentials.
      const message = `"${option}" ${problem}.`;
      expect(error).toMatchObject({ code: "invalid_base_url", parameter: option, message });
    }
  });

  it.for([new URL("https://api.test"), 1, null, ["https://api.test"], Object("https://api.test")])(
    "refuses %o, which is no string",
    (value) => {
      const message = `"${option}" must be a string.`;
      for (const make of makers) {
        const refusal = expect.objectContaining({ code: "invalid_option", parameter: option, message });
        expect(() => make({ ...credentials, [option]: value })).toThrow(refusal);
      }
    },
  );
});

describe("dangerously_allow_http", () => {
  it.for(["http://mock:4010", "http://10.0.0.1", "http://api.test/prefix", "https://api.test"])(
    "allows %s",
    async (base) => {
      for (const option of options) {
        const { fetch, sent } = capture();
        const config = { fetch, [option]: base, dangerously_allow_http: true };
        for (const [, call] of doors) await call(plainOperations[0]!, plainOperations[0]!.ids, config);
        expect(sent.map(({ url }) => url.startsWith(`${base}/v1/`))).toEqual([true, true]);
      }
    },
  );

  it.for(["ftp://mock", "http://a:b@mock", "http://mock?x", "http:mock"])("does not allow %s", (base) => {
    const config = { ...credentials, custom_base_url: base, dangerously_allow_http: true };
    for (const make of makers)
      expect(() => make(config)).toThrow(expect.objectContaining({ code: "invalid_base_url" }));
  });

  it("is no more than true", () => {
    const config = { ...credentials, custom_base_url: "http://mock:4010", dangerously_allow_http: false };
    for (const make of makers) expect(() => make(config)).toThrow(insecure);
  });
});

describe("without a base URL", () => {
  it.for([
    ["project-live-1", "https://api.stytch.com"],
    ["project-test-1", "https://test.stytch.com"],
    ["a-project-live-1", "https://test.stytch.com"],
  ] as const)("the project id %s leads to %s", async ([project_id, origin]) => {
    const [operation] = plainOperations;
    for (const [, call] of doors) {
      const { fetch, sent } = capture();
      await call(operation!, operation!.ids, { fetch, project_id });
      expect(sent.map(({ url }) => new URL(url).origin)).toEqual([origin]);
    }
  });
});

describe("custom_base_url", () => {
  it("wins over env, which is checked all the same", async () => {
    const [operation] = plainOperations;
    const { fetch, sent } = capture();
    const config = { fetch, env: "https://env.test", custom_base_url: "https://custom.test" };
    for (const [, call] of doors) await call(operation!, operation!.ids, config);
    expect(sent.map(({ url }) => new URL(url).origin)).toEqual([
      "https://custom.test",
      "https://custom.test",
    ]);
    expect(() => new B2BClient({ ...credentials, ...config, env: "http://env.test" })).toThrow(
      '"env" must use https',
    );
  });

  it("may have a path, end to end", async () => {
    const mock_url = inject("mock_url");
    const targets: (string | undefined)[] = [];
    const gateway = createServer(async ({ url, method, headers }, answer) => {
      targets.push(url);
      const { authorization } = headers;
      const response = await fetch(mock_url + url!.replace(/^\/gateway\/stytch/, ""), {
        method: method!,
        headers: { accept: "application/json", authorization: authorization! },
      });
      answer.writeHead(response.status, { "content-type": "application/json" }).end(await response.text());
    });
    const url = await listen(gateway);
    const client = new B2BClient({ ...credentials, custom_base_url: `${url}/gateway/stytch/` });
    const answer = await client.organizations.members.delete({ organization_id: "o|1", member_id: "m" });
    gateway.close();

    expect(answer.status_code).toBe(200);
    expect(targets).toEqual(["/gateway/stytch/v1/b2b/organizations/o%7C1/members/m"]);
  });
});
