// Requests, credentials and errors are the official SDK's, but for listed differences.
import * as official from "stytch";
import { describe, expect, it } from "vitest";
import * as ours from "../../../src/index.js";
import { user_agent } from "../../../src/config.js";
import { call } from "./call.js";
import { openLoopback } from "./loopback.js";
import { examplesOf } from "../../contract/cases.js";
import { plainOperations } from "../plain-operations.js";

/** What the official SDK sends, line by line, and this client does not; with what it sends instead, if anything. */
const differences: Record<string, string | undefined> = {
  "User-Agent: Stytch Node v14.2.0": `User-Agent: ${user_agent}`,
  "accept: */*": "Accept: application/json",
  "Content-Type: application/json": undefined,
  "content-length: 2": undefined,
  "{}": undefined,
};

const projects = [
  {
    project_id: "project-test-00000000-0000-4000-8000-000000000000",
    secret: "not-a-secret",
    origin: "https://test.stytch.com",
  },
  {
    project_id: "project-live-00000000-0000-4000-8000-000000000000",
    secret: "not:a_secret=~",
    origin: "https://api.stytch.com",
  },
];

const sessions = [
  { session: "no session", options: undefined, lines: [] },
  {
    session: "a session token",
    options: { authorization: { session_token: "token-1" } },
    lines: ["X-Stytch-Member-Session: token-1"],
  },
  {
    session: "a session JWT",
    options: { authorization: { session_jwt: "jwt-1" } },
    lines: ["X-Stytch-Member-SessionJWT: jwt-1"],
  },
  {
    session: "a session JWT and no token",
    options: { authorization: { session_token: undefined, session_jwt: "jwt-1" } },
    lines: ["X-Stytch-Member-SessionJWT: jwt-1"],
  },
  {
    session: "both",
    options: { authorization: { session_token: "token-1", session_jwt: "jwt-1" } },
    lines: ["X-Stytch-Member-Session: token-1", "X-Stytch-Member-SessionJWT: jwt-1"],
  },
];

/** An id for each path parameter, short enough for a title. */
const short: Record<string, string> = {
  organization_id: "organization-test-1",
  member_id: "member-test-1",
  member_password_id: "member-password-test-1",
};

/** What the official SDK writes for an id that this client refuses, where that is neither empty nor a dot segment. */
const refused: [id: unknown, written: string][] = [
  ["/", "%2F"],
  ["\\", "%5C"],
  ["?", "%3F"],
  ["#", "%23"],
  [";", "%3B"],
  [" ", "%20"],
  ["\n", "%0A"],
  ["%2e%2e", "%252e%252e"],
  ["a%2Fb", "a%252Fb"],
  [undefined, "undefined"],
  [null, "null"],
  [42, "42"],
];

/** Where the official SDK sends a request whose id is empty or a dot segment. Typed by hand. */
const folded: Record<string, Record<string, Record<string, string>>> = {
  "organizations.members.delete": {
    organization_id: {
      "": "/v1/b2b/organizations//members/member-test-1",
      ".": "/v1/b2b/organizations/members/member-test-1",
      "..": "/v1/b2b/members/member-test-1",
    },
    member_id: {
      "": "/v1/b2b/organizations/organization-test-1/members/",
      ".": "/v1/b2b/organizations/organization-test-1/members/",
      // Deletes the organization.
      "..": "/v1/b2b/organizations/organization-test-1/",
    },
  },
  "organizations.members.deletePassword": {
    organization_id: {
      "": "/v1/b2b/organizations//members/passwords/member-password-test-1",
      ".": "/v1/b2b/organizations/members/passwords/member-password-test-1",
      "..": "/v1/b2b/members/passwords/member-password-test-1",
    },
    member_password_id: {
      "": "/v1/b2b/organizations/organization-test-1/members/passwords/",
      ".": "/v1/b2b/organizations/organization-test-1/members/passwords/",
      "..": "/v1/b2b/organizations/organization-test-1/members/",
    },
  },
};

