// The client is rendered as the description has it.
import { describe, expect, it } from "vitest";
import { listServers, listWholeBodies, renderClient } from "../../scripts/render/render-client.js";
import { change, path } from "./two-operations.js";

const json = { "application/json": { schema: {} } };

describe("The rendered client", () => {
  const spelled = change(({ document: { paths, components }, item, operation }) => {
    delete components.schemas["OrganizationsMembersDeleteResponse"];
    operation.responses = {
      "205": { description: "", content: json },
      "404": { description: "", content: json },
      "409": {
        description: "",
        content: {
          "application/json": {
            schema: {},
            examples: {
              a: { value: { error_type: "b" } },
              c: { value: {} },
              d: { externalValue: "e" } as never,
            },
          },
        },
      },
      default: { description: "", content: json },
    };
    operation.description = "\n  Ends a comment: */\n";
    operation.parameters = [{ $ref: "#/components/parameters/organization_id" }];
    paths["/v1/sessions"] = { delete: { ...operation, operationId: "sessions.revoke" } };
    const { parameters: _, ...bare } = operation;
    item["post"] = { ...bare, operationId: "sessions.all.revoke" };
  });

  it.for([
    [
      "a response without a name of its own",
      'export type OrganizationsMembersDeleteResponse = operations["organizations.members.delete"]["responses"][205]["content"]["application/json"];',
    ],
    [
      "its parameters",
      'export type SessionsRevokeParams = operations["sessions.revoke"]["parameters"]["path"];\nexport type SessionsRevokeResponse = ',
    ],
    [
      "a route with an id",
      '  "DELETE /v1/sessions": {\n    path: { organization_id: {} },\n    success: { 205: "json" },\n  },\n',
    ],
    [
      "a route without parameters",
      `  "POST ${path}": {\n    path: {},\n    success: { 205: "json" },\n  },\n`,
    ],
    ["the end of a comment", "     * Ends a comment: *\\/\n       *\n       * `DELETE /v1/b2b/"],
    ["failures, by the examples that they have", "Known:\n       *   404\n       *   409 `b`\n"],
    ["a namespace beside another", "\n  };\n  declare readonly organizations: {\n"],
    ["what both are made of", "\n      }),\n      organizations: () => ({\n"],
    [
      "no parameters where none are needed",
      'revoke(params?: SessionsAllRevokeParams, options?: Omit<Options, "authorization">)',
    ],
    ["the methods of both", `call("POST ${path}", given)`],
  ])("has %s", ([, part]) => {
    expect(renderClient(spelled)).toContain(part);
  });
});

