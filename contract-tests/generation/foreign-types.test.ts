// What a schema of a foreign document says is what its type lets through: no less, and nothing else.
import { describe, expect, it } from "vitest";
import { compileTypes, object, renderSchemas, text, to } from "./foreign-files.js";

it("Schemas that are true or false let through anything or nothing", async () => {
  const { files } = await renderSchemas({
    Parts: { allOf: [true, object({ a: text })] },
    None: { allOf: [false, object({ a: text })] },
    Any: { type: "array", items: true },
    Empty: { type: "array", items: false },
    Open: object({ a: true }, { additionalProperties: true }),
    Closed: object({ a: false, b: { not: {} }, c: text }, { additionalProperties: false }),
    Choice: { oneOf: [false, text, { not: true }] },
    Told: { oneOf: [object({ kind: text }), true], discriminator: { propertyName: "kind" } },
    True: true,
    False: false,
  });
  const program = `
    import { B2BClient, type Any, type Choice, type Closed, type Empty, type False, type None, type Open, type True } from "./index.js";
    export const put: Promise<{ a?: string }> = new B2BClient().put({ a: "b" });
    export const any: [Any, Open, True] = [[1, "b", null], { a: 1, b: [] }, 7];
    export const none: [Closed, Empty, Choice] = [{ c: "d" }, [], "e"];
    export const never: (nothing: None | False | Empty[0] | Closed["a"] | Closed["b"]) => undefined = (nothing) => nothing;
    // @ts-expect-error: nothing fits
    export const wrong: Empty = [1];
    // @ts-expect-error: one of the choices is text, and no other is left
    export const other: Choice = 1;`;
  expect(compileTypes(files, program)).toEqual([]);
});

