// Somebody else's document becomes a client that compiles on the same source, with names that are settled and told.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findOther } from "../../scripts/command/generated-files.js";
import type { OpenApiDocument, Operation, Response } from "../../scripts/description/document.js";
import { upgrade } from "../../scripts/description/upgrade.js";
import { displayPath, InexpressibleError } from "../../scripts/description/spec-error.js";
import { renderForeign } from "../../scripts/render/render-foreign.js";
import { compile, write } from "./foreign-files.js";

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
        rank: { type: number, exclusiveMinimum: true }
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

/** Only what names are made of. */
const named = `
openapi: 3.1.0
info: { title: Names, version: "1" }
servers: [{ url: "https://a.test" }]
security: []
paths:
  /v1/users/{id}: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], get: { responses: { "204": { description: "" } } }, head: { operationId: 2fa, responses: { "204": { description: "" } } } }
  /a: { get: { operationId: user.get, responses: { "204": { description: "" } } }, put: { operationId: userGet, responses: { "204": { description: "" } } } }
  /b: { get: { operationId: fetch, responses: { "204": { description: "" } } }, put: { operationId: call-result, responses: { "204": { description: "" } } } }
  /c: { get: { operationId: users.toString, responses: { "204": { description: "" } } }, put: { operationId: "…", responses: { "204": { description: "" } } } }
  /d:
    get: { operationId: thing, responses: { "200": { $ref: "#/components/responses/thing" } } }
    put: { operationId: other, responses: { "200": { $ref: "#/components/responses/thing" } } }
components:
  responses:
    thing: { description: "", content: { application/json: { schema: { $ref: "#/components/schemas/pet%20shop" } } } }
  schemas:
    pet shop:
      oneOf: [{ $ref: "#/components/schemas/cat" }, { $ref: "#/components/schemas/2" }]
      discriminator: { propertyName: kind, mapping: { tom: cat, two: "#/components/schemas/2" } }
    cat: { type: object, required: [kind], properties: { kind: { type: string }, name: { type: [string, "null"] } } }
    "2": { type: object, required: [kind], properties: { kind: { type: string }, name: { $ref: "#/components/schemas/cat/properties/name" } } }
    Cat: { type: string }
    B2BClient: { type: string }
    ErrorBody: { type: object, properties: { wrong: { $ref: "#/components/schemas/Map" } } }
    Map: { type: string, examples: [{ $ref: "#/components/schemas/Map" }] }
    OtherResponse: { type: string }
`;

describe("A document whose names no client can have", () => {
  it("gets others, the same on every run, which all that refers to them follows", async () => {
    const root = write({ "names.yaml": named });
    const { files, notes } = await renderForeign(root);
    expect(notes).toEqual([
      `${displayPath(root)}:17 OpenAPI forbids this: /components/schemas must match pattern "^[a-zA-Z0-9._-]+$".`,
      "GET /v1/users/{id} is called getV1UsersById.",
      "HEAD /v1/users/{id} is called _2fa.",
      "PUT /a is called userGet2.",
      "GET /b is called fetch2.",
      "PUT /b is called callResult.",
      "GET /c is called users.toString_.",
      "PUT /c is called putC.",
      "PUT /d is called other2.",
      "The schema 2 is called Schema2.",
      "The schema pet shop is called PetShop.",
      "The schema cat is called Cat2.",
      "The schema B2BClient is called B2BClientSchema.",
      "The schema ErrorBody is called ErrorBodySchema.",
      "The schema Map is called MapSchema.",
    ]);
    expect(await renderForeign(root)).toEqual({ files, notes });
    const program = `
      import { B2BClient, type B2BClientSchema, type Cat2, type ErrorBodySchema, type MapSchema, type PetShop, type Schema2 } from "./index.js";
      export const shop: (shop: PetShop) => string | null | undefined = (shop) => shop.name;
      export const both: PetShop[] = [{ kind: "tom" } satisfies Cat2, { kind: "two" } satisfies Schema2];
      export const plain: [ErrorBodySchema, MapSchema, B2BClientSchema] = [{ wrong: "a" }, "b", "c"];
      export const got: Promise<PetShop> = new B2BClient().thing();`;
    expect(compile(files, program)).toEqual([]);
    const { components } = JSON.parse(files["openapi.json"]!) as OpenApiDocument;
    expect(components.schemas["PetShop"]).toMatchObject({
      discriminator: { mapping: { tom: "#/components/schemas/Cat2", two: "#/components/schemas/Schema2" } },
    });
    expect(components.schemas["MapSchema"]!["examples"]).toEqual([{ $ref: "#/components/schemas/Map" }]);
  });
});