/** Options that this client refuses, with the session headers that the official SDK sends for them. */
const doubtful: [name: string, options: unknown, code: string, theirs: string[]][] = [
  ["an empty session token", { authorization: { session_token: "" } }, "invalid_authorization", []],
  ["an empty session JWT", { authorization: { session_jwt: "" } }, "invalid_authorization", []],
  [
    "an undefined session token",
    { authorization: { session_token: undefined } },
    "invalid_authorization",
    [],
  ],
  ["an empty authorization", { authorization: {} }, "invalid_authorization", []],
  ["an undefined authorization", { authorization: undefined }, "invalid_authorization", []],
  ["a misspelt session_token", { authorization: { sessionToken: "token-1" } }, "invalid_authorization", []],
  ["a misspelt authorization", { authorisation: { session_token: "token-1" } }, "invalid_option", []],
  ["a session token beside authorization", { session_token: "token-1" }, "invalid_option", []],
  [
    "an empty session token beside a session JWT",
    { authorization: { session_token: "", session_jwt: "jwt-1" } },
    "invalid_authorization",
    ["X-Stytch-Member-SessionJWT: jwt-1"],
  ],
  [
    "white space in a session token",
    { authorization: { session_token: "token 1" } },
    "invalid_authorization",
    ["X-Stytch-Member-Session: token 1"],
  ],
];

/** Those of which it is typed by hand where the official SDK sends them. */
const known = plainOperations.filter(({ operationId }) => Object.hasOwn(folded, operationId));

describe.for(known)("$operationId", ({ operationId, path, ids, parameters }) => {
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  const spellings = in_path.flatMap((parameter) =>
    examplesOf(parameter).map(({ name, value }) => ({ name, params: { ...ids, [parameter.name]: value } })),
  );

  describe.for(projects)("for $project_id", ({ origin, ...project }) => {
    describe.for(sessions)("with $session", ({ options, lines }) => {
      it.for(spellings)("sends an example of $name as the official SDK does", async ({ params }) => {
        const { requests } = await openLoopback();
        await call(official.B2BClient, operationId, params, options, project);
        await call(ours.B2BClient, operationId, params, options, project);

        const [theirs, sent] = requests as [string[], string[]];
        expect(requests).toHaveLength(2);
        expect(theirs[0]).toContain(`DELETE ${origin}/v1/b2b/organizations/`);
        expect(theirs).toEqual(expect.arrayContaining([...Object.keys(differences), ...lines]));
        expect(sent.toSorted()).toEqual(translate(theirs).toSorted());
      });
    });
  });

  describe.for(in_path)("$name", ({ name }) => {
    const targets = [
      ...Object.entries(folded[operationId]![name]!),
      ...refused.map(([id, written]) => {
        const all: Record<string, string> = { ...short, [name]: written };
        return [id, path.replace(/\{(\w+)\}/g, (_, key: string) => all[key]!)] as const;
      }),
    ];

    it.for(targets)("refuses %j, for which the official SDK sends %s", async ([id, target]) => {
      const { requests } = await openLoopback();
      const params = { ...short, [name]: id };
      await call(official.B2BClient, operationId, params);
      expect(requests.map(([line]) => line)).toEqual([`DELETE https://test.stytch.com${target}`]);

      await expect(call(ours.B2BClient, operationId, params)).rejects.toMatchObject({
        code: "invalid_path_parameter",
        parameter: name,
      });
      expect(requests).toHaveLength(1);
    });
  });

  it.for(doubtful)(
    "refuses %s, for which the official SDK sends a request",
    async ([, options, code, lines]) => {
      const { requests } = await openLoopback();
      await call(official.B2BClient, operationId, ids, options);
      expect(requests.map((request) => request.filter((line) => line.startsWith("X-Stytch")))).toEqual([
        lines,
      ]);

      const refusal = call(ours.B2BClient, operationId, ids, options);
      await expect(refusal).rejects.toBeInstanceOf(ours.ClientError);
      await expect(refusal).rejects.toMatchObject({ code });
      expect(requests).toHaveLength(1);
    },
  );
});

/** A request of theirs, with the known differences undone. */
function translate(lines: string[]): string[] {
  return lines.flatMap((line) => (Object.hasOwn(differences, line) ? (differences[line] ?? []) : line));
}
