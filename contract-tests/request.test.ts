import { describe, expect, inject, it } from "vitest";
import { B2BClient } from "../src/index.js";
import { record, violations } from "./recorder.js";
import { credentials, examplesOf, methodOf, operations } from "./spec.js";

const custom_base_url = inject("mock_url");

/** Typed by hand from the documentation of the two operations. No script writes this. */
const golden = {
  "organizations.members.delete": {
    params: { organization_id: "organization-test-1", member_id: "member-test-1" },
    target: "/v1/b2b/organizations/organization-test-1/members/member-test-1",
  },
  "organizations.members.deletePassword": {
    params: { organization_id: "organization-test-1", member_password_id: "member-password-test-1" },
    target: "/v1/b2b/organizations/organization-test-1/members/passwords/member-password-test-1",
  },
} as const;

const always = {
  accept: "application/json",
  // base64 of project-test-00000000-0000-4000-8000-000000000000:not-a-secret
  authorization: "Basic cHJvamVjdC10ZXN0LTAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMDpub3QtYS1zZWNyZXQ=",
  "user-agent": "stytch-b2b-members/0.1.0",
};

const sessions = [
  { name: "no session", options: undefined, headers: {} },
  {
    name: "a session token",
    options: { authorization: { session_token: "token-1" } },
    headers: { "x-stytch-member-session": "token-1" },
  },
  {
    name: "a session JWT",
    options: { authorization: { session_jwt: "jwt-1" } },
    headers: { "x-stytch-member-sessionjwt": "jwt-1" },
  },
  {
    name: "both",
    options: { authorization: { session_token: "token-1", session_jwt: "jwt-1" } },
    headers: { "x-stytch-member-session": "token-1", "x-stytch-member-sessionjwt": "jwt-1" },
  },
];

describe.for(Object.entries(golden))("%s", ([operationId, { params, target }]) => {
  it.for(sessions)("sends exactly one documented request with $name", async ({ options, headers }) => {
    const { fetch, requests, responses } = record();
    await methodOf(operationId, { custom_base_url, fetch })(params, options);

    const [{ url, ...sent }] = requests as [(typeof requests)[number]];
    expect(url.href).toBe(custom_base_url + target);
    expect(sent).toEqual({
      method: "DELETE",
      headers: { ...always, ...headers },
      body: undefined,
      rest: { redirect: "manual" },
    });
    expect(requests).toHaveLength(1);
    expect(responses.map(violations)).toEqual([[]]);
  });
});

describe.for(operations)("$operationId", ({ operationId, parameters, ids, path }) => {
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  const spellings = in_path.flatMap((parameter) =>
    examplesOf(parameter).map(({ value }) => ({ name: parameter.name, value })),
  );

  it.for(spellings)("sends $name $value intact", async ({ name, value }) => {
    const { fetch, requests, responses } = record();
    await methodOf(operationId, { custom_base_url, fetch })({ ...ids, [name]: value });

    const sent = requests[0]!.url.pathname.split("/").map(decodeURIComponent);
    const expected = path
      .replace(`{${name}}`, value)
      .replace(/\{(\w+)\}/g, (_, other: string) => ids[other]!);
    expect(sent).toEqual(expected.split("/"));
    expect(responses.map(violations)).toEqual([[]]);
  });

  it("refuses a dot segment in any path parameter and sends nothing", async () => {
    for (const { name } of in_path) {
      const { fetch, requests } = record();
      const call = methodOf(operationId, { custom_base_url, fetch })({ ...ids, [name]: ".." });
      await expect(call).rejects.toMatchObject({ code: "invalid_path_parameter", parameter: name });
      expect(requests).toEqual([]);
    }
  });
});

describe("the environment", () => {
  it.for([
    ["project-live-1", "https://api.stytch.com"],
    ["project-test-1", "https://test.stytch.com"],
    ["anything-else", "https://test.stytch.com"],
  ] as const)("of %s is %s", async ([project_id, origin]) => {
    const origins: string[] = [];
    const fetch = async (url: string) => {
      origins.push(new URL(url).origin);
      return Response.json({ request_id: "r", member_id: "m", status_code: 200 });
    };
    const client = new B2BClient({ project_id, secret: credentials.secret, fetch });
    await client.organizations.members.delete(golden["organizations.members.delete"].params);
    expect(origins).toEqual([origin]);
  });
});
