// The cases have everything that an operation takes and answers, whatever its shape.
import { describe, expect, it } from "vitest";
import type { JsonSchema, OpenApiDocument, Operation } from "../../scripts/description/document.js";
import { listVariations } from "./values/body-variants.js";
import { boundariesOf } from "./values/boundaries.js";
import type { DescribedBody } from "./values/hosts.js";
import { flatten } from "./operation/call-values.js";
import { document, findOperation, listOperationCases, type OperationCase } from "./cases.js";
import { listLinks } from "./operation/links.js";
import { oracleOf } from "./oracle.js";
import { sampleOf } from "./values/sample.js";
import { change, listPlaces, shapeOf, visitBody } from "./values/shape.js";

const node: JsonSchema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    next: { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] },
    all: { type: "array", items: { $ref: "#/components/schemas/Node" } },
    secret: { type: "string", writeOnly: true },
    made_at: { type: "string", readOnly: true },
  },
};

/** A document with these operations by their path and method. */
function describeApi(paths: Record<string, Record<string, Partial<Operation>>>): OpenApiDocument {
  const item = (methods: Record<string, Partial<Operation>>) =>
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [
        method,
        {
          operationId: method,
          summary: "",
          description: "",
          responses: { 204: { description: "" } },
          ...operation,
        },
      ]),
    );
  return {
    ...document,
    paths: Object.fromEntries(Object.entries(paths).map(([path, methods]) => [path, item(methods)])),
    components: { schemas: { Node: node } },
  } as unknown as OpenApiDocument;
}

const json = (schema: JsonSchema) => ({ content: { "application/json": { schema } } });

describe("A request", () => {
  const paths = ["/a/{x}", "/a/b", "/{y}/b", "/a/{x}/c", "/a/{x}.json", "/{y}/{z}/c"];
  const api = describeApi(
    Object.fromEntries(paths.map((path) => [path, { get: { operationId: `get ${path}` } }])),
  );
  it.for<[path: string, template: string]>([
    ["/a/b", "/a/b"],
    ["/a/1", "/a/{x}"],
    ["/1/b", "/{y}/b"],
    ["/a/b/c", "/a/{x}/c"],
    ["/1/b/c", "/{y}/{z}/c"],
  ])("to %s is one of %s, the concrete path of several", ([path, template]) => {
    expect(findOperation(listOperationCases(api), "GET", path)?.path).toBe(template);
    expect(findOperation(listOperationCases(api), "POST", path)).toBeUndefined();
  });
});

describe("A call", () => {
  const query = (name: string, required: boolean) => ({
    name,
    in: "query",
    required,
    schema: { type: "integer" },
  });
  const x = { name: "x", in: "path", required: true, schema: { type: "integer", minimum: 3 } };
  const session = { name: "X-Stytch-Member-Session", in: "header", schema: { type: "string" } };
  const call = (operation: object) =>
    listOperationCases(
      describeApi({
        "/a/{x}": {
          post: { parameters: [x, query("r", true), query("o", false), session], ...operation },
        } as never,
      }),
    )[0]!;

  it("gives what is required, or everything but a session", () => {
    const { least, most } = call({ requestBody: { ...json({ $ref: "#/components/schemas/Node" }) } });
    expect(least).toEqual({ path: { x: 3 }, query: { r: 1 }, header: {} });
    expect(most.query).toEqual({ r: 1, o: 1 });
    // What an answer alone has, a request has not, and what holds itself ends.
    expect(most.body).toEqual({ name: "text", next: null, all: [], secret: "text" });
  });

  const named = { type: "object", properties: { a: { type: "string" } } };
  it.for<[what: string, schema: JsonSchema, params: object]>([
    ["an object of fields", named, { a: "text" }],
    ["an object of fields and others", { ...named, additionalProperties: true }, { body: { a: "text" } }],
    ["an object of fields, or null", { ...named, type: ["object", "null"] }, { body: { a: "text" } }],
    [
      "parts of an object",
      { allOf: [named, { properties: { b: { type: "null" } } }] },
      { a: "text", b: null },
    ],
    ["a field called `body`", { properties: { body: { type: "string" } } }, { body: { body: "text" } }],
    [
      "a field with the name of a parameter",
      { type: "object", properties: { r: { type: "string" } } },
      { body: { r: "text" } },
    ],
    ["a list", { type: "array", items: { type: "string" } }, { body: ["text"] }],
    ["a text", { type: "string" }, { body: "text" }],
    ["one of several", { oneOf: [{ type: "string" }, { type: "integer" }] }, { body: "text" }],
    ["fields of any name", { type: "object", additionalProperties: { type: "string" } }, { body: {} }],
  ])("takes %s beside the parameters, or under `body`", ([, schema, params]) => {
    const operation = call({ requestBody: { required: true, ...json(schema) } });
    expect(flatten(operation, operation.most)).toEqual({ x: 3, r: 1, o: 1, ...params });
  });
});

