import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { describeStale, findStale, writeAll } from "../../scripts/command/generated-files.js";
import { render } from "../../scripts/render/render.js";
import { copyProject } from "./copy-project.js";
import { edit, findProblems } from "./find-problems.js";

const committed = render("openapi/openapi.yaml");

/** What is broken, where, from what to what, and the place and the sentence that name it. */
const broken: [
  name: string,
  file: string,
  from: string | RegExp,
  to: string,
  place: string,
  message: string,
][] = [
  [
    "a $ref to nowhere",
    "schemas/SCIMRegistration.yaml",
    "./SCIMAttributes.yaml",
    "./Nowhere.yaml",
    "schemas/SCIMRegistration.yaml:20",
    "Can't resolve $ref",
  ],
  [
    "an undeclared path parameter",
    "openapi.yaml",
    "members/{member_id}:",
    "members/{other_id}:",
    "paths/member.yaml:20",
    "does not define the path parameter `{other_id}`",
  ],
  [
    "a duplicate operationId",
    "paths/member.yaml",
    "members.delete\n",
    "members.deletePassword\n",
    "paths/member-password.yaml:2",
    "unique `operationId`",
  ],
  [
    "a wrong example",
    "responses/Unauthorized.yaml",
    "status_code: 401",
    'status_code: "401"',
    "responses/Unauthorized.yaml:10",
    "must be integer",
  ],
  [
    "a missing description",
    "schemas/Member.yaml",
    /( member_id:\n) +description: .*\n/,
    "$1",
    "schemas/Member.yaml:28",
    '"member_id" lacks a description',
  ],
  [
    "a pattern that does not compile",
    "parameters/member_id.yaml",
    /pattern: .*/,
    "pattern: ^[a-z$",
    "parameters/member_id.yaml:10",
    "Invalid regular expression",
  ],
  [
    "a keyword that Ajv cannot apply",
    "schemas/RetiredEmail.yaml",
    "type: string",
    "type: [string, object]\n    minItems: 1",
    "schemas/RetiredEmail.yaml:5",
    'missing type "array" for keyword "minItems"',
  ],
  [
    "a request body",
    "paths/member.yaml",
    "  responses:",
    "  requestBody:\n    description: None.\n    content: { application/json: { schema: { type: string }, example: a } }\n  responses:",
    "paths/member.yaml:25",
    "The client cannot express an operation's own requestBody.",
  ],
  [
    "an operation without a session header",
    "paths/member.yaml",
    "    - $ref: ../parameters/X-Stytch-Member-Session.yaml\n",
    "",
    "paths/member.yaml:20",
    "without the header X-Stytch-Member-Session: `authorization` would be dropped",
  ],
];

describe("a description that is not good", () => {
  it.for(broken)("stops generation for %s", async ([, file, from, to, place, message]) => {
    const lines = await findProblems(render, file, from, to);
    expect(lines).toContainEqual(expect.stringContaining(message));
    expect(lines.find((line) => line.includes(message))).toMatch(`${place} `);
  });
});

/** A change of each kind in the description. */
const changes: [name: string, file: string, from: string, to: string][] = [
  ["a description", "schemas/Member.yaml", "description: One person", "description: A person"],
  ["an example", "responses/Forbidden.yaml", "is not permitted to", "may not"],
  ["a path", "openapi.yaml", "members/passwords/{", "members/password/{"],
];

describe("a change of the description", () => {
  it.for(changes)("makes generated/ stale when it is in %s", async ([, file, from, to]) => {
    const folder = copyProject(onTestFinished);
    edit(join(folder, "openapi", file), from, to);
    const files = await render(join(folder, "openapi/openapi.yaml"));
    expect(findStale(files, "generated")).toContain("openapi.json");
  });

  it("makes generated/ stale when it is in a field name", async () => {
    const folder = copyProject(onTestFinished);
    for (const file of [
      "schemas/RetiredEmail.yaml",
      "schemas/Member.yaml",
      "examples/password_deleted_full.yaml",
    ]) {
      edit(join(folder, "openapi", file), /\bemail_id\b/g as never, "address_id");
    }
    const files = await render(join(folder, "openapi/openapi.yaml"));
    expect(findStale(files, "generated")).toEqual(["openapi.json", "types.ts"]);
    expect(describeStale(files, "generated")).toBe(
      "generated/openapi.json is stale.\ngenerated/types.ts is stale.\nRun: npm run generate",
    );
  });

  it("is taken in by the next run, which says what changed in each file", async () => {
    const folder = copyProject(onTestFinished);
    const generated = join(folder, "generated");
    edit(join(folder, "openapi/schemas/Member.yaml"), "description: One person", "description: A person");
    const files = await render(join(folder, "openapi/openapi.yaml"));
    expect(writeAll(files, generated).split("\n")).toEqual([
      `${generated}/openapi.json  updated: 1 lines added, 1 removed`,
      `${generated}/types.ts  updated: 1 lines added, 1 removed`,
      `${generated}/client.ts  unchanged`,
    ]);
    expect(findStale(files, generated)).toEqual([]);
  });

  it("is noticed when a kill let through only some of the files", async () => {
    const folder = copyProject(onTestFinished);
    edit(join(folder, "generated/types.ts"), "export interface paths", "export interface old_paths");
    expect(findStale(await committed, join(folder, "generated"))).toEqual(["types.ts"]);
  });
});

describe("npm run generate", () => {
  it("writes the same bytes on every run, which are the committed ones", async () => {
    expect(await render("openapi/openapi.yaml")).toEqual(await committed);
    expect(Object.keys(await committed)).toEqual(["openapi.json", "types.ts", "client.ts"]);
    expect(describeStale(await committed, "generated")).toBeUndefined();
  });
});
