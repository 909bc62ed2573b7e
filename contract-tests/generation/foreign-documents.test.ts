// Somebody else's document becomes a client that compiles on the same source, with names that are settled and told.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { findOther } from "../../scripts/command/generated-files.js";
import { upgrade } from "../../scripts/description/upgrade.js";
import { InexpressibleError, renderForeign } from "../../scripts/render/render-foreign.js";
import { makeFolder } from "./copies.js";

/** Writes the files of a document, and returns its root: the first. */
function write(files: Record<string, string>): string {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, Object.keys(files)[0]!);
}

/** What `tsc` says of src/ and a program on generated files in place of generated/. */
function compile(files: Record<string, string>, program: string): string[] {
  const texts = new Map([
    ...Object.entries(files).map(([name, text]) => [resolve("generated", name), text] as const),
    [resolve("src/program.ts"), program] as const,
  ]);
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(resolve(file)) || fileExists(file);
  host.readFile = (file) => texts.get(resolve(file)) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(resolve(file));
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, rest[0]);
  };
  const sources = readdirSync("src").map((name) => `src/${name}`);
  const found = ts.createProgram([...sources, "src/program.ts"], options, host);
  return ts.getPreEmitDiagnostics(found).map(({ file, messageText }) => {
    return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

const three = `
openapi: 3.0.3
info: { title: Things, version: "1" }
servers: [{ url: "https://things.test" }]
security: [{ token: [] }]
paths:
  /things/{thing-id}:
    parameters:
      - { name: thing-id, in: path, required: true, schema: { type: integer } }
    get:
      parameters:
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { name: { type: string } } } }
      responses:
        "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/thing_v1" } } } }
    delete:
      operationId: things.remove
      responses: { "204": { description: Gone. } }
  /things:
    post:
      operationId: create-thing
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/thing_v1" } } }
      responses:
        "201": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/thing_v1" } } } }
        "202": { description: Later. }
    put:
      operationId: Create_Thing
      responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
    patch:
      operationId: things.constructor
      responses: { "204": { description: None. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    thing_v1:
      type: object
      required: [name]
      properties:
        name: { type: string, nullable: true, example: a }
        size: { type: number, minimum: 0, exclusiveMinimum: true }
        parent: { $ref: "#/components/schemas/thing_v1" }
    Error: { type: object }
`;

describe("A document of OpenAPI 3.0", () => {
  it("is rendered with names that are told, and compiles on the same source", async () => {
    const { files, notes } = await renderForeign(write({ "things.yaml": three }));
    expect(notes).toEqual([
      "GET /things/{thing-id} is called getThingsByThingId.",
      "PUT /things is called createThing.",
      "POST /things is called createThing2.",
      "PATCH /things is called things.constructor_.",
      "The schema thing_v1 is called ThingV1.",
      "The schema Error is called ErrorSchema.",
    ]);
    const program = `
      import { B2BClient, type ThingV1 } from "./index.js";
      const client = new B2BClient();
      export const thing: Promise<ThingV1> = client.getThingsByThingId({ "thing-id": 7, filter: { name: "a" } });
      export const gone: Promise<undefined> = client.things.remove({ "thing-id": 7 });
      export const made: Promise<ThingV1 | undefined> = client.createThing2({ name: null, size: 1 });
      export const all: Promise<string[]> = client.createThing();
      // @ts-expect-error: an id is a number
      export const wrong = client.things.remove({ "thing-id": "7" });`;
    expect(compile(files, program)).toEqual([]);
    expect(files["client.ts"]).toContain('path: { "thing-id": {"type":"number"} },');
    expect(files["client.ts"]).toContain('security: "bearer",');
    expect(files["openapi.json"]).toContain('"openapi": "3.1.1"');
  });
});

describe("A document of OpenAPI 3.1 in two files, of JSON, with a schema that holds itself", () => {
  it("is rendered and compiles", async () => {
    const root = {
      openapi: "3.1.0",
      info: { title: "Trees", version: "1" },
      security: [],
      paths: {
        "/trees": { get: { operationId: "trees.list", responses: { 200: { $ref: "tree.json#/list" } } } },
      },
      components: { schemas: { Tree: { $ref: "tree.json#/tree" } } },
    };
    const tree = {
      list: { description: "", content: { "application/json": { schema: { $ref: "#/tree" } } } },
      tree: { type: "object", properties: { left: { $ref: "#/tree" } } },
    };
    const { files, notes } = await renderForeign(
      write({ "root.json": JSON.stringify(root), "tree.json": JSON.stringify(tree) }),
    );
    expect(notes).toEqual([]);
    const program = `
      import { B2BClient, type TreesListResponse } from "./index.js";
      export const left: (tree: TreesListResponse) => unknown = (tree) => tree.left?.left?.left;
      export const tree: Promise<TreesListResponse> = new B2BClient().trees.list();`;
    expect(compile(files, program)).toEqual([]);
  });
});

describe("A document that cannot become a client", () => {
  const text = (paths: object): string => JSON.stringify({ openapi: "3.1.0", info: {}, security: [], paths });

  it("is told once for each kind, with ten places and a count", async () => {
    const content = { "text/csv": {} };
    const item = { get: { responses: { 200: { description: "", content } } } };
    const paths = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`/${n}`, item]));
    const error = await renderForeign(write({ "a.json": text(paths) })).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InexpressibleError);
    expect((error as Error).message.split("\n")).toEqual([
      "The client cannot express a success other than application/json. (12)",
      ...Array.from({ length: 10 }, (_, n) => `  /${n} get responses 200`),
      "  and 2 more",
    ]);
  });

  it.for<[what: string, content: string, message: RegExp]>([
    [
      "another version",
      "swagger: '2.0'\ninfo: { title: a, version: '1' }\npaths: {}",
      /is no OpenAPI 3\.0 or 3\.1 document\.$/,
    ],
    ["no document", "- 1", /a\.yaml: .*not a valid/],
    [
      "a reference to nowhere",
      "openapi: 3.1.0\ninfo: {}\npaths: { /a: { $ref: b.yaml } }",
      /a\.yaml: Error opening file/,
    ],
  ])("is told in one line: %s", async ([, content, message]) => {
    const error = await renderForeign(write({ "a.yaml": content })).catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("\n");
  });
});