describe("An object", () => {
  it("of which nothing is said has any property, alone and not beside what says more", async () => {
    const any = { type: "object", description: "Whatever." };
    const { files } = await renderSchemas({
      Thing: { allOf: [to("Named"), any], ...any },
      Maybe: { allOf: [to("Named")], type: ["object", "null"] },
      Named: object({ name: text, data: any, list: { type: ["array", "object", "null"], items: any } }),
      Any: { allOf: [any], properties: {} },
      None: { ...any, additionalProperties: false },
      Odd: object({ a: { type: "any" }, b: { type: ["any", "string"] } }),
    });
    const program = `
      import { B2BClient, type Any, type Maybe, type None, type Odd } from "./index.js";
      const client = new B2BClient();
      export const put = client.put({ name: "a", data: { b: 1 }, list: [{ c: 2 }] });
      export const read: Promise<unknown> = put.then(({ data }) => data?.["b"]);
      export const any: [Any, Any, None, Odd] = [{}, { a: [{}] }, {}, { a: 1, b: "c" }];
      // @ts-expect-error: a thing has known properties
      export const wrong = client.put({ other: "a" });
      // @ts-expect-error: so has one that could be null
      export const other: Maybe = { other: "a" };
      // @ts-expect-error: it has none
      export const none: None = { a: 1 };`;
    expect(compileTypes(files, program)).toEqual([]);
  });

  it("has what it requires, wherever that is described, and no less for a default", async () => {
    const { files } = await renderSchemas({
      Made: { allOf: [to("Thing"), { required: ["a", "id"] }, { required: ["e"] }] },
      Thing: object({ id: { ...text, readOnly: true }, a: text, b: text, c: { ...text, default: "d" } }),
      Either: object(
        { a: { type: ["string", "null"] }, b: text },
        { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      ),
    });
    const program = `
      import { B2BClient, type Either } from "./index.js";
      const client = new B2BClient();
      export const put: Promise<string> = client.put({ a: "b", e: 1 }).then(({ a }) => a);
      export const either: Either[] = [{ a: null }, { b: "c" }];
      // @ts-expect-error: a text is text
      export const wrong = client.put({ a: 1, e: 1 });
      // @ts-expect-error: what is required is given
      export const missing = client.put({ e: 1 });
      // @ts-expect-error: and is something
      export const nothing = client.put({ a: "b", e: undefined });
      // @ts-expect-error: one of the two
      export const neither: Either = {};`;
    expect(compileTypes(files, program)).toEqual([]);
    expect(files["client.ts"]).toContain('body: {"required":true,"fields":["a","b","c","e"]},');
  });

  it("keeps its properties beside others of another type", async () => {
    const { files } = await renderSchemas({
      Tags: object({ count: { type: "number" } }, { additionalProperties: text }),
      Pattern: object({ count: { type: "number" } }, { patternProperties: { "^x-": { type: "boolean" } } }),
    });
    const program = `
      import { B2BClient, type Pattern, type Tags } from "./index.js";
      export const put: Promise<Tags> = new B2BClient().put({ body: { count: 1, a: "b" } });
      export const read: (tags: Tags, pattern: Pattern) => [number?, number?] = (tags, pattern) =>
        tags.count === undefined || pattern.count === undefined ? [] : [tags.count, pattern.count];
      // @ts-expect-error: neither text nor the number
      export const wrong: Tags = { a: true };`;
    expect(compileTypes(files, program)).toEqual([]);
  });
});

it("A list may be told by its items alone, and goes on after its first ones", async () => {
  const number = { type: "number" };
  const { files } = await renderSchemas({
    List: { items: text },
    Pair: { type: "array", prefixItems: [text, number], items: false },
    More: { prefixItems: [text], items: number },
  });
  const program = `
    import { B2BClient, type More, type Pair } from "./index.js";
    export const put: Promise<string[]> = new B2BClient().put({ body: ["a"] });
    export const lists: [Pair, More] = [["a", 1], ["a", 1, 2, 3]];
    // @ts-expect-error: a pair has two
    export const wrong: Pair = ["a", 1, 2];`;
  expect(compileTypes(files, program)).toEqual([]);
});

it("null is a value like any other", async () => {
  const { files } = await renderSchemas({ Nothing: object({ a: { const: null }, b: { enum: [null] } }) });
  const program = `
    import { B2BClient } from "./index.js";
    export const put: Promise<{ a?: null; b?: null }> = new B2BClient().put({ a: null });`;
  expect(compileTypes(files, program)).toEqual([]);
});

describe("What stands beside a reference", () => {
  const schemas = {
    Thing: {
      ...to("Base"),
      description: "A thing.",
      properties: { own: { ...to("Base"), description: "Its own base." } },
      required: ["b"],
    },
    Base: object({ b: text }),
    Kind: { ...to("Letter"), enum: ["a", "b"] },
    Letter: { enum: ["a", "b", "c"] },
    Some: { ...to("Base"), anyOf: [object({ x: text }), object({ y: text })] },
  };

  it("counts in OpenAPI 3.1", async () => {
    const { files } = await renderSchemas(schemas);
    const program = `
      import { B2BClient, type Kind, type Some } from "./index.js";
      const client = new B2BClient();
      export const put: Promise<string> = client.put({ b: "a", own: { b: "c" } }).then(({ b }) => b);
      export const kinds: [Kind, Some] = ["b", { b: "c", x: "d" }];
      // @ts-expect-error: it is required here
      export const missing = client.put({ own: {} });
      // @ts-expect-error: it is none of these
      export const wrong: Kind = "c";`;
    expect(compileTypes(files, program)).toEqual([]);
    expect(files["client.ts"]).toContain('"fields":["b","own"]');
    expect(files["types.ts"]).toMatch(/\/\*\* @description Its own base. \*\/\s+own\?: /);
  });

  it("is ignored in OpenAPI 3.0, as it says", async () => {
    const { files, notes } = await renderSchemas(schemas, "3.0.3");
    expect(notes).toEqual([]);
    const program = `
      import { B2BClient, type Kind } from "./index.js";
      const client = new B2BClient();
      export const put: Promise<string | undefined> = client.put({}).then(({ b }) => b);
      export const kind: Kind = "c";
      // @ts-expect-error: there is no such property
      export const wrong = client.put({ own: {} });`;
    expect(compileTypes(files, program)).toEqual([]);
  });

  it.for(["3.0.3", "3.1.0"])(
    "is null where OpenAPI %s says so, which 3.1 has no word for",
    async (openapi) => {
      const nullable = { nullable: true };
      const { files, notes } = await renderSchemas(
        {
          Thing: object({
            a: { ...to("Base"), ...nullable },
            b: { ...text, ...nullable },
            c: { allOf: [to("Base")], type: "object", ...nullable },
          }),
          Base: object({ b: text }),
        },
        openapi,
      );
      expect(notes).toEqual(
        openapi === "3.0.3" ? [] : ["OpenAPI 3.1 has no `nullable`: it is taken for what 3.0 means by it."],
      );
      const program = `
      import { B2BClient } from "./index.js";
      const client = new B2BClient();
      export const put = [client.put({ a: null, b: null, c: null }), client.put({ a: { b: "c" } })];`;
      expect(compileTypes(files, program)).toEqual([]);
    },
  );
});