describe("The parameters of an operation", () => {
  interface Rendered {
    type: string;
    isOptional: boolean;
    response: string;
    route: string;
  }

  /** The types of its parameters and its answer, and its route, of an operation with these facts. */
  function render(facts: object, schemas: object = {}): Rendered {
    const text = renderClient({
      info: { title: "", version: "" },
      security: [],
      paths: {
        "/v1/{id}": { post: { operationId: "a.b", responses: { 204: { description: "" } }, ...facts } },
      },
      components: { schemas },
    } as never);
    const at = 'operations["a.b"]';
    const content = `NonNullable<${at}["requestBody"]>["content"]["application/json"]`;
    const type = /^export type ABParams = (.*);$/m
      .exec(text)![1]!
      .replaceAll(content, "BODY")
      .replaceAll(at, "OP");
    const response = /^export type ABResponse = (.*);$/m.exec(text)![1]!.replaceAll(at, "OP");
    const isOptional = text.includes("b(params?: ABParams, ");
    return {
      type,
      isOptional,
      response,
      route: /^ {2}"POST [^]*?^ {2}\},$/m.exec(text)![0].replaceAll(/\s+/g, " ").trim(),
    };
  }

  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const session = { name: "X-Stytch-Member-Session", in: "header", schema: { type: "string" } };
  const more = { $ref: "#/components/schemas/More" };
  const body = (schema: object, required = true): object => ({
    requestBody: { required, content: { "application/json": { schema } } },
  });
  const text = { type: "string" };
  const flat = { type: "object", properties: { a: text, b: text }, required: ["a"] };

  it.for<[what: string, facts: object, type: string, part: string]>([
    ["nothing", {}, "Record<never, never>", 'path: {}, success: { 204: "empty" }'],
    ["an id", { parameters: [id] }, 'OP["parameters"]["path"]', "path: { id: {} }"],
    [
      "an id and a query",
      { parameters: [id, { name: "q", in: "query", schema: { type: "integer" } }] },
      'OP["parameters"]["path"] & NonNullable<OP["parameters"]["query"]>',
      'query: { q: {"type":"number"} }',
    ],
    [
      "a header of its own",
      { parameters: [{ name: "X-A", in: "header", schema: text }] },
      'NonNullable<OP["parameters"]["header"]>',
      'header: { "X-A": {} }, success:',
    ],
    [
      "a session's header",
      { parameters: [session] },
      "Record<never, never>",
      'path: {}, sessions: ["X-Stytch-Member-Session"], success:',
    ],
    [
      "a header of its own beside a session's",
      {
        parameters: [
          { name: "X-A", in: "header", schema: { type: "array" }, style: "simple" },
          { name: "X-Stytch-Member-SessionJWT", in: "header", schema: text },
          { name: "X-Stytch-Member-Session", in: "header", schema: text },
        ],
      },
      'Omit<NonNullable<OP["parameters"]["header"]>, "X-Stytch-Member-Session" | "X-Stytch-Member-SessionJWT">',
      'header: { "X-A": {"type":"array","style":"simple"} }, sessions: ["X-Stytch-Member-Session","X-Stytch-Member-SessionJWT"],',
    ],
    [
      "a query called as a session's header",
      { parameters: [{ name: "X-Stytch-Member-Session", in: "query", schema: text }] },
      'NonNullable<OP["parameters"]["query"]>',
      'query: { "X-Stytch-Member-Session": {} }, success:',
    ],
    [
      "a query that is required beside one that is not",
      {
        parameters: [
          { name: "q", in: "query", required: true, schema: text },
          { name: "r", in: "query", required: false, schema: text },
        ],
      },
      'NonNullable<OP["parameters"]["query"]>',
      'query: { q: {"required":true}, r: {} }',
    ],
    ["a body of fields", body(flat), "BODY", 'body: {"required":true,"fields":["a","b"]}'],
    [
      "an optional body of fields",
      body(flat, false),
      "(BODY | { [Key in keyof BODY]?: never })",
      'body: {"required":false,"fields":["a","b"]}',
    ],
    [
      "fields from several parts",
      body({ allOf: [flat, more] }),
      "BODY",
      'body: {"required":true,"fields":["a","b","c"]}',
    ],
    [
      "the fields beside a reference",
      body({ ...more, properties: { d: text } }),
      "BODY",
      'body: {"required":true,"fields":["c","d"]}',
    ],
    [
      "a field that only answers have",
      body({ properties: { a: text, b: { readOnly: true } } }),
      'Omit<BODY, "b">',
      'body: {"required":true,"fields":["a"]}',
    ],
    [
      "fields that only answers have by a reference, and beside one",
      body({
        properties: {
          a: text,
          b: { $ref: "#/components/schemas/Answered" },
          c: { ...text, ...more, readOnly: true },
        },
      }),
      'Omit<BODY, "b" | "c">',
      'body: {"required":true,"fields":["a"]}',
    ],
    [
      "a field called as a session's header",
      { parameters: [session], ...body({ properties: { [session.name]: text } }) },
      "BODY",
      'body: {"required":true,"fields":["X-Stytch-Member-Session"]}',
    ],
    [
      "a free body",
      body({ ...flat, additionalProperties: true }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    [
      "fields by their pattern",
      body({ ...flat, patternProperties: { "^a": text } }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    ["a list", body({ type: "array", items: text }, false), "{ body?: BODY }", 'body: {"required":false}'],
    ["one of two", body({ oneOf: [flat, flat] }), "{ body: BODY }", 'body: {"required":true}'],
    ["any of two", body({ anyOf: [flat, flat] }), "{ body: BODY }", 'body: {"required":true}'],
    [
      "fields or null",
      body({ ...flat, type: ["object", "null"] }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    [
      "a part that is free",
      body({ allOf: [flat, { additionalProperties: true }] }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    [
      "a field called body beside another",
      body({ properties: { a: text, body: text } }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    [
      "a body that holds itself",
      body({ $ref: "#/components/schemas/Loop" }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    [
      "a field with the name of a parameter",
      { parameters: [id], ...body({ properties: { a: text, id: text } }) },
      'OP["parameters"]["path"] & { body: BODY }',
      'body: {"required":true}',
    ],
  ])("have %s", ([, facts, type, part]) => {
    const rendered = render(facts, {
      More: { properties: { c: text } },
      Answered: { ...text, readOnly: true },
      Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] },
    });
    expect(rendered.type).toBe(type);
    expect(rendered.route).toContain(part);
  });

  it("are of the type that a schema says, through a reference", () => {
    const parameters = ["Count", "Wrapped", "Many", "Any", "Flag", "Word", "Thing", "List", "Two"].map(
      (name) => ({
        name,
        in: "query",
        schema: { $ref: `#/components/schemas/${name}` },
      }),
    );
    const { route } = render(
      { parameters },
      {
        Count: { type: "number" },
        Wrapped: { allOf: [{ $ref: "#/components/schemas/Count" }] },
        Many: { type: "array" },
        Any: { type: ["string", "null"] },
        Flag: { type: "boolean" },
        Word: text,
        Thing: { type: "object" },
        List: { type: "array", allOf: [text] },
        Two: { allOf: [text, text] },
      },
    );
    expect(route).toContain(
      'query: { Count: {"type":"number"}, Wrapped: {"type":"number"}, Many: {"type":"array"}, Any: {"type":"any"}, Flag: {"type":"boolean"}, Word: {}, Thing: {"type":"object"}, List: {"type":"array"}, Two: {"type":"any"} }',
    );
  });

  const loose = { $ref: "#/components/schemas/Loose" };
  const told = { $ref: "#/components/schemas/Told" };
  const both = { type: "object", required: ["request_id", "status_code"] };
  const bothNames = '["status_code","request_id"]';

  it.for<[what: string, schema: object, expected: string]>([
    ["an object without confirmations", flat, "[]"],
    ["an object by its parts", { allOf: [{ $ref: "#/components/schemas/Told" }, flat] }, '["status_code"]'],
    ["an object by its properties", { properties: {}, required: ["request_id"] }, '["request_id"]'],
    ["a list", { type: "array" }, '"json"'],
    ["what holds itself", { $ref: "#/components/schemas/Loop" }, '"json"'],
    ["an object by a list of types", { type: ["object"], required: ["request_id"] }, '["request_id"]'],
    ["an object or null", { type: ["object", "null"], required: ["request_id"] }, '"json"'],
    ["a list by a list of types", { type: ["array"], required: ["request_id"] }, '"json"'],
    ["one of three objects", { oneOf: [both, both, told] }, '["status_code"]'],
    ["one of two objects", { oneOf: [told, both] }, '["status_code"]'],
    ["any of two objects", { anyOf: [both, told] }, '["status_code"]'],
    ["an object that has one of two", { type: "object", oneOf: [both, both] }, bothNames],
    ["one of an object and a list", { oneOf: [both, { type: "array" }] }, '"json"'],
    ["an object or null by parts", { anyOf: [both, { type: "null" }] }, '"json"'],
    [
      "an object by its parts' parts",
      { allOf: [{ oneOf: [both, told] }, { required: ["request_id"] }] },
      bothNames,
    ],
    ["a reference that asks for more", { ...told, required: ["request_id"] }, bothNames],
    ["a reference that has parts", { ...loose, allOf: [both] }, bothNames],
    ["an object where a reference says nothing", { ...loose, ...flat }, "[]"],
    ["what asks for properties", { ...loose, required: ["request_id"] }, '["request_id"]'],
    ["anything", loose, '"json"'],
    ["what is true of all", { allOf: [true, both] }, bothNames],
  ])("stand beside a success of %s", ([, schema, expected]) => {
    const responses = {
      201: { description: "", content: { "application/json": { schema } } },
      204: { description: "" },
    };
    const { route, response } = render(
      { responses },
      {
        Told: { type: "object", required: ["status_code"] },
        Loose: {},
        Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] },
      },
    );
    expect(route).toContain(`success: { 201: ${expected}, 204: "empty" }`);
    expect(response).toBe('OP["responses"][201]["content"]["application/json"] | undefined');
  });

  const query = { name: "q", in: "query", schema: text };

  it.for<[what: string, facts: object, isOptional: boolean]>([
    ["nothing", {}, true],
    ["a query and a body", { parameters: [query], ...body(flat, false) }, true],
    ["an id", { parameters: [id] }, false],
    ["an id that is not said to be required", { parameters: [{ ...id, required: false }] }, false],
    ["a required query", { parameters: [{ ...query, required: true }] }, false],
    ["a required body", body(flat), false],
  ])("may be left out, or not, where they are %s", ([, facts, isOptional]) => {
    expect(render(facts).isOptional).toBe(isOptional);
  });

  it("are answered by a schema that has the name, unless there is another success", () => {
    const schema = { $ref: "#/components/schemas/ABResponse" };
    const one = { 200: { description: "", content: { "application/json": { schema } } } };
    const of = (responses: object): string =>
      renderClient({
        info: {},
        paths: { "/a": { get: { operationId: "a.b", responses } } },
        components: { schemas: { ABResponse: flat } },
      } as never);
    expect(of(one)).not.toContain("ABResponse = operations");
    expect(of({ ...one, 202: one[200] })).toContain("ABResponse = operations");
  });

  it("are told of where a body is passed as a whole", () => {
    const bodies = { "a.flat": body(flat), "a.list": body({ type: "array" }), "a.none": {} };
    const paths = Object.entries(bodies).map(([operationId, facts]) => [
      `/${operationId}`,
      { put: { operationId, responses: {}, ...facts } },
    ]);
    const notes = listWholeBodies({ paths: Object.fromEntries(paths), components: { schemas: {} } } as never);
    expect(notes).toEqual(["a.list takes its body under `body`."]);
  });

  it("are told of at a method that stands by itself", () => {
    const operation = {
      operationId: "a",
      summary: "Does it.",
      deprecated: true,
      responses: { 204: { description: "" } },
    };
    const client = renderClient({
      info: {},
      paths: { "/a": { get: operation } },
      components: { schemas: {} },
    } as never);
    expect(client).toMatch(
      /^\nexport type AParams = Record<never, never>;\nexport type AResponse = undefined;\n/,
    );
    expect(client).toContain(
      "\n  /**\n   * Does it.\n   *\n   * `GET /a`\n   *\n   * @deprecated\n   * @throws ",
    );
    expect(client).toContain("Nothing was sent.\n   */\n  declare readonly a: {\n");
  });

  it("leave a method beside its namespace callable, and a method struck out", () => {
    const operation = { operationId: "a.b", deprecated: true, responses: { 204: { description: "" } } };
    const text_of_both = renderClient({
      info: {},
      paths: { "/a": { get: operation, head: { ...operation, operationId: "a.b.c" } } },
      components: { schemas: {} },
      servers: [
        { url: "https://{region}{unsaid}.test", variables: { region: { default: "eu" } } },
        { url: "/v1" },
      ],
    } as never);
    expect(text_of_both).toContain(
      'both<Operations<Options>["a"]["b"]>(async (...given) => call("GET /a", given), {',
    );
    expect(text_of_both).toContain("    /**\n     * `GET /a`\n     *\n     * @deprecated\n");
    expect(text_of_both).toContain("export const envs = {} as const;");
    expect(text_of_both).toContain("function both<Whole extends ");
    expect(text_of_both).toContain('prefix?: string }[] = [{"url":"https://eu.test"}];');
    expect(text_of_both).toContain("export interface ErrorBody {");
  });
});

describe("The servers of a client", () => {
  it("are those that have an address, once their variables are filled in", () => {
    const urls = ["http://a.test/v1", "https://b.test", "{scheme}://c.test/{path}", "/v1", "/https://d.test"];
    const variables = { scheme: { default: "https" }, path: { default: "v2" } };
    const servers = [...urls, "https:///e", "wss://f.test"].map((url) => ({ url, variables }));
    const live = { url: "https://g.test", "x-stytch-project-id-prefix": "project-live-" };
    expect(listServers({ servers: [...servers, live] } as never)).toStrictEqual([
      { url: "http://a.test/v1" },
      { url: "https://b.test" },
      { url: "https://c.test/v2" },
      { url: "https://g.test", prefix: "project-live-" },
    ]);
    expect(listServers({} as never)).toEqual([]);
  });
});