describe("What 3.0 says in another way", () => {
  it.for<[from: object, to: object]>([
    [{ type: "string", nullable: true }, { type: ["string", "null"] }],
    [{ type: "string", nullable: false }, { type: "string" }],
    [
      { type: "string", nullable: true, enum: ["a"] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    [
      { allOf: [{ $ref: "#/a" }], nullable: true },
      { anyOf: [{ allOf: [{ $ref: "#/a" }] }, { type: "null" }] },
    ],
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    [{ exclusiveMaximum: 3 }, { exclusiveMaximum: 3 }],
    [{ example: { nullable: true } }, { example: { nullable: true } }],
    [
      { properties: { default: { type: "string", nullable: true }, nullable: { type: "string" } } },
      { properties: { default: { type: ["string", "null"] }, nullable: { type: "string" } } },
    ],
  ])("%j becomes %j", ([from, to]) => {
    expect(upgrade({ openapi: "3.0.3", a: [from] })).toEqual({ openapi: "3.1.1", a: [to] });
    expect(upgrade({ openapi: "3.1.0", a: [from] })).toEqual({ openapi: "3.1.0", a: [from] });
  });
});

describe("A folder to write into", () => {
  it("keeps what was not generated", () => {
    const folder = dirname(
      write({ "client.ts": "export {};", "types.ts": "// Generated from x.", "openapi.json": "{}" }),
    );
    expect(findOther({ "types.ts": "", "client.ts": "", "new.ts": "" }, folder)).toBe("client.ts");
    expect(findOther({ "types.ts": "" }, folder)).toBeUndefined();
    expect(findOther({ "openapi.json": "" }, folder)).toBe("openapi.json");
    writeFileSync(join(folder, "openapi.json"), readFileSync("generated/openapi.json"));
    expect(findOther({ "openapi.json": "" }, folder)).toBeUndefined();
  });
});
