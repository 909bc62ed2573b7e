// Operations and schemas of somebody else's document get the names that a client can have, and keep those that are such.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { settleNames } from "../../scripts/description/settle-names.js";

const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const gone = { 204: { description: "" } };

const taken = new Set(["Map", "TakenParams", "SeenResponse"]);

function settle(paths: object, components: object = {}): string[] {
  const document = { paths, components: { schemas: {}, ...components } };
  return settleNames(document as unknown as OpenApiDocument, (type) => taken.has(type));
}

/** Operations of which one stands under each path, `/0`, `/1` and so on. */
const pathsOf = (operations: object[]): object =>
  Object.fromEntries(operations.map((get, n) => [`/${n}`, { get: { responses: gone, ...get } }]));

describe("The name of an operation", () => {
  it.for<[ids: string, ...notes: string[]]>([
    ["a a.b c.d.e"],
    ["a..b -.c", "GET /0 is called a.b.", "GET /1 is called c."],
    ["user.get userGet", "GET /1 is called userGet2."],
    ["a A a2.b.c a2", "GET /1 is called a3."],
    ["a.b a.B a.b2.c.d", "GET /1 is called a.b3."],
    ["a A a2", "GET /1 is called a3."],
    ["a A A", "GET /1 is called a2.", "GET /2 is called a3."],
    [
      "then a.prototype a.__b",
      "GET /0 is called then_.",
      "GET /1 is called a.prototype_.",
      "GET /2 is called a.b.",
    ],
    ["toString prototypes a.authenticate", "GET /0 is called toString_."],
    ["taken seen a.taken", "GET /0 is called taken2.", "GET /1 is called seen2."],
    [
      "users users.name users.name.call users.length.of a.name a.b.bind a.b",
      "GET /1 is called users.name_.",
      "GET /2 is called users.name_.call_.",
      "GET /3 is called users.length_.of.",
      "GET /5 is called a.b.bind_.",
    ],
    ["1 a.2b", "GET /0 is called _1.", "GET /1 is called a._2b."],
  ])("is a path of methods that no other has: %s", ([ids, ...notes]) => {
    expect(settle(pathsOf(ids.split(" ").map((operationId) => ({ operationId }))))).toEqual(notes);
  });

  it("is made of its method and its path where it has none that says anything", () => {
    const paths = {
      "/v1/a-b/{user_id}.{x}": { get: { responses: gone }, put: { operationId: "…", responses: gone } },
    };
    expect(settle(paths)).toEqual([
      "GET /v1/a-b/{user_id}.{x} is called getV1ABByUserIdByX.",
      "PUT /v1/a-b/{user_id}.{x} is called putV1ABByUserIdByX.",
    ]);
  });

  const json = (name: string): object => ({
    description: "",
    content: { "application/json": { schema: to(name) } },
  });

  it.for<[what: string, responses: object, isKept: boolean]>([
    ["its one success", { 200: json("AResponse"), 402: json("Other") }, true],
    ["its one success, by a reference", { 201: { $ref: "#/components/responses/a" } }, true],
    ["another", { 200: json("Other") }, false],
    ["one of its successes", { 200: json("AResponse"), 201: json("AResponse") }, false],
    ["a failure of its", { 204: { description: "" }, 402: json("AResponse") }, false],
    [
      "a success of its as something else",
      { 200: { description: "", content: { "text/csv": { schema: to("AResponse") } } } },
      false,
    ],
  ])("is that of a type that is there already only where this is %s", ([, responses, isKept]) => {
    const schemas = { AResponse: {}, Other: {} };
    expect(
      settle(pathsOf([{ operationId: "a", responses }]), { schemas, responses: { a: json("AResponse") } }),
    ).toEqual(isKept ? [] : ["GET /0 is called a2."]);
  });
});

describe("The name of a schema", () => {
  it("is that of a type that no other has, which all that refers to it follows", () => {
    const names = ["Cat", "cat", "Cat2", "aCat", "Pet_shop", "pet  Shop", "2", "…", "Map"];
    const paths = { "x-refs": names.map(to) };
    expect(settle(paths, { schemas: Object.fromEntries(names.map((name) => [name, {}])) })).toEqual([
      "The schema 2 is called Schema2.",
      "The schema cat is called Cat3.",
      "The schema aCat is called ACat.",
      "The schema Pet_shop is called PetShop.",
      "The schema pet  Shop is called PetShop2.",
      "The schema … is called Schema.",
      "The schema Map is called MapSchema.",
    ]);
    const types = ["Cat", "Cat3", "Cat2", "ACat", "PetShop", "PetShop2", "Schema2", "Schema", "MapSchema"];
    expect(paths["x-refs"]).toEqual(types.map(to));
  });
});
