// Schemas of a foreign document that refer to themselves, or into one another, become types that compile.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { hoistRefs } from "../../scripts/description/hoist-refs.js";
import { splitParents } from "../../scripts/description/split-parents.js";
import { listRequired } from "../../scripts/render/read-schema.js";
import { utilityTypes } from "../../scripts/render/refusals.js";
import { renderForeign } from "../../scripts/render/render-foreign.js";
import { compileTypes, to, write } from "./foreign-files.js";

const documentOf = (schemas: object, more: object = {}): OpenApiDocument =>
  ({ components: { schemas }, ...more }) as never;

function render(schemas: object): ReturnType<typeof renderForeign> {
  const content = { "application/json": { schema: to(Object.keys(schemas)[0]!) } };
  const operation = { operationId: "get", responses: { 200: { description: "", content } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    servers: [{ url: "https://a.test" }],
  };
  const whole = { ...document, security: [], paths: { "/a": { get: operation } }, components: { schemas } };
  return renderForeign(write({ "a.json": JSON.stringify(whole, null, 1) }));
}

describe("A schema that leads back to itself", () => {
  it("through lists has a type of its own", async () => {
    const list = (place: string): object => ({ type: "array", items: to(place) });
    const { files, notes } = await render({
      Tree: { oneOf: [{ type: "string" }, list("Twig")] },
      Twig: {
        anyOf: [{ type: "number" }, list("Tree"), { type: "object", additionalProperties: to("Twig") }],
      },
      Pair: { type: "array", prefixItems: [{ type: "string" }, to("Pair")], minItems: 2, maxItems: 2 },
      Holder: {
        type: "object",
        properties: { schemas: { type: "object", properties: { Tree: to("Tree"), Pair: to("Pair") } } },
      },
    });
    expect(notes).toEqual([]);
    const program = `
      import { B2BClient, type Holder, type Tree } from "./index.js";
      export const got: Promise<Tree> = new B2BClient().get();
      export const tree: Holder = { schemas: { Tree: [1, ["a", [{ b: ["c"] }]]] } };
      // @ts-expect-error: a tree has no booleans, at any depth
      export const wrong: Holder = { schemas: { Tree: [1, ["a", [{ b: [true] }]]] } };`;
    expect(compileTypes(files, program)).toEqual([]);
  });

  it("through the children that it is one of is a choice of these, each with all that it is besides", async () => {
    const { files, notes } = await render({
      Zoo: { type: "object", properties: { star: { allOf: [to("Pet")] }, cat: to("Cat"), lion: to("Lion") } },
      Pet: {
        type: "object",
        description: "A pet.",
        required: ["kind"],
        properties: { kind: { type: "string" }, name: { type: "string" } },
        oneOf: [to("Cat"), to("Dog")],
        discriminator: { propertyName: "kind", mapping: { dog: "Dog", cat: "Cat" } },
      },
      Cat: {
        allOf: [to("Pet"), { type: "object", properties: { lives: { type: "integer" } } }],
        anyOf: [to("Lion"), to("Tiger")],
      },
      Dog: { ...to("Pet"), properties: { friend: to("Pet"), barks: { type: "boolean" } } },
      Lion: { allOf: [{ type: "object", properties: { mane: { type: "boolean" } } }, to("Cat")] },
      Tiger: { allOf: [to("Cat")] },
      Boat: { anyOf: [to("Yacht"), to("Raft")] },
      Ship: { allOf: [to("Boat"), { type: "object", properties: { sails: { type: "integer" } } }] },
      Yacht: { allOf: [to("Ship"), { type: "object", properties: { pool: { type: "boolean" } } }] },
      Raft: { type: "object", properties: { logs: { type: "integer" } } },
      PetBase: { type: "string" },
    });
    expect(notes).toEqual([
      "The schema Pet_base is called PetBase2.",
      "The schema Cat_base is called CatBase.",
      "The schema Boat_base is called BoatBase.",
    ]);
    const program = `
      import { B2BClient, type Boat, type Pet, type PetBase2, type Zoo } from "./index.js";
      export const got: Promise<Zoo> = new B2BClient().get();
      export const pets: Pet[] = [{ kind: "dog", name: "a", friend: { kind: "cat", lives: 9 } }, { kind: "cat", mane: true }];
      export const zoo: Zoo = { star: { kind: "dog" }, cat: { kind: "cat", lives: 1 }, lion: { kind: "cat", mane: true, lives: 1, name: "b" } };
      export const base: PetBase2 = { kind: "any", name: "c" };
      export const boats: Boat[] = [{ sails: 1, pool: true }, { logs: 9 }];
      export const tell: (pet: Pet) => boolean | undefined = (pet) => (pet.kind === "dog" ? pet.barks : undefined);
      // @ts-expect-error: it is one of the two
      export const wrong: Pet = { kind: "cow" };
      // @ts-expect-error: a dog has no lives
      export const other: Pet = { kind: "dog", lives: 1 };`;
    expect(compileTypes(files, program)).toEqual([]);
  });

  it("through children gets a name for what it is besides that no other has, and is the whole to what no choice of it is", () => {
    const text = { type: "string" };
    const left = {
      Pet_base: text,
      Pet_base2: text,
      Owned: { allOf: [to("Pet"), text] },
      Free: { oneOf: [to("Cat")] },
    };
    const told = { discriminator: { propertyName: "kind" } };
    const document = documentOf({
      Pet: { description: "A pet.", title: "A", oneOf: [to("Cat"), text], anyOf: [text], ...told },
      Cat: { allOf: [to("Pet")] },
      Boat: { anyOf: [to("Raft")] },
      Raft: { ...to("Boat"), properties: {} },
      ...structuredClone(left),
    });
    splitParents(document);
    expect(document.components.schemas).toStrictEqual({
      Pet: { description: "A pet.", allOf: [to("Pet_base3")], oneOf: [to("Cat"), text], ...told },
      Cat: { allOf: [to("Pet_base3")] },
      Pet_base3: { description: "A pet.", title: "A", anyOf: [text] },
      Boat: { allOf: [to("Boat_base")], anyOf: [to("Raft")] },
      Raft: { ...to("Boat_base"), properties: {} },
      Boat_base: {},
      ...left,
    });
  });

  it("through its parts requires no more than it says", () => {
    const document = documentOf({ Loop: { required: ["a"], allOf: [to("Loop")], oneOf: [] } });
    expect(listRequired(document, to("Loop") as { $ref: string })).toEqual(["a"]);
  });

  it("through nothing else than its parts is refused", async () => {
    const refused = render({
      Pet: { type: "object", properties: { name: { type: "string" } }, allOf: [to("Cat")] },
      Cat: { allOf: [to("Pet"), { type: "object", properties: { lives: { type: "integer" } } }] },
      Zoo: { allOf: [to("Pet")] },
    });
    await expect(refused).rejects.toThrow(
      /^The client cannot express a schema that consists of itself: …\. \(2\)\n {2}.*:\d+ schemas Pet \(Pet\)\n {2}.*:\d+ schemas Cat \(Cat\)$/,
    );
  });
});

describe("A reference into a schema", () => {
  it("leads to a component that is made of the part, unless that has a type or is no part", () => {
    const text = { type: "string" };
    const taken = { Many_oneOf_0: text, Many_oneOf_02: text };
    const place = "#/components/schemas/Many/oneOf/0";
    const file = `b.yaml${place}`;
    const left = (): unknown[] => [
      to("Many/oneOf/1/b"),
      to("Own/properties/a"),
      { $ref: "#/x-%23/components/schemas/Many/b" },
      { $ref: { type: "string" }, title: place, mapping: { mapping: { a: place } } },
      null,
    ];
    const discriminator = (target: string): object => ({
      discriminator: { mapping: { a: target, b: file, c: 7 } },
    });
    const document = documentOf(
      {
        Many: { oneOf: [{ items: { not: text } }, to("Own")], properties: { a: text } },
        Own: { properties: { a: text } },
        ...taken,
      },
      {
        "x-refs": [
          to("Many/oneOf/0"),
          to("Many/oneOf/0/items"),
          to("Many/properties/a"),
          discriminator(place),
          ...left(),
        ],
        "x-#": { components: { schemas: { Many: { b: text } } } },
      },
    );
    hoistRefs(document);
    expect(document).toEqual({
      components: {
        schemas: {
          Many: { oneOf: [to("Many_oneOf_03"), to("Own")], properties: { a: to("Many_properties_a") } },
          Own: { properties: { a: text } },
          ...taken,
          Many_oneOf_03: { items: to("Many_oneOf_0_items") },
          Many_oneOf_0_items: { not: text },
          Many_properties_a: text,
        },
      },
      "x-refs": [
        to("Many_oneOf_03"),
        to("Many_oneOf_0_items"),
        to("Many_properties_a"),
        discriminator("#/components/schemas/Many_oneOf_03"),
        ...left(),
      ],
      "x-#": { components: { schemas: { Many: { b: text } } } },
    });
  });

  it("is followed to parts that no type has", async () => {
    const { files, notes } = await render({
      Used: {
        type: "object",
        properties: {
          part: to("Many/oneOf/0"),
          item: to("Many/oneOf/1/properties/list/items"),
          value: to("Map/additionalProperties"),
          plain: to("Many/oneOf/1/properties/list"),
          own: to("Own/properties/a/properties/b"),
          inner: to("Own/$defs/Inner"),
        },
      },
      Many: {
        oneOf: [
          { type: "string" },
          {
            type: "object",
            properties: {
              list: { type: "array", items: { type: "object", properties: { up: to("Many/oneOf/1") } } },
            },
          },
        ],
      },
      Map: { type: "object", additionalProperties: { type: "number" } },
      MapAdditionalProperties: { type: "string" },
      Own: {
        type: "object",
        properties: { a: { type: "object", properties: { b: { type: "boolean" } } } },
        $defs: { Inner: { type: "string" } },
      },
    });
    expect(notes).toContain("The schema Map_additionalProperties is called MapAdditionalProperties2.");
    const program = `
      import { B2BClient, type Own, type Used } from "./index.js";
      export const own: Own = { a: { b: true } };
      export const got: Promise<Used> = new B2BClient().get();
      export const used: Used = { part: "a", item: { up: { list: [{ up: {} }] } }, value: 1, plain: [{}], own: true, inner: "b" };`;
    expect(compileTypes(files, program)).toEqual([]);
  });
});

it("A schema that is called as a type of the language gets another name", async () => {
  const names = [...utilityTypes];
  const schemas = Object.fromEntries(
    names.map((name) => [name, { type: "object", properties: { a: to(name) } }]),
  );
  const { files, notes } = await render(schemas);
  expect(notes).toEqual(names.map((name) => `The schema ${name} is called ${name}Schema.`));
  const program = `
    import { B2BClient, type ${names.map((name) => `${name}Schema`).join(", type ")} } from "./index.js";
    export const got: Promise<${names[0]}Schema> = new B2BClient().get();
    export const all: [${names.map((name) => `${name}Schema`).join(", ")}] = [${names.map(() => "{ a: {} }").join(", ")}];`;
  expect(compileTypes(files, program)).toEqual([]);
});