describe("A document whose methods have methods below them", () => {
  it("gets others for the names that functions have, and those alone", async () => {
    const ids =
      "users users.name users.name.call users.length.of users.list a a.call A a2.bind b.name users.users.apply users.users";
    const operation = (operationId: string) => ({ operationId, responses: { 204: { description: "" } } });
    const document = {
      openapi: "3.1.0",
      info: { title: "Parts", version: "1" },
      servers: [{ url: "https://a.test" }],
      security: [],
      paths: Object.fromEntries(ids.split(" ").map((id, n) => [`/${n}`, { get: operation(id) }])),
    };
    const { files, notes } = await renderForeign(write({ "parts.json": JSON.stringify(document) }));
    expect(notes).toEqual([
      "GET /1 is called users.name_.",
      "GET /2 is called users.name_.call_.",
      "GET /3 is called users.length_.of.",
      "GET /6 is called a.call_.",
      "GET /7 is called a3.",
      "GET /10 is called users.users.apply_.",
    ]);
    const program = `
      import { B2BClient } from "./index.js";
      const { users, a, a3, a2, b } = new B2BClient();
      export const done: Promise<undefined>[] = [users(), users.name_(), users.name_.call_(), users.length_.of(), users.list(),
        a(), a.call_(), a3(), a2.bind(), b.name(), users.users(), users.users.apply_()];`;
    expect(compile(files, program)).toEqual([]);
  });
});

/** Only what refers to something in a way that types cannot. */
const referring = `
openapi: 3.1.0
info: { title: References, version: "1" }
servers: [{ url: "https://a.test" }]
security: []
paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: size, in: query, schema: { type: string } }
    get:
      operationId: one
      parameters: [{ name: size, in: query, schema: { type: integer } }]
      responses:
        "200":
          description: ""
          content: { application/json: { schema: { type: object, properties: { $ref: "#/components/schemas/Thing/properties" } } } }
  /b/{id}:
    put:
      operationId: two
      parameters: [{ $ref: "#/paths/~1a~1%7Bid%7D/parameters/0" }]
      responses:
        "200":
          description: ""
          content: { application/json: { schema: { $ref: "#/paths/~1a~1{id}/get/responses/200/content/application~1json/schema" } } }
  /c: { $ref: "#/components/pathItems/c" }
  /d: { $ref: "#/components/pathItems/c" }
components:
  pathItems: { c: { get: { operationId: three, responses: { "204": { description: "" } } } } }
  schemas: { Thing: { type: object, properties: { name: { type: string } } } }
`;

describe("A document with references that types cannot follow", () => {
  it("compiles with what is meant in their place, and with the parameters of its paths", async () => {
    const file = write({ "referring.yaml": referring });
    const { files, notes } = await renderForeign(file);
    expect(notes).toEqual([
      `${displayPath(file)}:30 OpenAPI forbids this: /paths/~1a~1{id}/get/responses/200/content/application~1json/schema/properties/$ref must be object,boolean.`,
      "GET /d is called three2.",
    ]);
    const program = `
      import { B2BClient } from "./index.js";
      const client = new B2BClient();
      export const one: Promise<{ name?: string }> = client.one({ id: "a", size: 1 });
      export const two: Promise<{ name?: string }> = client.two({ id: "a" });
      export const three: Promise<undefined> = client.three2();
      // @ts-expect-error: the operation's own parameter counts
      export const wrong = client.one({ id: "a", size: "1" });`;
    expect(compile(files, program)).toEqual([]);
  });

  it("names an operation that says nothing of its answers", async () => {
    const file = write({
      "a.yaml":
        "openapi: 3.1.0\ninfo: { title: a, version: '1' }\nsecurity: []\npaths:\n  /a:\n    get: {}\n",
    });
    await expect(renderForeign(file)).rejects.toThrow(
      `The client cannot express no successful response. (1)\n  ${displayPath(file)}:6 /a get responses`,
    );
  });
});

