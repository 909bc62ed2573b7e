// What the client cannot express is refused, with its place.
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  listOperations,
  type JsonSchema,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type Response,
} from "../../scripts/description/document.js";
import { dropIgnoredHeaders } from "../../scripts/render/drop-ignored-headers.js";
import {
  describeRefusals,
  findInexpressible,
  takenNames,
  utilityTypes,
  type Refusal,
} from "../../scripts/render/refusals.js";
import { renderClient } from "../../scripts/render/render-client.js";
import { deletions as document, document as bundle } from "../contract/cases.js";
import { change, path, type Parts } from "./two-operations.js";

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
  ...["100", "4XX", "4xx", "1204", "4040"].map((status): [Change, string, string[]] => [
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

/** One more parameter than the four that the operation has, or two. */
const parameters: [given: object[], message: string][] = [
  ...["pipeDelimited", "spaceDelimited"].map((style): [object[], string] => [
    [{ name: "q", in: "query", style, schema: { anyOf: [{ type: "string" }, { type: ["object"] }] } }],
    `a ${style} object in the query q`,
  ]),
  ...["user-agent", "Content-Length", "Host", "Transfer-Encoding"].map((name): [object[], string] => [
    [{ name, in: "header", schema: {} }],
    `the header ${name}, which is sent by itself`,
  ]),
  ...["X A", "X:A", "", "Ä"].map((name): [object[], string] => [
    [{ name, in: "header", schema: {} }],
    `a header called ${name}, which HTTP has none of`,
  ]),
  ...["x-stytch-member-session", "X-Stytch-Member-SessionJwt"].map((name): [object[], string] => [
    [{ name, in: "header", schema: {} }],
    `the header ${name} in another spelling than X-Stytch-Member-Session${name.slice(23).toUpperCase()}`,
  ]),
  ...[{ type: "object" }, { properties: {} }, { $ref: "#/components/schemas/ErrorBody" }].map(
    (schema): [object[], string] => [[{ name: "X-A", in: "header", schema }], "an object in the header X-A"],
  ),
  ...[
    { type: "object", properties: { a: { type: "array" } } },
    { allOf: [{ properties: { a: { $ref: "#/components/schemas/ErrorBody" } } }] },
    { type: "object", additionalProperties: { type: ["string", "object"] } },
  ].map((schema): [object[], string] => [
    [{ name: "q", in: "query", style: "deepObject", schema }],
    "a list or an object in the parameter q",
  ]),
  ...["query", "header"].map((place): [object[], string] => [
    [{ name: "q", in: place, schema: { type: "array", items: { items: {} } } }],
    "a list or an object in the parameter q",
  ]),
  [
    [
      { name: "q[a]", in: "query", schema: {} },
      { name: "q", in: "query", style: "deepObject", schema: { type: "object" } },
    ],
    "a query called q[a] beside the deepObject q",
  ],
  [[{ name: "__proto__", in: "query", schema: {} }], "a parameter called __proto__"],
  [[{ name: "thing", in: "body", schema: {} }], "thing as a parameter in body"],
  [[{ name: "thing", in: "formData", schema: {} }], "thing as a parameter in formData"],
];

describe("What the client cannot express", () => {
  it.for(parameters.map(([given, message]) => [message, given] as const))("is %s", ([message, given]) => {
    const spoilt = change(({ operation }) => operation.parameters!.push(...(given as Parameter[])));
    expect(findInexpressible(spoilt)).toEqual([
      {
        pointer: ["paths", path, "delete", "parameters", "4"],
        message: `The client cannot express ${message}.`,
      },
    ]);
  });

  it("is a header that another one is in another case, or that the security sends", () => {
    const spoilt = change(({ operation, document: { components } }) => {
      const names = ["X-Trace", "x-trace", "X-KEY"];
      operation.parameters!.push({ name: "X-TRACE", in: "query", schema: {} });
      operation.parameters!.push(...names.map((name) => ({ name, in: "header", schema: {} }) as Parameter));
      operation.parameters!.push({ name: "x-key", in: "query", schema: {} });
      components.securitySchemes!["key"] = { type: "apiKey", in: "header", name: "X-Key" };
      operation["security"] = [{ key: [] }];
    });
    expect(findInexpressible(spoilt)).toEqual(
      [
        ["6", "two headers called x-trace, in whatever case"],
        ["7", "the header X-KEY, which the security sends, as a parameter"],
      ].map(([index, message]) => ({
        pointer: ["paths", path, "delete", "parameters", index],
        message: `The client cannot express ${message}.`,
      })),
    );
  });

  it("is a parameter called as a body that is passed as a whole, and no other", () => {
    const withBody = (schema: JsonSchema) =>
      change(({ operation }) => {
        operation.parameters!.push({ name: "body", in: "query", schema: {} });
        operation["requestBody"] = { content: { "application/json": { schema } } };
      });
    expect(findInexpressible(withBody({ type: "array" }))).toEqual([
      {
        pointer: ["paths", path, "delete", "parameters", "4"],
        message:
          "The client cannot express a parameter called body beside a body that is passed under this name.",
      },
    ]);
    expect(findInexpressible(withBody({ properties: { a: {} } }))).toEqual([]);
  });

  it("is a field of a body that is no key of an object", () => {
    const schema = { allOf: [{ properties: JSON.parse('{ "a": {}, "__proto__": {} }') as object }] };
    const spoilt = change(
      ({ operation }) => (operation["requestBody"] = { content: { "application/json": { schema } } }),
    );
    expect(findInexpressible(spoilt)).toEqual([
      {
        pointer: ["paths", path, "delete", "requestBody"],
        message: "The client cannot express a field called __proto__.",
      },
    ]);
  });

  it.for([
    ["X Key", "a header called X Key, which HTTP has none of"],
    ["User-Agent", "the header User-Agent, which is sent by itself"],
  ] as const)("is an API key called %s", ([name, message]) => {
    const spoilt = structuredClone(document);
    spoilt.components.securitySchemes!["basicAuth"] = { type: "apiKey", in: "header", name };
    expect(findInexpressible(spoilt)).toEqual([
      {
        pointer: ["components", "securitySchemes", "basicAuth"],
        message: `The client cannot express ${message}.`,
      },
    ]);
  });

  it("is no query that looks like a part of another which is written in another way", () => {
    const given = change(({ document: { paths } }) => {
      paths["/a/{q[b]}"] = {
        get: {
          operationId: "a",
          parameters: [
            { name: "q[b]", in: "path", required: true, schema: {} },
            { name: "q", in: "query", style: "deepObject", schema: { type: "object" } },
            { name: "p[b]", in: "query", schema: {} },
            { name: "p", in: "query", style: "form", schema: { type: "object" } },
          ],
          responses: { 204: { description: "" } },
        },
      };
    });
    expect(findInexpressible(given)).toEqual([]);
  });

  it("is no header that counts for nothing, which is dropped", () => {
    const others = ["X-A", "Accept-Language", "X-Authorization", "X-Content-Type", "Content-Type-Options"];
    const query = { name: "Accept", in: "query", schema: {} } as Parameter;
    const spoilt = change(({ document: { paths }, operation }) => {
      const names = ["accept", "Content-Type", "AUTHORIZATION", ...others];
      paths["/a"] = { get: { operationId: "a", responses: structuredClone(operation.responses) } };
      operation.parameters!.push(
        query,
        ...names.map((name) => ({ name, in: "header", schema: {} }) as Parameter),
      );
      const headers = Object.fromEntries(names.map((name) => [name, { schema: {} }]));
      Object.assign(operation.responses, { 404: { description: "", headers }, "x-b": null });
    });
    expect(findInexpressible(spoilt)).toEqual([]);
    dropIgnoredHeaders(spoilt);
    const { parameters: left, responses } = spoilt.paths[path]!["delete"] as Operation;
    expect(left!.slice(4)).toEqual([query, ...others.map((name) => ({ name, in: "header", schema: {} }))]);
    expect(Object.keys((responses["404"] as Response).headers!)).toEqual([
      "accept",
      "AUTHORIZATION",
      ...others,
    ]);
  });

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
    ["Record", "it would hide the global of this name"],
    ["ReturnType", "it would hide the global of this name"],
    ["ThisType", "it would hide the global of this name"],
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

  it("is a schema that consists of itself", () => {
    const copy = structuredClone(document);
    copy.components.schemas["Loop"] = { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Loop" }] };
    expect(findInexpressible(copy)).toEqual([
      {
        pointer: ["components", "schemas", "Loop"],
        isName: true,
        message: "The client cannot express a schema that consists of itself: Loop.",
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

  it("is a schema called as any type that the compiler makes of others", () => {
    const file = "generated/client.ts";
    const program = ts.createProgram([file], { lib: ["lib.es5.d.ts"], types: [] });
    const checker = program.getTypeChecker();
    const found = checker
      .getSymbolsInScope(program.getSourceFile(file)!, ts.SymbolFlags.Type)
      .filter((symbol) => {
        const [declaration, ...more] = symbol.declarations ?? [];
        if (declaration === undefined || more.length > 0 || symbol.name in globalThis) return false;
        const isAlias = ts.isTypeAliasDeclaration(declaration);
        // `ThisType` says something of another type too.
        const isMark = ts.isInterfaceDeclaration(declaration) && declaration.members.length === 0;
        return (isAlias || isMark) && declaration.typeParameters !== undefined;
      });
    expect(found.map(({ name }) => name).toSorted()).toEqual([...utilityTypes].toSorted());
  });

  const scheme = (facts: object) => (copy: OpenApiDocument) => {
    copy.components.securitySchemes!["basicAuth"] = facts as never;
  };

  it.for<[what: string, spoil: (copy: OpenApiDocument) => void, security: string]>([
    ["HTTP Basic in another spelling", scheme({ type: "http", scheme: "BASIC" }), ""],
    ["a reference", scheme({ $ref: "#/components/securitySchemes/other" }), ""],
    ["bearer", scheme({ type: "http", scheme: "bearer" }), 'security: "bearer",'],
    ["bearer in a header", scheme({ type: "http", scheme: "bearer", in: "header" }), 'security: "bearer",'],
    ["an API key", scheme({ type: "apiKey", in: "header", name: "X-Key" }), 'security: {"header":"X-Key"},'],
    ["no security", (copy) => (copy.security = []), 'security: "none",'],
    ["no word of it", (copy) => delete copy.security, 'security: "none",'],
    ["nothing asked", (copy) => (copy.security = [{}]), 'security: "none",'],
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
    ["an API key in the query", scheme({ type: "apiKey", in: "query", name: "a key" })],
    ["OAuth", scheme({ type: "oauth2" })],
    ["two schemes at once", (copy) => (copy.security = [{ basicAuth: [], other: [] }])],
    ["one that is not there", (copy) => (copy.security = [{ toString: [] }])],
    ["OAuth that speaks of bearer", scheme({ type: "oauth2", scheme: "bearer" })],
    ["another scheme of HTTP", scheme({ type: "http", scheme: "digest" })],
  ])("is security by %s, told of each operation", ([, spoil]) => {
    const copy = structuredClone(document);
    spoil(copy);
    const message =
      "The client cannot express security other than HTTP Basic, bearer or an API key in a header.";
    expect(findInexpressible(copy)).toEqual(
      Object.keys(copy.paths).map((each) => ({ pointer: ["paths", each, "delete"], message })),
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
        .filter(({ message }) => message.includes(" part "))
        .map(({ pointer, message }) => `${pointer.join(" ")}: ${message}`),
    ).toEqual([
      "paths /v1/a post operationId: The client cannot express call as a part of the method a.list.",
      "paths /v1/b put operationId: The client cannot express name as a part of the method b.list.",
    ]);
  });

  it("is a path that does not fit its parameters, or a URL", () => {
    const operation = { responses: { 204: { description: "" } } };
    const inPath = (name: string) => ({ name, in: "path", schema: { type: "string" } });
    const spoilt = change(({ document: { paths } }) => {
      paths["/a/{b}/{thing}.json"] = {
        get: { ...operation, operationId: "a", parameters: [inPath("thing"), inPath("d")] },
        put: {
          ...operation,
          operationId: "b",
          parameters: ["path", "query"].map((place) => ({ ...inPath("b"), in: place })),
        },
        post: {
          ...operation,
          operationId: "c",
          parameters: [inPath("b"), { ...inPath("thing"), in: "query" }],
        },
      };
      paths["x-a#b"] = null as never;
      paths["/a#b"] = { get: { ...operation, operationId: "d" } };
      paths["/a?b={c}"] = { get: { ...operation, operationId: "e", parameters: [inPath("c")] } };
      paths["/../<a>"] = { get: { ...operation, operationId: "f" }, servers: [{ url: "https://b.test" }] };
    });
    const told = findInexpressible(spoilt).map(({ pointer, message }) => [
      pointer.join(" "),
      message.replace("The client cannot express ", ""),
    ]);
    expect(told).toEqual([
      ["paths /a#b", "a path that a URL cannot have as it is."],
      ["paths /a?b={c}", "a path that a URL cannot have as it is."],
      ["paths /../<a>", "a path that a URL cannot have as it is."],
      ["paths /../<a> servers", "a path's own servers."],
      ["paths /a/{b}/{thing}.json get", "{b} in a path without a parameter of this name."],
      ["paths /a/{b}/{thing}.json get parameters 0", "thing as a part of a path segment."],
      ["paths /a/{b}/{thing}.json get parameters 1", "the path parameter d, which the path lacks."],
      ["paths /a/{b}/{thing}.json put", "{thing} in a path without a parameter of this name."],
      ["paths /a/{b}/{thing}.json put parameters 1", "two parameters called b."],
      ["paths /a/{b}/{thing}.json post", "{thing} in a path without a parameter of this name."],
      ["paths /a?b={c} get parameters 0", "c as a part of a path segment."],
    ]);
  });

  it("is content where HTTP has none", () => {
    const spoilt = change(({ document: { components }, item, operation }) => {
      delete components.schemas["OrganizationsMembersDeleteResponse"];
      item["head"] = {
        ...operation,
        operationId: "other",
        responses: {
          200: { description: "", content: json },
          404: { description: "", content: json },
          "x-note": null,
        },
      };
      operation.responses["204"] = { description: "", content: json };
      operation.responses["205"] = { description: "", content: json };
      operation.responses["404"] = { description: "", content: { "text/plain": { schema: {} } } };
    });
    expect(findInexpressible(spoilt)).toEqual(
      [
        ["delete", "204"],
        ["delete", "205"],
        ["head", "200"],
        ["head", "404"],
      ].map(([method, status]) => ({
        pointer: ["paths", path, method, "responses", status],
        message: "The client cannot express content where HTTP has none.",
      })),
    );
  });

  it("is a body that no platform's fetch sends", () => {
    const spoilt = change(({ item, operation }) => {
      const bare = { ...operation, requestBody: { content: json } };
      item["get"] = { ...bare, operationId: "read" };
      item["head"] = { ...bare, operationId: "look", responses: { 204: { description: "" } } };
      item["options"] = { ...bare, operationId: "ask" };
    });
    expect(findInexpressible(spoilt)).toEqual(
      ["get", "head"].map((method) => ({
        pointer: ["paths", path, method, "requestBody"],
        message: "The client cannot express a body of a GET or a HEAD.",
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

describe("What the client cannot express of a document", () => {
  it.for([
    [10, []],
    [11, ["  and 1 more"]],
  ] as const)("is told of %i places of a kind", async ([count, more]) => {
    const refusals = Array.from({ length: count }, (_, n): Refusal => ({
      pointer: ["paths", `/${n}`],
      kind: "the cookie …",
      name: "crumb",
    }));
    const locate = (pointer: readonly string[]) => Promise.resolve({ file: "a.yaml", line: pointer.length });
    const lines = (await describeRefusals(refusals, locate)).split("\n");
    expect(lines).toEqual([
      `The client cannot express the cookie …. (${count})`,
      ...refusals.slice(0, 10).map((_, n) => `  a.yaml:2 /${n} (crumb)`),
      ...more,
    ]);
  });
});