it("An operation shows the first way that the client has, whatever stands before it", () => {
  const api = describeApi({
    "/a": {
      get: { security: [{}, { nobody: [] }, { basicAuth: [] }] },
      put: { security: [{}] },
    },
  });
  api.components.securitySchemes = {
    nobody: { type: "oauth2" },
    basicAuth: { type: "http", scheme: "basic" },
  };
  expect(listOperationCases(api).map(({ securityHeaders }) => securityHeaders)).toEqual([
    [{ kind: "basic", header: "authorization" }],
    [],
  ]);
});

it("A link is played where it says what its call is answered with, wherever it stands", () => {
  const link = { operationId: "delete", "x-stytch-answer": "gone" };
  const links = { here: link, there: { $ref: "#/components/links/there" } };
  const foreign = { bare: { operationId: "delete" }, far: { operationRef: "https://a.test/#/paths" } };
  const responses = { 204: { description: "", links: { ...links, ...foreign } } } as never;
  const api = describeApi({ "/a": { delete: { responses } } });
  Object.assign(api.components, { links: { there: link } });
  expect(listLinks(listOperationCases(api)[0]!)).toEqual(
    ["here", "there"].map((name) => ({ name, status: 204, link })),
  );
});

describe("A schema that holds itself", () => {
  const api = describeApi({});
  const schema = { $ref: "#/components/schemas/Node" };

  it("ends where it begins again", () => {
    const paths = listPlaces(api, schema).map(({ trail }) => trail);
    expect(paths).toEqual(["", "/name", "/next", "/all", "/all/[]", "/secret", "/made_at"]);
    expect(shapeOf(api, schema).refs).toEqual(["#/components/schemas/Node"]);
  });

  it("has values that end, if any do", () => {
    expect(sampleOf(api, schema, "response")).toEqual({ name: "text", next: null, all: [], made_at: "text" });
    const endless: JsonSchema = { type: "object", required: ["next"], properties: {} };
    Object.assign(endless["properties"] as object, { next: endless });
    expect(sampleOf(api, endless, "response")).toEqual({ next: { next: {} } });
  });

  it("is read as deep as a body goes", () => {
    const body = { name: "a", next: { name: "b", all: [{ name: "c" }] } };
    const found = visitBody(api, schema, body).filter(({ property }) => property?.name === "name");
    expect(found.map(({ instance_path, value, holder }) => [instance_path, value, holder])).toEqual(
      [
        ["/name", "a"],
        ["/next/name", "b"],
        ["/next/all/0/name", "c"],
      ].map((each) => [...each, { owner: "Node", trail: "/name" }]),
    );
  });
});

