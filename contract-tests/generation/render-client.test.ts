// The client is rendered for what it can express, and refused for the rest.
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  listOperations,
  type OpenApiDocument,
  type Operation,
  type PathItem,
} from "../../scripts/description/document.js";
import {
  findInexpressible,
  listWholeBodies,
  renderClient,
  takenNames,
} from "../../scripts/render/render-client.js";
import { document as bundle } from "../contract/cases.js";

const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

/** Two operations, whichever others the description has. */
const document: OpenApiDocument = {
  ...bundle,
  paths: Object.fromEntries(
    Object.entries(bundle.paths).filter(([, item]) =>
      /^organizations\.members\.delete(Password)?$/.test(
        (item["delete"] as Operation | undefined)?.operationId ?? "",
      ),
    ),
  ),
};

/** What a test may spoil: the operation that deletes a member, in a document of its own. */
interface Parts {
  document: OpenApiDocument;
  item: PathItem;
  operation: Operation;
  /** Puts a path parameter of its own in place of the first. */
  replace: (facts: object) => void;
}

function change(spoil: (parts: Parts) => void): OpenApiDocument {
  const copy = structuredClone(document);
  const item = copy.paths[path]!;
  const operation = item["delete"] as Operation;
  const replace = (facts: object): void => {
    const base = { name: "organization_id", in: "path", schema: { type: "string" } };
    operation.parameters![0] = { ...base, ...facts } as never;
  };
  spoil({ document: copy, item, operation, replace });
  return copy;
}

type Change = (parts: Parts) => void;

const json = { "application/json": { schema: {} } };
const first = ["parameters", "0"];

const refused: [change: Change, message: string, keys: string[]][] = [
  ...["servers", "callbacks"].map((key): [Change, string, string[]] => [
    ({ operation }) => (operation[key] = {}),
    `an operation's own ${key}`,
    [key],
  ]),
  [({ item }) => (item["parameters"] = []), "parameters of a path item", []],
  ...["constructor", "toString"].map((name): [Change, string, string[]] => [
    ({ operation, document: { components } }) => {
      operation.operationId = `organizations.${name}`;
      delete components.schemas["OrganizationsMembersDeleteResponse"];
    },
    `a part of the client called ${name}`,
    ["operationId"],
  ]),
  [({ replace }) => replace({ content: json }), "the media type of organization_id", first],
  [
    ({ operation }) => operation.parameters!.push({ name: "crumb", in: "cookie", schema: {} }),
    "the cookie crumb",
    ["parameters", "4"],
  ],
  [
    ({ operation }) => operation.parameters!.push({ name: "member_id", in: "query", schema: {} }),
    "two parameters called member_id",
    ["parameters", "4"],
  ],
  [
    ({ operation }) =>
      (operation.parameters![3] = {
        name: "X-Stytch-Member-SessionJWT",
        in: "header",
        required: true,
      } as never),
    "X-Stytch-Member-SessionJWT as a required header",
    ["parameters", "3"],
  ],
  [
    ({ operation }) => (operation["requestBody"] = { content: { "multipart/form-data": { schema: {} } } }),
    "a body other than application/json",
    ["requestBody"],
  ],
  [
    ({ operation }) => (operation["security"] = [{ nobody: [] }]),
    "security other than HTTP Basic, bearer or an API key in a header",
    ["security"],
  ],
  [
    ({ document: { components }, operation }) => {
      delete operation.responses["200"];
      delete components.schemas["OrganizationsMembersDeleteResponse"];
    },
    "no successful response",
    ["responses"],
  ],
  ...["100", "4XX", "4xx"].map((status): [Change, string, string[]] => [
    ({ operation }) => (operation.responses[status] = { description: "", content: json }),
    `a response ${status}`,
    ["responses", status],
  ]),
  [
    ({ document: { components }, operation }) => {
      delete components.schemas["OrganizationsMembersDeleteResponse"];
      operation.responses["201"] = { description: "", content: { "text/plain": { schema: {} } } };
    },
    "a success other than application/json",
    ["responses", "201"],
  ],
  [
    ({ document: { components } }) => (components.schemas["OrganizationsMembersDeleteParams"] = {}),
    "two types called OrganizationsMembersDeleteParams",
    ["operationId"],
  ],
  [
    ({ operation }) => {
      const schema = { $ref: "#/components/schemas/ErrorBody" };
      operation.responses["200"] = { description: "", content: { "application/json": { schema } } };
    },
    "two types called OrganizationsMembersDeleteResponse",
    ["operationId"],
  ],
];