describe("A document whose answers link to operations", () => {
  it("has links that follow them to their names", async () => {
    const list = `
get:
  operationId: list-a
  responses:
    "200":
      description: ""
      content: { application/json: { schema: { type: object } } }
      links:
        named: { operationId: Get-A, parameters: { id: "$response.body#/id" } }
        twice: { operationId: twice }
        here: { operationRef: "#/get" }
        there: { operationRef: "root.yaml#/paths/~1a~1{id}/get" }
        shared: { $ref: "root.yaml#/components/links/shared" }
        elsewhere: { operationRef: "https://other.test/openapi.yaml#/paths/~1a/get" }
        unknown: { operationId: nobody }`;
    const root = `
openapi: 3.1.0
info: { title: Links, version: "1" }
servers: [{ url: "https://a.test" }]
security: []
paths:
  /a: { $ref: list.yaml }
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: Get-A, responses: { "204": { description: "" } } }
    put: { operationId: twice, responses: { "204": { description: "" } } }
    delete: { operationId: twice, responses: { "204": { description: "" } } }
components:
  links: { shared: { operationRef: "#/paths/~1a~1%7Bid%7D/delete" } }`;
    const { files } = await renderForeign(write({ "root.yaml": root, "list.yaml": list }));
    const { paths, components } = JSON.parse(files["openapi.json"]!) as OpenApiDocument;
    const { links } = (paths["/a"]!["get"] as Operation).responses["200"] as Response;
    expect(links).toEqual({
      named: { operationId: "getA", parameters: { id: "$response.body#/id" } },
      twice: { operationId: "twice" },
      here: { operationId: "listA" },
      there: { operationId: "getA" },
      shared: { $ref: "#/components/links/shared" },
      elsewhere: { operationRef: "https://other.test/openapi.yaml#/paths/~1a/get" },
      unknown: { operationId: "nobody" },
    });
    expect(components).toMatchObject({ links: { shared: { operationId: "twice2" } } });
  });
});

it("A discriminator is followed to files", async () => {
  const kind = "{ type: object, required: [kind], properties: { kind: { type: string } } }";
  const root = `
openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: "https://pets.test" }]
security: []
paths:
  /pet: { get: { operationId: pet, responses: { "200": { description: "", content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } } } }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: ./cat.yaml }, { $ref: ./dog.yaml }]
      discriminator: { propertyName: kind, mapping: { tom: ./cat.yaml, rex: ./dog.yaml } }
`;
  const spec = write({ "root.yaml": root, "cat.yaml": kind, "dog.yaml": kind });
  const { files } = await renderForeign(spec);
  const program = `
    import type { Pet } from "./index.js";
    export const pet: Pet = { kind: "tom" };`;
  expect(compile(files, program)).toEqual([]);
});