describe("Objects of several kinds", () => {
  const kind = (name: string, keyword: string): JsonSchema => ({
    type: "object",
    required: ["kind", name],
    properties: { kind: { const: keyword }, [name]: { type: "string", minLength: 2 } },
  });
  const api = describeApi({});
  Object.assign(api.components.schemas, { Mail: kind("address", "Mail"), Call: kind("number", "phone/1") });
  const mapping = { "phone/1": "#/components/schemas/Call" };
  const oneOf = ["Mail", "Call"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const one = { oneOf, discriminator: { propertyName: "kind", mapping } };
  const schema = { type: "object", properties: { all: { type: "array", items: one } } };
  const [mail, call] = ["/all/[]/~2kind~3Mail", "/all/[]/~2kind~3phone~11"];

  it("have the places of each, but for what tells them apart", () => {
    expect(listPlaces(api, schema).map(({ trail }) => trail)).toEqual([
      "",
      "/all",
      "/all/[]",
      mail,
      `${mail}/address`,
      call,
      `${call}/number`,
    ]);
  });

  it("are read and changed where they are of a kind", () => {
    const body = {
      all: [
        { kind: "Mail", address: "a" },
        { kind: "phone/1", number: "1" },
      ],
    };
    const strings = visitBody(api, schema, body).filter(({ property }) => property?.required);
    expect(strings.map(({ instance_path, value, home }) => [instance_path, value, home])).toEqual([
      ["/all/0/address", "a", { owner: "Mail", trail: "/address" }],
      ["/all/1/number", "1", { owner: "Call", trail: "/number" }],
    ]);
    expect(change(body, `${call}/number`, () => "2")).toEqual({
      all: [body.all[0], { kind: "phone/1", number: "2" }],
    });
  });

  it("are sent as a whole, whatever a call leaves out", () => {
    const { paths } = describeApi({ "/a": { post: { requestBody: { required: true, ...json(one) } } } });
    const [{ least, most }] = listOperationCases({ ...api, paths }) as [OperationCase];
    const body = { kind: "Mail", address: "text" };
    expect([least.body, most.body]).toEqual([body, body]);
  });

  it("are tried one after another", () => {
    const places = listPlaces(api, schema).map((place) => ({
      ...place,
      hosts_property: true,
      hosts_value: true,
    }));
    const complete = { all: [{ kind: "Mail", address: "ab" }] };
    const described = { direction: "request" } as DescribedBody;
    const bodies = listVariations(api, described, places, complete).flatMap(({ variants }) => variants);
    const of = (violates?: string) =>
      bodies.filter((each) => each.violates === violates).map(({ body }) => body);
    expect(of("required")).toEqual([{ all: [{ kind: "Mail" }] }, { all: [{ kind: "phone/1" }] }]);
    expect(of("minLength")).toEqual([
      { all: [{ kind: "Mail", address: "a" }] },
      { all: [{ kind: "phone/1", number: "a" }] },
    ]);
    expect(of()).toContainEqual({ all: [{ kind: "phone/1", number: "aa" }] });
    expect(of("oneOf")).toEqual([
      { all: [{ kind: "something_new", address: "text" }] },
      { all: [{ kind: "something_new", number: "text" }] },
    ]);
  });
});

it.for<[schema: JsonSchema, edges: Record<string, unknown>]>([
  [
    { type: "integer", minimum: 2, maximum: 5 },
    { minimum: 2, maximum: 5 },
  ],
  [{ type: "number", exclusiveMinimum: 0 }, { "above the exclusive minimum": 1 }],
  [
    { type: "string", minLength: 2, maxLength: 3 },
    { shortest: "aa", longest: "aaa" },
  ],
  [{ type: "string", pattern: "^[A-Z]*$", maxLength: 2 }, { longest: "AA" }],
  [{ enum: ["a", "b"] }, { a: "a", b: "b" }],
  [{ anyOf: [{ enum: ["a"] }, { type: "string" }] }, { a: "a", "(unknown)": "something_new" }],
  [
    { type: "array", items: { type: "boolean" }, minItems: 1, maxItems: 3 },
    { 1: [true], 3: [true, true, true] },
  ],
  [
    { type: "array", items: { type: "integer" }, uniqueItems: true },
    { 0: [], 1: [1], 2: [1, 2] },
  ],
  [{ type: "boolean" }, { true: true, false: false }],
])("%o has edges, each with a value on this side of it", ([schema, edges]) => {
  const found = boundariesOf(document, shapeOf(document, schema), "request");
  const inside = found.filter(({ violates }) => violates === undefined);
  expect(Object.fromEntries(inside.map(({ what, value }) => [what, value]))).toEqual(edges);
  for (const { value, shows } of found) expect(shows(value)).toBe(true);
});

it.for<[schema: JsonSchema]>([
  [{ type: "string", pattern: "^[a-z]{3}-\\d+$" }],
  [{ type: "string", minLength: 9, maxLength: 9 }],
  [{ type: "string", format: "uuid" }],
  [{ type: "number", multipleOf: 5, minimum: 7 }],
  [{ type: "integer", maximum: -3 }],
  [{ type: "array", items: { const: 1 }, minItems: 2 }],
  [{ allOf: [{ type: "object", required: ["a"], properties: { a: { type: "null" } } }] }],
  [{ oneOf: [{ type: "null" }, { type: "integer", minimum: 8 }] }],
])("a value is made up for %o that the oracle takes", ([schema]) => {
  const api = describeApi({ "/a": { post: { requestBody: { required: true, ...json(schema) } } } });
  const sent = sampleOf(api, schema, "request");
  const request = { operationId: "post", method: "POST", url: "https://a.test/a", ids: {}, spoiled: [] };
  const headers = { "content-type": "application/json" };
  const answer = { status: 204, response_headers: {}, response_text: "", response_body: undefined };
  const judge = (value: unknown, type = headers) =>
    oracleOf(api)({ ...request, headers: type, text: JSON.stringify(value), request_body: value, ...answer });
  expect(judge(sent)).toEqual([]);
  expect(judge({ wrong: [] })).not.toEqual([]);
  expect(judge(sent, { "content-type": "text/plain" })).toEqual([
    { in: "request", at: "body", keyword: "content-type" },
  ]);
});

it("the oracle says what a request lacks, and what nobody declared", () => {
  const required = { name: "r", in: "query", required: true, schema: { type: "integer" } };
  const api = describeApi({
    "/a": { post: { parameters: [required as never], requestBody: { required: true, ...json({}) } } },
    "/b": { get: { operationId: "get" } },
  });
  const base = {
    ids: {},
    headers: {},
    spoiled: [],
    request_body: undefined,
    status: 204,
    response_headers: {},
    response_text: "",
    response_body: undefined,
  };
  const judge = (operationId: string, url: string, text?: string) =>
    oracleOf(api)({ ...base, operationId, method: "", url: `https://a.test${url}`, text }).map(
      ({ at, keyword }) => `${at} ${keyword}`,
    );
  expect(judge("post", "/a?x=1")).toEqual(["r required", "x undeclared", "body required"]);
  expect(judge("get", "/b", "{}")).toEqual(["body undeclared"]);
  expect(judge("get", "/b")).toEqual([]);
});

it("the oracle misses in a request what a request has, and not what an answer alone has", () => {
  const schema = {
    type: "object",
    required: ["read", "written"],
    properties: { read: { readOnly: true }, written: { writeOnly: true } },
  };
  const api = describeApi({
    "/a": {
      post: { requestBody: { required: true, ...json(schema) }, responses: { 200: json(schema) as never } },
    },
  });
  const type = { "content-type": "application/json" };
  const exchange = { operationId: "post", method: "POST", url: "https://a.test/a", ids: {}, spoiled: [] };
  const answer = { status: 200, response_headers: type, response_text: "", response_body: {} };
  expect(oracleOf(api)({ ...exchange, headers: type, text: "{}", request_body: {}, ...answer })).toEqual([
    { in: "request", at: "/written", keyword: "required" },
    { in: "response", at: "/read", keyword: "required" },
  ]);
});