describe("What the client cannot express", () => {
  it.for(refused.map(([spoil, message, keys]) => [message, spoil, keys] as const))(
    "is %s",
    ([message, spoil, keys]) => {
      expect(findInexpressible(change(spoil))).toEqual([
        { pointer: ["paths", path, "delete", ...keys], message: `The client cannot express ${message}.` },
      ]);
    },
  );

  it.for<[name: string, why: string]>([
    ["Member-Part", "its type needs letters and digits alone, and a capital first"],
    ["2FAMethod", "its type needs letters and digits alone, and a capital first"],
    ["routes", "its type needs letters and digits alone, and a capital first"],
    ["string", "its type needs letters and digits alone, and a capital first"],
    ["class", "its type needs letters and digits alone, and a capital first"],
    ["Promise", "it would hide the global of this name"],
    ["Error", "it would hide the global of this name"],
    ["Calls", "the client has a type of this name"],
    ["Route", "the client has a type of this name"],
    ["Operations", "the client has a type of this name"],
    ["StytchError", "the client has a type of this name"],
    ["Authorization", "the client has a type of this name"],
  ])("is a schema called %s", ([name, why]) => {
    const copy = structuredClone(document);
    copy.components.schemas[name] = { type: "string" };
    expect(findInexpressible(copy)).toEqual([
      {
        pointer: ["components", "schemas", name],
        isName: true,
        message: `The client cannot express a schema called ${name}: ${why}.`,
      },
    ]);
  });

  it("is a schema called as anything that the client exports or declares besides the schemas", () => {
    const files = ["src/index.ts", "src/fetch-client.ts", "generated/client.ts"];
    const program = ts.createProgram(files, { noLib: true, types: [], module: ts.ModuleKind.NodeNext });
    const checker = program.getTypeChecker();
    const names = files.flatMap((file) => {
      const source = program.getSourceFile(file)!;
      const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
      // Of the rendered client, imports are names that it uses as well.
      const local = file.startsWith("generated/")
        ? [...(source as unknown as { locals: Map<string, ts.Symbol> }).locals.values()]
        : [];
      return [...exported, ...local].map(({ name }) => name);
    });
    const operations = listOperations(bundle).map(({ operation }) =>
      operation.operationId.replaceAll(".", ""),
    );
    const types = new Set(
      operations.flatMap((name) => [`${name}params`, `${name}response`]).map((name) => name.toLowerCase()),
    );
    const own = names.filter(
      (name) =>
        /^[A-Z]/.test(name) && !types.has(name.toLowerCase()) && !(name in document.components.schemas),
    );
    expect([...new Set(own)].toSorted()).toEqual([...takenNames].toSorted());
  });

  const scheme = (facts: object) => (copy: OpenApiDocument) => {
    copy.components.securitySchemes!["basicAuth"] = facts as never;
  };

  it.for<[what: string, spoil: (copy: OpenApiDocument) => void, security: string]>([
    ["HTTP Basic in another spelling", scheme({ type: "http", scheme: "BASIC" }), ""],
    ["a reference", scheme({ $ref: "#/components/securitySchemes/other" }), ""],
    ["bearer", scheme({ type: "http", scheme: "bearer" }), 'security: "bearer",'],
    ["an API key", scheme({ type: "apiKey", in: "header", name: "X-Key" }), 'security: {"header":"X-Key"},'],
    ["no security", (copy) => (copy.security = []), 'security: "none",'],
    ["what may be left out", (copy) => copy.security!.unshift({}), ""],
    ["what is known besides", (copy) => copy.security!.unshift({ nobody: [] }), ""],
  ])("is no security by %s", ([, spoil, security]) => {
    const copy = structuredClone(document);
    copy.components.securitySchemes!["other"] = { type: "http", scheme: "basic" };
    spoil(copy);
    expect(findInexpressible(copy)).toEqual([]);
    const route = /^ {2}"DELETE [^"]+": \{([^]*?)^ {2}\},$/m.exec(renderClient(copy))![1]!;
    expect(/security: .*$/m.exec(route)?.[0] ?? "").toBe(security);
  });

  it.for<[what: string, spoil: (copy: OpenApiDocument) => void]>([
    ["an API key in the query", scheme({ type: "apiKey", in: "query", name: "key" })],
    ["OAuth", scheme({ type: "oauth2" })],
    ["two schemes at once", (copy) => (copy.security = [{ basicAuth: [], other: [] }])],
    ["one that is not there", (copy) => (copy.security = [{ toString: [] }])],
  ])("is security by %s, told of each operation", ([, spoil]) => {
    const copy = structuredClone(document);
    spoil(copy);
    expect(findInexpressible(copy).map(({ message }) => message)).toEqual(
      Array.from(
        { length: 2 },
        () => "The client cannot express security other than HTTP Basic, bearer or an API key in a header.",
      ),
    );
  });

  it("is TRACE, which no platform's fetch sends", () => {
    const spoilt = change(({ item, operation }) => {
      item["trace"] = operation;
      delete item["delete"];
    });
    expect(findInexpressible(spoilt)).toEqual([
      { pointer: ["paths", path, "trace"], message: "The client cannot express the method TRACE." },
    ]);
  });

  it("is a method below another by a name that functions have", () => {
    const spoilt = change(({ document: { paths }, operation }) => {
      const bare = { ...operation, parameters: [] };
      paths["/v1/a"] = {
        get: { ...bare, operationId: "a.list" },
        post: { ...bare, operationId: "a.list.call" },
      };
      paths["/v1/b"] = {
        get: { ...bare, operationId: "b.list" },
        post: { ...bare, operationId: "b.list.all" },
        put: { ...bare, operationId: "b.list.name.get" },
      };
    });
    expect(
      findInexpressible(spoilt)
        .map(({ message }) => message)
        .filter((text) => text.includes(" part ")),
    ).toEqual([
      "The client cannot express call as a part of the method a.list.",
      "The client cannot express name as a part of the method b.list.",
    ]);
  });

  it("is a path that does not fit its parameters, or a URL", () => {
    const operation = { responses: { 204: { description: "" } } };
    const inPath = (name: string) => ({ name, in: "path", schema: { type: "string" } });
    const spoilt = change(({ document: { paths } }) => {
      paths["/a/{b}/{c}.json"] = {
        get: { ...operation, operationId: "a", parameters: [inPath("c"), inPath("d")] },
        put: { ...operation, operationId: "b", parameters: [inPath("b"), { ...inPath("b"), in: "query" }] },
      };
      paths["/a#b"] = { get: { ...operation, operationId: "c" } };
      paths["/a?b={c}"] = { get: { ...operation, operationId: "d", parameters: [inPath("c")] } };
      paths["/../<a>"] = { get: { ...operation, operationId: "e" }, servers: [{ url: "https://b.test" }] };
    });
    const told = findInexpressible(spoilt).map(({ pointer, message }) => [
      pointer.slice(1).join(" "),
      message.replace("The client cannot express ", ""),
    ]);
    expect(told).toEqual([
      ["/a#b", "a path that a URL cannot have as it is."],
      ["/a?b={c}", "a path that a URL cannot have as it is."],
      ["/../<a>", "a path that a URL cannot have as it is."],
      ["/../<a> servers", "a path's own servers."],
      ["/a/{b}/{c}.json get", "{b} in a path without a parameter of this name."],
      ["/a/{b}/{c}.json get parameters 0", "c as a part of a path segment."],
      ["/a/{b}/{c}.json get parameters 1", "the path parameter d, which the path lacks."],
      ["/a/{b}/{c}.json put", "{c} in a path without a parameter of this name."],
      ["/a/{b}/{c}.json put parameters 1", "two parameters called b."],
      ["/a?b={c} get parameters 0", "c as a part of a path segment."],
    ]);
  });

  it("is content where HTTP has none", () => {
    const spoilt = change(({ document: { components }, item, operation }) => {
      delete components.schemas["OrganizationsMembersDeleteResponse"];
      item["head"] = {
        ...operation,
        operationId: "other",
        responses: { 200: { description: "", content: json } },
      };
      operation.responses["204"] = { description: "", content: json };
    });
    expect(findInexpressible(spoilt)).toEqual(
      ["delete", "head"].map((method) => ({
        pointer: ["paths", path, method, "responses", method === "head" ? "200" : "204"],
        message: "The client cannot express content where HTTP has none.",
      })),
    );
  });

  it("is a document without operations", () => {
    expect(findInexpressible(change(({ document: copy }) => (copy.paths = {})))).toEqual([
      { pointer: ["paths"], message: "The client cannot express a document without operations." },
    ]);
  });

  it("is two operations whose types have the same name, told of the second", () => {
    const spoilt = change(({ document: { paths }, operation }) => {
      const [, other] = Object.values(paths) as [PathItem, PathItem];
      other["delete"] = {
        ...operation,
        operationId: "organizations.Members.delete",
        parameters: operation.parameters!.slice(2),
      };
    });
    expect(
      findInexpressible(spoilt)
        .map(({ message }) => message)
        .filter((text) => text.includes(" types ")),
    ).toEqual([
      "The client cannot express two types called OrganizationsMembersDeleteParams.",
      "The client cannot express two types called OrganizationsMembersDeleteResponse.",
    ]);
  });

  it("is a type that a schema has the name of, even if it describes the success", () => {
    const name = "OrganizationsMembersDeleteParams";
    const spoilt = change(({ document: { components }, operation }) => {
      components.schemas[name] = {};
      delete components.schemas["OrganizationsMembersDeleteResponse"];
      const schema = { $ref: `#/components/schemas/${name}` };
      operation.responses["200"] = { description: "", content: { "application/json": { schema } } };
    });
    expect(findInexpressible(spoilt).map(({ message }) => message)).toEqual([
      `The client cannot express two types called ${name}.`,
    ]);
  });
});