describe("A document of OpenAPI 3.1 in two files, of JSON, with a schema that holds itself", () => {
  it("is rendered and compiles", async () => {
    const root = {
      openapi: "3.1.0",
      info: { title: "Trees", version: "1" },
      servers: [{ url: "https://a.test" }],
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
    expect(notes).toEqual(["The schema tree is called Tree2."]);
    const program = `
      import { B2BClient, type TreesListResponse } from "./index.js";
      export const left: (tree: TreesListResponse) => unknown = (tree) => tree.left?.left?.left;
      export const tree: Promise<TreesListResponse> = new B2BClient().trees.list();`;
    expect(compile(files, program)).toEqual([]);
  });
});

describe("A document that cannot become a client", () => {
  const text = (paths: object): string => JSON.stringify({ openapi: "3.1.0", info: {}, security: [], paths });

  it("has references that name no place", async () => {
    const schema = {
      $defs: { c: { $anchor: "there" } },
      type: "object",
      properties: { b: { $ref: "#there" } },
    };
    const content = { "application/json": { schema } };
    const paths = { "/a": { get: { responses: { 200: { description: "", content } } } } };
    const file = write({ "a.json": JSON.stringify(JSON.parse(text(paths)), null, 1) });
    const line =
      readFileSync(file, "utf8")
        .split("\n")
        .findIndex((each) => each.includes('"b"')) + 1;
    await expect(renderForeign(file)).rejects.toThrow(
      `The client cannot express a reference to the anchor …. (1)\n  ${displayPath(file)}:${line} /a get responses 200 content application/json schema properties b (#there)`,
    );
  });

  it("is told once for each kind, with ten places and a count", async () => {
    const content = { "text/csv": {} };
    const item = { get: { responses: { 200: { description: "", content } } } };
    const paths = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`/${n}`, item]));
    const cookie = (name: string) => ({ name, in: "cookie", schema: {} });
    const part = { name: "c", in: "path", required: true, schema: { type: "string" } };
    paths["/a{c}"] = {
      parameters: [part],
      delete: { parameters: [cookie("a"), cookie("b")], responses: { 204: { description: "" } } },
    } as never;
    const document = JSON.stringify(JSON.parse(text(paths)), null, 1);
    const file = write({ "a.json": document });
    const lines = document.split("\n");
    const lineOf = (...texts: string[]): number =>
      texts.reduce((from, each) => lines.findIndex((line, n) => n >= from && line.includes(each)), 0) + 1;
    const error = await renderForeign(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InexpressibleError);
    expect((error as Error).message.split("\n")).toEqual([
      "The client cannot express a success other than application/json. (12)",
      ...Array.from(
        { length: 10 },
        (_, n) => `  ${displayPath(file)}:${lineOf(`"/${n}"`, '"200"')} /${n} get responses 200`,
      ),
      "  and 2 more",
      "The client cannot express the cookie …. (2)",
      `  ${displayPath(file)}:${lineOf('"a"') - 1} /a{c} delete parameters 0 (a)`,
      `  ${displayPath(file)}:${lineOf('"b"') - 1} /a{c} delete parameters 1 (b)`,
      "The client cannot express … as a part of a path segment. (1)",
      `  ${displayPath(file)}:${lineOf('"delete"', '"parameters"')} /a{c} delete parameters 2 (c)`,
    ]);
  });

  it.for<[what: string, content: string, message: RegExp]>([
    [
      "another version",
      "swagger: '2.0'\ninfo: { title: a, version: '1' }\npaths: {}",
      /a\.yaml:1 This is no OpenAPI 3\.0 or 3\.1 document\.$/,
    ],
    ["no document", "- 1", /a\.yaml:1 Document must be JSON object/],
    [
      "text that does not parse",
      "a:\n  - [",
      /a\.yaml:2 Failed to parse: unexpected end of the stream within a flow collection\.$/,
    ],
    [
      "what OpenAPI forbids and no tool can take",
      "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths:\n  /a:\n    get:\n      parameters: 7\n",
      /a\.yaml:6 OpenAPI forbids this: \/paths\/~1a\/get\/parameters must be array\.$/,
    ],
    [
      "what no tool can take, though nothing forbids it",
      "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A: { discriminator: { propertyName: a, mapping: { b: 7 } } }\n",
      /a\.yaml:1 This is more than the tools can take: /,
    ],
    [
      "a reference that leads back to itself",
      "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n",
      /a\.yaml:6 This `\$ref` leads back to itself\.$/,
    ],
    [
      "a reference to nowhere",
      "openapi: 3.1.0\ninfo: {}\npaths: { /a: { $ref: b.yaml } }",
      /a\.yaml:3 Can't resolve \$ref: ENOENT: .*b\.yaml/,
    ],
  ])("is told in one line: %s", async ([, content, message]) => {
    const error = await renderForeign(write({ "a.yaml": content })).catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("\n");
  });
});

it("A body in a parameter is refused, with file and line", async () => {
  const text = `
openapi: 3.0.3
info: { title: Old, version: "1" }
security: []
paths:
  /a:
    put:
      parameters:
        - { name: thing, in: body, schema: { type: object } }
      responses: { "204": { description: "" } }`;
  const file = write({ "a.yaml": text });
  await expect(renderForeign(file)).rejects.toThrow(
    `The client cannot express … as a parameter in body. (1)\n  ${displayPath(file)}:9 /a put parameters 0 (thing)`,
  );
});

