// The client is rendered for what it can express, and refused for the rest.
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { OpenApiDocument, Operation, PathItem } from "../../scripts/description/document.js";
import { findInexpressible, renderClient, takenNames } from "../../scripts/render/render-client.js";
import { document } from "../contract/cases.js";

const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

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
  ...["requestBody", "security", "servers", "callbacks"].map((key): [Change, string, string[]] => [
    ({ operation }) => (operation[key] = {}),
    `an operation's own ${key}`,
    [key],
  ]),
  [({ item }) => (item["parameters"] = []), "parameters of a path item", []],
  [
    ({ operation }) => (operation.operationId = "organizations.members"),
    "organizations.members as a method and as a namespace",
    ["operationId"],
  ],
  ...["constructor", "toString"].map((name): [Change, string, string[]] => [
    ({ operation, document: { components } }) => {
      operation.operationId = `organizations.${name}`;
      delete components.schemas["OrganizationsMembersDeleteResponse"];
    },
    `a part of the client called ${name}`,
    ["operationId"],
  ]),
  [
    ({ replace }) => replace({ schema: { type: "integer" } }),
    "the path parameter organization_id unless it is a string",
    first,
  ],
  [
    ({ replace }) => replace({ schema: undefined, content: json }),
    "the path parameter organization_id unless it is a string",
    first,
  ],
  [({ replace }) => replace({ style: "label" }), "the style of organization_id", first],
  [({ replace }) => replace({ explode: true }), "the style of organization_id", first],
  [({ replace }) => replace({ content: json }), "the style of organization_id", first],
  [({ replace }) => replace({ name: "ember" }), "ember as a part of a path segment", first],
  [({ replace }) => replace({ in: "query" }), "the query parameter organization_id", first],
  [({ replace }) => replace({ in: "header", name: "X-Other" }), "the header parameter X-Other", first],
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
    ({ operation }) => operation.parameters!.splice(2, 1),
    "an operation without the header X-Stytch-Member-Session: `authorization` would be dropped in silence",
    ["parameters"],
  ],
  [
    ({ operation }) => operation.parameters!.splice(3, 1),
    "an operation without the header X-Stytch-Member-SessionJWT: `authorization` would be dropped in silence",
    ["parameters"],
  ],
  [
    ({ operation }) => (operation.responses["201"] = { description: "", content: json }),
    "2 successful responses",
    ["responses"],
  ],
  [
    ({ document: { components }, operation }) => {
      delete operation.responses["200"];
      delete components.schemas["OrganizationsMembersDeleteResponse"];
    },
    "0 successful responses",
    ["responses"],
  ],
  ...["100", "302", "4XX"].map((status): [Change, string, string[]] => [
    ({ operation }) => (operation.responses[status] = { description: "", content: json }),
    `a response ${status}`,
    ["responses", status],
  ]),
  ...[undefined, {}, { "text/plain": { schema: {} } }, { ...json, "text/plain": { schema: {} } }].map(
    (content): [Change, string, string[]] => [
      ({ operation }) => (operation.responses["404"] = { description: "", content } as never),
      "a response other than application/json",
      ["responses", "404"],
    ],
  ),
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
    ["Client", "the client has a type of this name"],
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
    const operations = /^OrganizationsMembers\w+(Params|Response)$/;
    const own = names.filter(
      (name) => /^[A-Z]/.test(name) && !operations.test(name) && !(name in document.components.schemas),
    );
    expect([...new Set(own)].toSorted()).toEqual([...takenNames].toSorted());
  });

  const bearer = { type: "http", scheme: "bearer" };
  const scheme = ["components", "securitySchemes"];

  it.for<[spoil: (copy: OpenApiDocument) => void, what: string, pointer: string[]]>([
    [
      ({ components }) => (components.securitySchemes!["basicAuth"] = bearer),
      "the security scheme basicAuth",
      [...scheme, "basicAuth"],
    ],
    [
      ({ components }) =>
        (components.securitySchemes!["key"] = { type: "apiKey", in: "header", name: "Key" }),
      "the security scheme key",
      [...scheme, "key"],
    ],
    [(copy) => delete copy.security, "requests without security", []],
    [(copy) => (copy.security = []), "requests without security", ["security"]],
    [(copy) => copy.security!.push({}), "the security {}", ["security", "1"]],
    [
      (copy) => (copy.security![0]!["other"] = []),
      'the security {"basicAuth":[],"other":[]}',
      ["security", "0"],
    ],
    [(copy) => (copy.security = [{ toString: [] }]), 'the security {"toString":[]}', ["security", "0"]],
  ])("is other security than HTTP Basic: %s", ([spoil, what, pointer]) => {
    const copy = structuredClone(document);
    spoil(copy);
    expect(findInexpressible(copy)).toEqual([
      { pointer, message: `The client cannot express ${what}: it always sends HTTP Basic.` },
    ]);
  });

  it("is no other spelling of HTTP Basic, nor a choice between two", () => {
    const copy = structuredClone(document);
    copy.components.securitySchemes = {
      one: { type: "http", scheme: "BASIC" },
      two: { $ref: "#/components/securitySchemes/one" },
    };
    copy.security = [{ one: [] }, { two: [] }];
    expect(findInexpressible(copy)).toEqual([]);
  });

  it("is another method than DELETE", () => {
    const spoilt = change(({ item, operation }) => {
      item["put"] = operation;
      delete item["delete"];
    });
    expect(findInexpressible(spoilt)).toEqual([
      { pointer: ["paths", path, "put"], message: "The client cannot express the method PUT." },
    ]);
  });

  it.for([undefined, { "text/plain": { schema: {} } }])("is a success with the content %j", (content) => {
    const spoilt = change(({ document: { components }, operation }) => {
      delete components.schemas["OrganizationsMembersDeleteResponse"];
      operation.responses["200"] = { description: "", content } as never;
    });
    expect(findInexpressible(spoilt).map(({ message }) => message)).toEqual([
      "The client cannot express a response other than application/json.",
    ]);
  });

  it("is an operation without parameters", () => {
    const spoilt = change(({ operation }) => delete operation.parameters);
    expect(findInexpressible(spoilt).map(({ message }) => message)).toEqual([
      expect.stringContaining("without the header X-Stytch-Member-Session:"),
      expect.stringContaining("without the header X-Stytch-Member-SessionJWT:"),
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
    expect(findInexpressible(spoilt).map(({ message }) => message)).toEqual([
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

  it.for<Change>([
    ({ replace }) => replace({ style: "simple", explode: false }),
    ({ operation }) =>
      (operation.parameters![2] = {
        name: "X-Stytch-Member-Session",
        in: "header",
        required: false,
      } as never),
    ({ document: { components }, operation }) => {
      delete components.schemas["OrganizationsMembersDeleteResponse"];
      operation.responses["200"] = { description: "", content: json };
    },
  ])("is not the default, spelled out, nor a success of no name", (spell) => {
    expect(findInexpressible(change(spell))).toEqual([]);
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
      "a route without headers",
      '  "DELETE /v1/sessions": {\n    headers: [],\n    success: { 205: [] },\n  },\n',
    ],
    [
      "a route without parameters",
      `  "POST ${path}": {\n    headers: [],\n    success: { 205: [] },\n  },\n`,
    ],
    ["the end of a comment", "     * Ends a comment: *\\/\n       *\n       * `DELETE /v1/b2b/"],
    ["a failure without examples", "Known:\n       *   404\n       * @throws {RequestError}"],
    ["a namespace in another", "  readonly sessions: {\n    all: {\n      /**\n"],
    [
      "a second namespace",
      "): Promise<SessionsRevokeResponse>;\n  };\n  readonly organizations: {\n    members: {\n      /**\n",
    ],
    [
      "the methods of both",
      `    this.sessions = {
      all: {
        revoke: async (params, options) =>
          unwrap(await client.POST("${path}", prepare(params, options))),
      },
      revoke: async (params, options) =>
        unwrap(await client.DELETE("/v1/sessions", prepare(params, options))),
    };
    this.organizations = {
      members: {
`,
    ],
  ])("has %s", ([, part]) => {
    expect(renderClient(spelled)).toContain(part);
  });
});