describe("The rendered client", () => {
  const spelled = change(({ document: { paths, components }, item, operation }) => {
    delete components.schemas["OrganizationsMembersDeleteResponse"];
    operation.responses = {
      "205": { description: "", content: json },
      "404": { description: "", content: json },
      default: { description: "", content: json },
    };
    operation.description = "\n  Ends a comment: */\n";
    operation.parameters = [{ $ref: "#/components/parameters/organization_id" }];
    paths["/v1/sessions"] = { delete: { ...operation, operationId: "sessions.revoke" } };
    const { parameters: _, ...bare } = operation;
    item["post"] = { ...bare, operationId: "sessions.all.revoke" };
  });

  const client = renderClient(spelled);

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
    ["a failure without examples", "Known:\n       *   404\n       * @throws {RequestError}"],
    ["a namespace in another", "  declare readonly sessions: {\n"],
    [
      "no parameters where none are needed",
      'revoke(params?: SessionsAllRevokeParams, options?: Omit<Options, "authorization">)',
    ],
    ["the methods of both", `call("POST ${path}", params, options)`],
  ])("has %s", ([, part]) => {
    expect(client).toContain(part);
  });
});

describe("The parameters of an operation", () => {
  /** The type of its parameters and its route, of an operation with these facts. */
  function render(facts: object, schemas: object = {}): { type: string; route: string } {
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
    return { type, route: /^ {2}"POST [^]*?^ {2}\},$/m.exec(text)![0].replaceAll(/\s+/g, " ").trim() };
  }

  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
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
      "a header of its own beside a session's",
      {
        parameters: [
          { name: "X-A", in: "header", schema: { type: "array" }, style: "simple" },
          { name: "X-Stytch-Member-Session", in: "header", schema: text },
          { name: "Authorization", in: "header", schema: text },
        ],
      },
      'Omit<NonNullable<OP["parameters"]["header"]>, "X-Stytch-Member-Session">',
      'header: { "X-A": {"type":"array","style":"simple"} }, sessions: ["X-Stytch-Member-Session"],',
    ],
    ["a body of fields", body(flat), "BODY", 'body: {"required":true,"fields":["a","b"]}'],
    [
      "an optional body of fields",
      body(flat, false),
      "Partial<BODY>",
      'body: {"required":false,"fields":["a","b"]}',
    ],
    [
      "fields from several parts",
      body({ allOf: [flat, { $ref: "#/components/schemas/More" }] }),
      "BODY",
      'body: {"required":true,"fields":["a","b","c"]}',
    ],
    [
      "a field that only answers have",
      body({ properties: { a: text, b: { readOnly: true } } }),
      'Omit<BODY, "b">',
      'body: {"required":true,"fields":["a"]}',
    ],
    [
      "a free body",
      body({ ...flat, additionalProperties: true }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    ["a list", body({ type: "array", items: text }, false), "{ body?: BODY }", 'body: {"required":false}'],
    ["one of two", body({ oneOf: [flat, flat] }), "{ body: BODY }", 'body: {"required":true}'],
    [
      "a body that holds itself",
      body({ $ref: "#/components/schemas/Loop" }),
      "{ body: BODY }",
      'body: {"required":true}',
    ],
    [
      "a field with the name of a parameter",
      { parameters: [id], ...body({ properties: { id: text } }) },
      'OP["parameters"]["path"] & { body: BODY }',
      'body: {"required":true}',
    ],
  ])("have %s", ([, facts, type, part]) => {
    const rendered = render(facts, {
      More: { properties: { c: text } },
      Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] },
    });
    expect(rendered.type).toBe(type);
    expect(rendered.route).toContain(part);
  });

  it("are of the type that a schema says, through a reference", () => {
    const parameters = ["Count", "Wrapped", "Many", "Any", "Flag", "Word"].map((name) => ({
      name,
      in: "query",
      schema: { $ref: `#/components/schemas/${name}` },
    }));
    const { route } = render(
      { parameters },
      {
        Count: { type: "number" },
        Wrapped: { allOf: [{ $ref: "#/components/schemas/Count" }] },
        Many: { type: "array" },
        Any: { type: ["string", "null"] },
        Flag: { type: "boolean" },
        Word: text,
      },
    );
    expect(route).toContain(
      'query: { Count: {"type":"number"}, Wrapped: {"type":"number"}, Many: {"type":"array"}, Any: {"type":"any"}, Flag: {"type":"boolean"}, Word: {} }',
    );
  });

  it.for<[what: string, schema: object, expected: string]>([
    ["an object without confirmations", flat, "[]"],
    ["an object by its parts", { allOf: [{ $ref: "#/components/schemas/Told" }, flat] }, '["status_code"]'],
    ["an object by its properties", { properties: {}, required: ["request_id"] }, '["request_id"]'],
    ["a list", { type: "array" }, '"json"'],
    ["what holds itself", { $ref: "#/components/schemas/Loop" }, '"json"'],
  ])("stand beside a success of %s", ([, schema, expected]) => {
    const responses = {
      201: { description: "", content: { "application/json": { schema } } },
      204: { description: "" },
    };
    const { route } = render(
      { responses },
      {
        Told: { type: "object", required: ["status_code"] },
        Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] },
      },
    );
    expect(route).toContain(`success: { 201: ${expected}, 204: "empty" }`);
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

  it("leave a method beside its namespace callable, and a method struck out", () => {
    const operation = { operationId: "a.b", deprecated: true, responses: { 204: { description: "" } } };
    const text_of_both = renderClient({
      info: {},
      paths: { "/a": { get: operation, head: { ...operation, operationId: "a.b.c" } } },
      components: { schemas: {} },
      servers: [{ url: "https://{region}.test", variables: { region: { default: "eu" } } }, { url: "/v1" }],
    } as never);
    expect(text_of_both).toContain(
      'both<Operations<Options>["a"]["b"]>(async (params, options) => call("GET /a", params, options), {',
    );
    expect(text_of_both).toContain("     * @deprecated\n");
    expect(text_of_both).toContain('prefix?: string }[] = [{"url":"https://eu.test"}];');
    expect(text_of_both).toContain("export interface ErrorBody {");
  });
});