describe("What 3.0 says in another way", () => {
  const holding = (openapi: string, schema: object): object => ({
    openapi,
    components: { schemas: { A: schema } },
  });

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
    [
      { allOf: [{ $ref: "#/a" }], nullable: true, description: "A.", readOnly: true, default: null },
      {
        anyOf: [{ allOf: [{ $ref: "#/a" }] }, { type: "null" }],
        description: "A.",
        readOnly: true,
        default: null,
      },
    ],
    [
      { allOf: [{ $ref: "#/a" }, { nullable: true, description: "B." }], description: "A." },
      { anyOf: [{ allOf: [{ $ref: "#/a" }] }, { type: "null" }], description: "A." },
    ],
    [
      { allOf: [{ $ref: "#/a" }, { nullable: true }] },
      { anyOf: [{ allOf: [{ $ref: "#/a" }] }, { type: "null" }] },
    ],
    [
      { allOf: [{ $ref: "#/a" }, { type: "object", nullable: true }, true] },
      { allOf: [{ $ref: "#/a" }, { type: ["object", "null"] }, true] },
    ],
    [
      { type: "object", allOf: [{ nullable: true }] },
      { type: "object", allOf: [{}] },
    ],
    ...["oneOf", "anyOf"].map((keyword): [object, object] => {
      const schema = { type: "string", [keyword]: [{ pattern: "a" }] };
      return [{ ...schema, nullable: true }, { anyOf: [schema, { type: "null" }] }];
    }),
    [{ enum: ["a"], nullable: true }, { anyOf: [{ enum: ["a"] }, { type: "null" }] }],
    [{ nullable: true, description: "A." }, { description: "A." }],
    [
      { type: "object", allOf: [{ $ref: "#/a" }], nullable: true },
      { anyOf: [{ type: "object", allOf: [{ $ref: "#/a" }] }, { type: "null" }] },
    ],
    [
      { $ref: "#/a", description: "A.", properties: { b: {} }, maxLength: 1 },
      { $ref: "#/a", description: "A." },
    ],
    [
      { $ref: "#/a", nullable: true, description: "A." },
      { anyOf: [{ $ref: "#/a" }, { type: "null" }], description: "A." },
    ],
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    [{ type: "number", exclusiveMinimum: true, exclusiveMaximum: true }, { type: "number" }],
    [{ exclusiveMaximum: 3 }, { exclusiveMaximum: 3 }],
    [{ example: { nullable: true } }, { example: { nullable: true } }],
    [
      { properties: { default: { type: "string", nullable: true }, nullable: { type: "string" } } },
      { properties: { default: { type: ["string", "null"] }, nullable: { type: "string" } } },
    ],
    [
      { properties: { value: { nullable: true, oneOf: [{ nullable: true, type: "string" }] } } },
      { properties: { value: { anyOf: [{ oneOf: [{ type: ["string", "null"] }] }, { type: "null" }] } } },
    ],
    [
      { properties: { example: { properties: { enum: { type: "string", nullable: true } } } } },
      { properties: { example: { properties: { enum: { type: ["string", "null"] } } } } },
    ],
    [
      { example: { type: "card", nullable: true }, "x-card": { $ref: "#/a", nullable: true } },
      { example: { type: "card", nullable: true }, "x-card": { $ref: "#/a", nullable: true } },
    ],
    [
      { examples: { value: { value: { type: "card", nullable: true } } } },
      { examples: { value: { value: { type: "card", nullable: true } } } },
    ],
  ])("%j becomes %j", ([from, to]) => {
    expect(upgrade(holding("3.0.3", from))).toStrictEqual(holding("3.1.1", to));
  });

  it("counts in 3.1 beside a reference as the rest does", () => {
    const schema = { $ref: "#/a", type: "object", maxProperties: 1 };
    expect(upgrade(holding("3.1.0", { ...schema, nullable: true }))).toStrictEqual(
      holding("3.1.0", { anyOf: [schema, { type: "null" }] }),
    );
  });
});

describe("A folder to write into", () => {
  it("keeps what was not generated", () => {
    const folder = dirname(
      write({ "client.ts": "export {};", "types.ts": "// Generated from x.", "openapi.json": "{}" }),
    );
    expect(findOther(["types.ts", "client.ts", "new.ts"], folder)).toBe("client.ts");
    expect(findOther(["types.ts"], folder)).toBeUndefined();
    expect(findOther(["openapi.json"], folder)).toBe("openapi.json");
    writeFileSync(join(folder, "openapi.json"), readFileSync("generated/openapi.json"));
    expect(findOther(["openapi.json"], folder)).toBeUndefined();
  });
});
