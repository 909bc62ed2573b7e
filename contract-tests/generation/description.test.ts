import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { bundleSource } from "../../scripts/description/bundle.js";
import type { OpenApiDocument, Operation } from "../../scripts/description/document.js";
import { lintSource } from "../../scripts/description/lint.js";
import { locate } from "../../scripts/description/locate.js";
import { renderTypes } from "../../scripts/render/render-types.js";
import { render } from "../../scripts/render/render.js";
import { edit, findProblems } from "./find-problems.js";
import { like_refs } from "../like-refs.js";
import { document } from "../contract/cases.js";

const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

describe("A place in the bundle", () => {
  it.for<[pointer: string[], place: string]>([
    [[], "openapi.yaml:1"],
    [["info", "title"], "openapi.yaml:4"],
    [["nowhere"], "openapi.yaml:1"],
    [["openapi", "length"], "openapi.yaml:1"],
    [["paths", path], "paths/member.yaml:1"],
    [["paths", path, "delete", "operationId"], "paths/member.yaml:3"],
    [["paths", path, "delete", "parameters", "0"], "parameters/organization_id.yaml:1"],
    [["paths", path, "delete", "parameters", "0", "schema", "type"], "parameters/organization_id.yaml:10"],
    [["paths", path, "delete", "responses", "401", "content"], "responses/Unauthorized.yaml:2"],
    [["components", "schemas", "Member", "properties", "member_id", "toString"], "schemas/Member.yaml:28"],
  ])("is found in the source: %j", async ([pointer, place]) => {
    const { file, line } = await locate("openapi/openapi.yaml", pointer);
    expect(`${file}:${line}`).toBe(`openapi/${place}`);
  });

  it.for<[pointer: string[], place: string]>([
    [["whole"], "other.yaml:1"],
    [["part"], "other.yaml:4"],
    [["part", "c"], "other.yaml:5"],
    [["twice", "c"], "other.yaml:5"],
    [["here", "b"], "root.yaml:6"],
    [["null", "b"], "root.yaml:7"],
  ])("is found behind references: %j", async ([pointer, place]) => {
    const folder = mkdtempSync(join(tmpdir(), "description-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const root = [
      "whole: { $ref: other.yaml }",
      "part: { $ref: 'other.yaml#/a~1b/part' }",
      "twice: { $ref: '#/part' }",
      "here: { $ref: '#/there' }",
      "there:",
      "  b: 1",
      "null: null",
    ];
    writeFileSync(join(folder, "root.yaml"), root.join("\n"));
    writeFileSync(join(folder, "other.yaml"), "a/b:\n  # A comment.\n\n  part:\n    c: 1\n");
    const { file, line } = await locate(join(folder, "root.yaml"), pointer);
    expect(`${relative(folder, file)}:${line}`).toBe(place);
  });

  it("is not found in a file that is not there", async () => {
    await expect(locate("openapi/nowhere.yaml", [])).rejects.toThrow("nowhere.yaml");
  });
});

describe("The linter", () => {
  it("passes the description as it is", async () => {
    await expect(lintSource("openapi/openapi.yaml")).resolves.toBeUndefined();
  });

  it("tells a problem once, in one line, though two operations share the file", async () => {
    expect(
      await findProblems(lintSource, "responses/Unauthorized.yaml", /^description: .*/, "description: ''"),
    ).toEqual(["responses/Unauthorized.yaml:1 A response says when it happens. (rule/response-description)"]);
    expect(await findProblems(lintSource, "paths/member.yaml", / +"(401|429)":\n.*\n/g, "")).toEqual([
      "paths/member.yaml:25 Every operation declares 401, 429 and default: - 401 is required - 429 is required. (rule/operation-failures)",
    ]);
  });

  it("tells what an example lacks once, and not of each `anyOf` around it", async () => {
    expect(
      await findProblems(
        lintSource,
        "examples/password_deleted_full.yaml",
        "            display_name: Grace Example\n",
        "",
      ),
    ).toEqual([
      "examples/password_deleted_full.yaml:131 Example value must conform to the schema: `manager` property must have required property 'display_name'. (no-invalid-media-type-examples)",
    ]);
  });

  it.for<[what: string, file: string, from: string | RegExp, to: string, line: string]>([
    [
      "a rule that no plugin has",
      "redocly.yaml",
      "house/example-status",
      "house/status",
      "redocly.yaml:18 No plugin has the rule house/status.",
    ],
    [
      "a setting that does not exist",
      "redocly.yaml",
      "telemetry:",
      "telemetri:",
      "redocly.yaml:5 Property `telemetri` is not expected here. (configuration struct)",
    ],
    [
      "a pattern that does not compile",
      "redocly.yaml",
      "^[a-z][A-Z",
      "^([a-z][A-Z",
      "redocly.yaml:1 Invalid regular expression: ",
    ],
    ["a plugin that is not there", "redocly.yaml", "./redocly", "./nowhere", "redocly.yaml:1 Plugin "],
    [
      "a plugin that does not parse",
      "redocly-plugin.js",
      "const seen =",
      "const seen = =",
      "redocly-plugin.js:49 Expression expected.",
    ],
    [
      "a plugin that throws",
      "redocly-plugin.js",
      "const seen =",
      "const seen = null.seen;",
      "redocly-plugin.js:49 This is more than the tools can take: Cannot read properties of null",
    ],
    [
      "a rule that throws",
      "redocly-plugin.js",
      "!property?.description?.trim()",
      "!property.nothing.at.all",
      "redocly-plugin.js:22 This is more than the tools can take: Cannot read properties of undefined",
    ],
    [
      "a version that is a number",
      "openapi.yaml",
      "openapi: 3.1.1",
      "openapi: 3.1",
      "openapi.yaml:1 Invalid OpenAPI version: should be a string",
    ],
    [
      "another kind of document",
      "openapi.yaml",
      "openapi: 3.1.1",
      "version: 1",
      "openapi.yaml:1 Unsupported specification",
    ],
    [
      "a $ref to a folder",
      "schemas/SCIMRegistration.yaml",
      "./SCIMAttributes.yaml",
      "../schemas",
      "schemas/SCIMRegistration.yaml:20 Can't resolve $ref: Expected a file but received a folder",
    ],
  ])("names the file and the line of %s, and nothing else", async ([, file, from, to, line]) => {
    const lines = await findProblems(lintSource, file, from, to);
    expect(lines).toEqual([expect.stringContaining(line)]);
  });

  it.for<[file: string, from: RegExp, to: string, places: string[]]>([
    ["openapi.yaml", /^paths:[^]*?(?=^components:)/m, "paths: []\n", ["openapi.yaml:34"]],
    ["openapi.yaml", /^components:[^]*/m, "components: 3\n", ["openapi.yaml:39"]],
    ["openapi.yaml", /^[^]*/, "- openapi: 3.1.1\n", ["openapi.yaml:1"]],
    ["paths/member.yaml", /^ {2}responses:[^]*/m, "  responses: null\n", ["paths/member.yaml:25"]],
    ["schemas/Member.yaml", /^[^]*/, "[]\n", ["schemas/Member.yaml:1"]],
  ])(
    "tells what has another shape than it must, and nothing else: %s %s",
    async ([file, from, to, places]) => {
      const lines = await findProblems(lintSource, file, from, to);
      expect(lines.map((line) => line.split(" ", 1)[0])).toEqual(places);
      for (const line of lines) expect(line).toMatch(/ \(struct\)$|Document must be JSON object/);
    },
  );
});

describe("The bundler", () => {
  it("bundles what is committed", async () => {
    expect(document).toEqual({
      "x-generated": "From openapi/ by `npm run generate`. Do not edit.",
      ...(await bundleSource("openapi/openapi.yaml")),
    });
  });

  it.for([
    [
      "    Unauthorized:\n      $ref: responses/Unauthorized.yaml\n",
      "responses/Unauthorized.yaml:1",
      `#/paths/${path.replaceAll("/", "~1")}/delete/responses/401`,
    ],
    [
      "    SCIMMultiValuedAttribute:\n      $ref: schemas/SCIMMultiValuedAttribute.yaml\n",
      "schemas/SCIMMultiValuedAttribute.yaml:1",
      "#/components/schemas/SCIMIMs/allOf/0",
    ],
  ] as const)("refuses a component that the root does not register: %j", async ([entry, place, ref]) => {
    expect(await findProblems(bundleSource, "openapi.yaml", entry, "")).toEqual([
      `${place} ${ref} stands for a component that openapi.yaml does not register.`,
    ]);
  });

  it("refuses a schema that Ajv cannot compile", async () => {
    expect(
      await findProblems(bundleSource, "parameters/member_id.yaml", /pattern: .*/, "pattern: ^[a-z$"),
    ).toEqual([
      "parameters/member_id.yaml:9 Invalid regular expression: /^[a-z$/u: Unterminated character class (ajv)",
    ]);
  });

  it("names the schema that is wrong, and not one that refers to it", async () => {
    expect(
      await findProblems(
        bundleSource,
        "schemas/SCIMManager.yaml",
        "type: string",
        "type: string\n    pattern: ^[a-z$",
      ),
    ).toEqual([
      "schemas/SCIMManager.yaml:5 Invalid regular expression: /^[a-z$/u: Unterminated character class (ajv)",
    ]);
  });

  it("refuses a schema that holds itself", async () => {
    expect(
      await findProblems(
        bundleSource,
        "schemas/SCIMManager.yaml",
        "  display_name:\n",
        "  boss:\n    allOf:\n      - $ref: ./SCIMEnterpriseExtension.yaml\n  display_name:\n",
      ),
    ).toEqual([
      expect.stringMatching(
        /^schemas\/\w+.yaml:\d+ #\/components\/schemas\/\w+ holds what refers to it: it would have no end\.$/,
      ),
    ]);
  });

  it("names the place of what the schema of OpenAPI does not allow", async () => {
    expect(await findProblems(bundleSource, "openapi.yaml", "version: 0.1.0", "vers: 0.1.0")).toEqual([
      "openapi.yaml:3 must have required property 'version'",
    ]);
  });

  it("lets through what is wrong with the document itself", async () => {
    await expect(bundleSource("openapi/nowhere.yaml")).rejects.toThrow("nowhere.yaml");
  });
});

describe("A $ref in data", () => {
  const data = like_refs;
  const text = JSON.stringify(data);

  it("is handed on as it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "description-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync("openapi", folder, { recursive: true });
    const put = (file: string, from: string, to: string): void => edit(join(folder, file), from, to);
    put("paths/member.yaml", "  x-stytch-rbac:", `  x-data: ${text}\n  x-stytch-rbac:`);
    put("examples/password_deleted_full.yaml", "theme: dark", `theme: ${text}`);
    put("examples/password_deleted_sparse.yaml", 'name: ""', `name: ""\n    untrusted_metadata: ${text}`);
    put("responses/InternalServerError.yaml", "value:", `value:\n          error_details: ${text}`);
    put(
      "schemas/ErrorBody.yaml",
      "examples: [{ field: member_id }]",
      `default: ${text}\n    enum: [${text}]\n    const: ${text}\n    examples: [${text}]`,
    );
    const root = join(folder, "openapi.yaml");
    const files = await render(root);
    const { paths, components } = JSON.parse(files["openapi.json"]!) as OpenApiDocument;
    expect((paths[path]!["delete"] as Operation)["x-data"]).toEqual(data);
    expect(components.schemas["ErrorBody"]!["properties"]).toMatchObject({
      error_details: { default: data, enum: [data], const: data, examples: [data] },
    });
    expect(components.examples!["password_deleted_full"]!.value).toMatchObject({
      member: { untrusted_metadata: { theme: data } },
    });
    expect(Object.values(files).join()).not.toMatch(/\\u0000|\0/);
    const place = [
      "components",
      "examples",
      "password_deleted_full",
      "value",
      "member",
      "untrusted_metadata",
    ];
    const { file, line } = await locate(root, [...place, "theme", "deep"]);
    expect(`${relative(folder, file)}:${line}`).toBe("examples/password_deleted_full.yaml:54");
  });

  it("is served as it is", async () => {
    const headers = { authorization: "Basic YTpi", prefer: "code=500" };
    const url = `${inject("like_refs_url")}/v1/b2b/organizations/a/members/b`;
    const answer = await fetch(url, { method: "DELETE", headers });
    expect(await answer.json()).toMatchObject({ status_code: 500, error_details: data });
  });
});

