// A problem in the description, in a rule or in a plugin is told once, with its file and its line.
import { describe, expect, it } from "vitest";
import { lintSource } from "../../scripts/description/lint.js";
import { copySource, edit, findProblems, placeOf, type Change } from "./copies.js";

describe("The linter", () => {
  it("tells a problem once, in one line, though two operations share the file", async () => {
    expect(
      await findProblems(
        lintSource,
        edit("responses/Unauthorized.yaml", /^description: .*/, "description: ''"),
      ),
    ).toEqual(["responses/Unauthorized.yaml:1 A response says when it happens. (rule/response-description)"]);
    expect(await findProblems(lintSource, edit("paths/member.yaml", / +"(401|429)":\n.*\n/g, ""))).toEqual([
      `${placeOf("paths/member.yaml", "  responses:")} Every operation declares 401, 429 and default: - 401 is required - 429 is required. (rule/operation-failures)`,
    ]);
  });

  it("wants security for every operation, and a discriminator beside `oneOf`", async () => {
    const edits = [
      edit("openapi.yaml", "security:\n  - basicAuth: []\n", ""),
      edit(
        "schemas/RetiredEmail.yaml",
        "    type: string\n",
        "    oneOf: [{ type: string }, { type: string }]\n",
      ),
    ];
    const lines = await findProblems(lintSource, ...edits);
    for (const file of ["paths/member.yaml", "paths/member-password.yaml"])
      expect(lines).toContainEqual(expect.stringMatching(`^${file}:1 .*\\(security-defined\\)$`));
    expect(lines.filter((line) => line.endsWith("(rule/no-one-of)"))).toHaveLength(1);
  });

  it("finds the example of a link in a file of its own, and takes a link without an answer", async () => {
    const root = copySource(
      edit("paths/member-password.yaml", "x-stytch-answer: deleted", ""),
      edit("paths/member.yaml", "answer: member_password_not_found", "answer: organization_not_found"),
    );
    await expect(lintSource(root)).resolves.toBeUndefined();
  });

  it("tells what an example lacks once, and not of each `anyOf` around it", async () => {
    expect(
      await findProblems(
        lintSource,
        edit("examples/password_deleted_full.yaml", "            display_name: Grace Example\n", ""),
      ),
    ).toEqual([
      `${placeOf("examples/password_deleted_full.yaml", "manager:", 1)} Example value must conform to the schema: \`manager\` property must have required property 'display_name'. (no-invalid-media-type-examples)`,
    ]);
  });

  it("tells of an example that must be null, where nothing else is wrong in its file", async () => {
    const none = '  none:\n    description: Nothing.\n    type: "null"\n    examples: [null]\n';
    const edits = [
      edit("schemas/ErrorBody.yaml", /^ {2}request_id:\n/m, `${none}$&`),
      edit("responses/Unauthorized.yaml", /^ +status_code: 401\n/m, '          status_code: "401"\n'),
      edit("responses/TooManyRequests.yaml", /^ +status_code: 429\n/m, "$&          none: a\n"),
    ];
    expect(await findProblems(lintSource, ...edits)).toEqual([
      expect.stringContaining("`status_code` property type must be integer"),
      expect.stringContaining("`none` property type must be null"),
    ]);
  });

  it.for<[what: string, change: Change, ...lines: string[]]>([
    [
      "a rule that no plugin has",
      edit("redocly.yaml", "house/example-status: error", "house/status:\n    severity: error"),
      `${placeOf("redocly.yaml", "house/example-status")} No plugin has the rule house/status.`,
    ],
    [
      "a rule of a plugin that has none",
      edit("redocly-plugin.js", "  rules: {", "  assertions: {"),
      `${placeOf("redocly.yaml", "house/property-documented")} No plugin has the rule house/property-documented.`,
    ],
    [
      "a setting that does not exist",
      edit("redocly.yaml", "telemetry:", "telemetri:"),
      "redocly.yaml:5 Property `telemetri` is not expected here. (configuration struct)",
    ],
    [
      "a pattern that does not compile",
      edit("redocly.yaml", "^[a-z][A-Z", "^([a-z][A-Z"),
      "redocly.yaml:1 Invalid regular expression: ",
    ],
    ["a plugin that is not there", edit("redocly.yaml", "./redocly", "./nowhere"), "redocly.yaml:1 Plugin "],
    [
      "a plugin that does not parse",
      edit("redocly-plugin.js", "const seen =", "const seen = ="),
      `${placeOf("redocly-plugin.js", "const seen =")} Expression expected.`,
    ],
    [
      "a plugin that declares a name twice",
      edit("redocly-plugin.js", "const seen =", "const seen = 1, seen ="),
      'redocly.yaml:1 Failed to load plugin "',
    ],
    [
      "a plugin that throws",
      edit("redocly-plugin.js", "const seen =", "const seen = null.seen;"),
      `${placeOf("redocly-plugin.js", "const seen =")} This is more than the tools can take: Cannot read properties of null`,
    ],
    [
      "a rule that throws",
      edit("redocly-plugin.js", "!property?.description?.trim()", "!property.nothing.at.all"),
      `${placeOf("redocly-plugin.js", "!property?.description?.trim()")} This is more than the tools can take: Cannot read properties of undefined`,
    ],
    [
      "a version that is a number",
      edit("openapi.yaml", "openapi: 3.1.1", "openapi: 3.1"),
      "openapi.yaml:1 Invalid OpenAPI version: should be a string",
    ],
    [
      "another kind of document",
      edit("openapi.yaml", "openapi: 3.1.1", "version: 1"),
      "openapi.yaml:1 Unsupported specification",
    ],
    [
      "a $ref to a folder",
      edit("schemas/SCIMRegistration.yaml", "./SCIMAttributes.yaml", "../schemas"),
      `${placeOf("schemas/SCIMRegistration.yaml", "./SCIMAttributes.yaml")} Can't resolve $ref: Expected a file but received a folder`,
    ],
    [
      "a $ref to nowhere",
      edit("schemas/SCIMRegistration.yaml", "./SCIMAttributes.yaml", "./Nowhere.yaml"),
      `${placeOf("schemas/SCIMRegistration.yaml", "./SCIMAttributes.yaml")} Can't resolve $ref`,
    ],
    [
      "an undeclared path parameter",
      edit("openapi.yaml", "members/{member_id}:", "members/{other_id}:"),
      "parameters/member_id.yaml:1 Path parameter `member_id` is not used in the path",
      `${placeOf("paths/member.yaml", "  parameters:")} The operation does not define the path parameter \`{other_id}\``,
    ],
    [
      "a duplicate operationId",
      edit("paths/member.yaml", "members.delete\n", "members.deletePassword\n"),
      "paths/member-password.yaml:2 Every operation must have a unique `operationId`",
    ],
    [
      "a link to an answer that its operation does not have",
      edit("paths/member.yaml", "answer: member_password_not_found", "answer: password_not_found"),
      `${placeOf("paths/member.yaml", "answer: member_password_not_found")} No answer of organizations.members.deletePassword has the example "password_not_found". (house/link-answer)`,
    ],
    [
      "a link to an operation that is not there",
      edit("paths/member.yaml", "operationId: organizations.members.deletePassword", "operationId: gone"),
      `${placeOf("paths/member.yaml", "answer: member_password_not_found")} No answer of gone has the example "member_password_not_found". (house/link-answer)`,
    ],
    [
      "a misspelt extension of a link",
      edit("paths/member.yaml", "x-stytch-answer: member_not_found", "x-stytch-anwser: member_not_found"),
      `${placeOf("paths/member.yaml", "x-stytch-answer: member_not_found")} A link has no extension but \`x-stytch-answer\`. (house/link-answer)`,
    ],
    [
      "a required header that the mock would leave out",
      edit(
        "responses/TooManyRequests.yaml",
        /required: false([^]*?) {4}examples:[^]*?(?=^content:)/m,
        "required: true$1",
      ),
      "responses/TooManyRequests.yaml:6 A required header has `example` or `examples`: without, the mock leaves it out, and no answer is valid. (rule/required-header-example)",
    ],
    [
      "kinds of object that only a discriminator tells apart",
      edit(
        "schemas/SCIMManager.yaml",
        "  display_name:\n",
        "  way:\n    description: A way.\n    examples: [{ value: a, display: A }]\n" +
          "    anyOf: [{ $ref: ./SCIMGroup.yaml }, { $ref: ./SCIMManager.yaml }]\n" +
          "    discriminator: { propertyName: value, mapping: { a: ./SCIMGroup.yaml, b: ./SCIMManager.yaml } }\n" +
          "  display_name:\n",
      ),
      `${placeOf("schemas/SCIMGroup.yaml", "  value:")} A kind of object says by \`const\` or \`enum\` which "value" it has. (house/kind-tagged)`,
      `${placeOf("schemas/SCIMManager.yaml", "  value:")} A kind of object says by \`const\` or \`enum\` which "value" it has. (house/kind-tagged)`,
    ],
    [
      "a wrong example",
      edit("responses/Unauthorized.yaml", "status_code: 401", 'status_code: "401"'),
      `${placeOf("responses/Unauthorized.yaml", "status_code: 401")} Example value must conform to the schema: \`status_code\` property type must be integer`,
    ],
    [
      "a pattern by which no example can be checked",
      edit("parameters/member_id.yaml", /pattern: .*/, "pattern: ^[a-z$"),
      "parameters/member_id.yaml:10 Example validation errored: Invalid regular expression",
    ],
  ])("names the file and the line of %s, and nothing else", async ([, change, ...lines]) => {
    expect(await findProblems(lintSource, change)).toEqual(
      lines.map((line) => expect.stringContaining(line)),
    );
  });

  it.for<[file: string, from: RegExp, to: string, places: string[]]>([
    ["openapi.yaml", /^paths:[^]*?(?=^components:)/m, "paths: []\n", [placeOf("openapi.yaml", "paths:")]],
    ["openapi.yaml", /^components:[^]*/m, "components: 3\n", [placeOf("openapi.yaml", "components:")]],
    ["openapi.yaml", /^[^]*/, "- openapi: 3.1.1\n", ["openapi.yaml:1"]],
    [
      "paths/member.yaml",
      /^ {2}responses:[^]*/m,
      "  responses: null\n",
      [placeOf("paths/member.yaml", "  responses:")],
    ],
    ["schemas/Member.yaml", /^[^]*/, "[]\n", ["schemas/Member.yaml:1"]],
    // A rule cannot take this one.
    [
      "schemas/SCIMManager.yaml",
      /(?<=^ {2}value:\n {4}description: ).*/m,
      "7",
      [placeOf("schemas/SCIMManager.yaml", "  value:", 1)],
    ],
  ])(
    "tells what has another shape than it must, and nothing else: %s %s",
    async ([file, from, to, places]) => {
      const data = edit("parameters/member_id.yaml", /^schema:/m, "example: { $ref: '#/nowhere' }\n$&");
      const lines = await findProblems(lintSource, edit(file, from, to), data);
      expect(lines.map((line) => line.split(" ", 1)[0])).toEqual(places);
      for (const line of lines) expect(line).toMatch(/ \(struct\)$|Document must be JSON object/);
    },
  );
});