describe("The rendered files", () => {
  it("are none of a description that the client cannot express, told place by place", async () => {
    expect(await findProblems(render, "paths/member.yaml", /^delete:/, "put:")).toEqual([
      "paths/member.yaml:1 The client cannot express the method PUT.",
    ]);
  });

  it("are none of a description with a schema that has no name of its own, told at the name", async () => {
    expect(await findProblems(render, "openapi.yaml", "    CustomRole:", "    StytchError:")).toEqual([
      "openapi.yaml:147 The client cannot express a schema called StytchError: the client has a type of this name.",
    ]);
  });

  it("are none of a description that lets a request be sent without credentials", async () => {
    expect(
      await findProblems(render, "openapi.yaml", "  - basicAuth: []\n", "  - basicAuth: []\n  - {}\n"),
    ).toEqual(["openapi.yaml:31 The client cannot express the security {}: it always sends HTTP Basic."]);
  });
});

describe("The rendered types", () => {
  const string = { type: "string" };
  const known = { type: "string", enum: ["a", "b"] };
  const nullable = { type: ["string", "null"] };

  it.for<[what: string, schema: object, type: string]>([
    ["a string", string, "string"],
    ["known values", known, '"a" | "b"'],
    ["known values or any string", { anyOf: [known, string] }, '"a" | "b" | (string & {})'],
    ["known values, any string or null", { anyOf: [known, nullable] }, '"a" | "b" | (string & {}) | null'],
    ["a list of them", { type: "array", items: { anyOf: [known, string] } }, '("a" | "b" | (string & {}))[]'],
    ["a number or a string", { anyOf: [{ type: "number" }, string] }, "number | string"],
    [
      "a reference or a string",
      { anyOf: [{ $ref: "#/components/schemas/A" }, string] },
      'components["schemas"]["A"] | string',
    ],
    ["numbers or a string", { anyOf: [{ enum: [1, 2] }, string] }, "(1 | 2) | string"],
  ])("of %s keep what is known", async ([, schema, type]) => {
    const schemas = { A: schema };
    const text = await renderTypes({
      openapi: "3.1.1",
      info: { title: "", version: "" },
      paths: {},
      components: { schemas },
    } as unknown as OpenApiDocument);
    expect(text.split("\n", 1)).toEqual(["// Generated from openapi/ by `npm run generate`. Do not edit."]);
    expect(/^ {8}A: (.*);$/m.exec(text)?.[1]).toBe(type);
  });
});
