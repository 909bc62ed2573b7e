// What tells the schemas of a choice apart is typed as the API has it, whatever the schemas are called.
import { describe, expect, it } from "vitest";
import { completeMappings } from "../../scripts/description/complete-mappings.js";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { listMappings } from "../../scripts/description/references.js";
import { settleNames } from "../../scripts/description/settle-names.js";
import { expressDiscriminators } from "../../scripts/render/express-discriminators.js";
import { compileTypes, object, renderSchemas, text, to } from "./foreign-files.js";

const kind = object({ kind: text });
const choice = (names: string[], discriminator: object = {}): object => ({
  oneOf: names.map(to),
  discriminator: { propertyName: "kind", ...discriminator },
});

const documentOf = (schemas: object): OpenApiDocument => ({ paths: {}, components: { schemas } }) as never;

describe("What a discriminator maps to", () => {
  const told = { discriminator: { propertyName: "kind" } };
  const mapping = (...names: string[]): object => ({
    discriminator: {
      propertyName: "kind",
      mapping: Object.fromEntries(names.map((name) => [name, `#/components/schemas/${name}`])),
    },
  });

  it("is every heir of its schema, unless it says which", () => {
    const heirs = { Cat: { allOf: [to("Pet")] }, Dog: { ...to("Pet"), properties: {} }, Alias: to("Pet") };
    const whole = documentOf({ Pet: object({ in: { ...kind, ...told } }, told), ...heirs });
    completeMappings(whole);
    expect(whole.components.schemas["Pet"]).toEqual(
      object({ in: { ...kind, ...mapping() } }, mapping("Cat", "Dog")),
    );
    const part = documentOf({ Pet: object({}, mapping("Cat")), ...heirs });
    completeMappings(part);
    expect(part.components.schemas["Pet"]).toEqual(object({}, mapping("Cat")));
  });

  it("is every part of its choice that has a name", () => {
    const old = { oneOf: [to("Cat")], discriminator: "kind" };
    const document = documentOf({
      Pet: { oneOf: [kind, to("Cat"), null], ...told },
      Cat: kind,
      Old: { ...old },
    });
    completeMappings(document);
    expect(document.components.schemas["Old"]).toEqual(old);
    expect(document.components.schemas["Pet"]).toEqual({ oneOf: [kind, to("Cat"), null], ...mapping("Cat") });
  });

  it("is dropped where it is nowhere", () => {
    const document = documentOf({
      Pet: { oneOf: [kind], discriminator: { propertyName: "kind", mapping: { a: "Nobody" } } },
    });
    expect(settleNames(document, () => false)).toEqual([]);
    expect(document.components.schemas).toEqual({ Pet: { oneOf: [kind] } });
  });

  it("is text, and nothing else", () => {
    const holder = { discriminator: { mapping: { a: 7, b: "Cat" } } };
    expect(listMappings({ holder })).toEqual([
      {
        holder,
        mapping: holder.discriminator.mapping,
        value: "b",
        target: "Cat",
        pointer: ["holder", "discriminator", "mapping", "b"],
      },
    ]);
  });

  it("says its own value, besides what it is a choice of", () => {
    const parts = { oneOf: [to("Lion")] };
    const { components } = expressDiscriminators(
      documentOf({ Pet: choice(["Cat", "Dog"]), Cat: parts, Dog: { ...parts, properties: {} }, Lion: kind }),
    );
    expect(components.schemas).toMatchObject({
      Dog: { ...parts, required: ["kind"], properties: { kind: { enum: ["Dog"] } } },
    });
    expect(components.schemas["Cat"]).toEqual(parts);
  });
});

describe("What a schema says of itself", () => {
  const mapping = { a: "Cat", b: "Cat", 1: "Cat" };
  const all = { required: ["kind"], properties: { kind: { enum: ["1", "a", "b"] } } };
  const either = (...values: unknown[]): object => object({ kind: { enum: values } });
  const told = (...values: unknown[]): object => ({ ...either(...values), required: ["kind"] });
  const integer = object({ kind: { type: "integer" } });
  const titled = object({ kind: { title: "A" } });
  const name = object({ name: text });

  it.for<[what: string, schema: object, expressed: object]>([
    ["is each value, where it says nothing of it", { type: "object" }, { type: "object", ...all }],
    ["is each value, besides its parts", { allOf: [name] }, { allOf: [name], ...all }],
    [
      "is one value, in the place of a constant",
      object({ kind: { const: "a", title: "A" } }),
      object({ kind: { title: "A", enum: ["a"] } }, { required: ["kind"] }),
    ],
    ["is no value that is not mapped", either("b", "c", 1), told("b", 1)],
    [
      "is no value that one of its parts excludes",
      { ...either("a", "b"), allOf: [either("b", "c"), either("b", "a", 1), either(1, "b")] },
      { ...told("b"), allOf: [either("b", "c"), either("b", "a", 1), either(1, "b")] },
    ],
    ["is nothing where no value is text", { allOf: [titled, integer] }, { allOf: [titled, integer] }],
    ["is nothing where it is not an object", text, text],
    [
      "is each value, besides what it is any of and its parts",
      { anyOf: [name], allOf: [titled] },
      { anyOf: [name], allOf: [titled], ...all },
    ],
    ["is left to what it is any of", { anyOf: [name, titled] }, { anyOf: [name, titled] }],
  ])("%s", ([, schema, expressed]) => {
    const { components } = expressDiscriminators(
      documentOf({ Pet: choice(["Cat"], { mapping }), Cat: schema }),
    );
    expect(components.schemas["Cat"]).toEqual(expressed);
  });

  it("is of each property what that alone is mapped by", () => {
    const { components } = expressDiscriminators(
      documentOf({
        Pet: choice(["Cat"]),
        Thing: { oneOf: [to("Cat")], discriminator: { propertyName: "sort", mapping: { living: "Cat" } } },
        Cat: name,
      }),
    );
    expect(components.schemas["Cat"]).toEqual(
      object(
        { name: text, kind: { enum: ["Cat"] }, sort: { enum: ["living"] } },
        { required: ["kind", "sort"] },
      ),
    );
  });

  it("is nothing where what is mapped is no component", () => {
    const lost = {
      nowhere: "#/components/schemas/Nobody",
      within: "#/components/schemas/Cat/properties/name",
    };
    const { components } = expressDiscriminators(
      documentOf({ Pet: choice([], { mapping: lost }), Cat: name }),
    );
    expect(components.schemas).toEqual({ Pet: choice([], { mapping: lost }), Cat: name });
  });
});

describe("The values of a discriminator", () => {
  it("are those that it maps, by bare names too", async () => {
    const { files } = await renderSchemas({
      Pet: choice(["Cat", "Dog"], { mapping: { tom: "Cat", kitty: "#/components/schemas/Cat", rex: "Dog" } }),
      Cat: object({ kind: text, lives: { type: "integer" } }),
      Dog: { allOf: [kind, object({ barks: { type: "boolean" } })] },
    });
    const program = `
      import { B2BClient, type Cat, type Pet } from "./index.js";
      const cat: Cat = { kind: "kitty", lives: 9 };
      export const put: Promise<Pet> = new B2BClient().put({ body: cat });
      export const tell: (pet: Pet) => number | boolean | undefined = (pet) => (pet.kind === "rex" ? pet.barks : pet.lives);
      // @ts-expect-error: it is mapped
      export const wrong: Pet = { kind: "Cat" };`;
    expect(compileTypes(files, program)).toEqual([]);
  });

  it("are the names of the schemas as the document has them, where it maps none", async () => {
    const { files, notes } = await renderSchemas({
      pet: choice(["black_cat", "dog"]),
      black_cat: kind,
      dog: kind,
      animal: object({ kind: text }, { discriminator: { propertyName: "kind" } }),
      land_animal: { allOf: [to("animal")] },
      wild_horse: { allOf: [to("land_animal"), object({ a: text })] },
    });
    expect(notes).toContain("The schema black_cat is called BlackCat.");
    const program = `
      import { B2BClient, type LandAnimal, type WildHorse } from "./index.js";
      export const put = new B2BClient().put({ body: { kind: "black_cat" } });
      export const animals: [WildHorse, LandAnimal, LandAnimal] = [{ kind: "wild_horse" }, { kind: "wild_horse" }, { kind: "land_animal" }];
      // @ts-expect-error: so it is called here alone
      export const wrong = new B2BClient().put({ body: { kind: "BlackCat" } });
      // @ts-expect-error: one of the two that this is
      export const other: LandAnimal = { kind: "animal" };`;
    expect(compileTypes(files, program)).toEqual([]);
    const { components } = JSON.parse(files["openapi.json"]!) as OpenApiDocument;
    expect(components.schemas["Pet"]!["discriminator"]).toEqual({
      propertyName: "kind",
      mapping: { black_cat: "#/components/schemas/BlackCat", dog: "#/components/schemas/Dog" },
    });
  });

  it("are what the schemas say themselves, where they say it", async () => {
    const { files } = await renderSchemas({
      Pet: { ...choice(["Cat", "Dog", "Fish"]), description: "Any." },
      Cat: object({ kind: { const: "cat" } }),
      Dog: object({ kind: { enum: ["dog", "wolf"] } }),
      Fish: object({ kind: { type: "integer" } }),
    });
    const program = `
      import { B2BClient, type Pet } from "./index.js";
      export const put = new B2BClient().put({ body: { kind: "cat" } });
      export const pets: Pet[] = [{ kind: "wolf" }, { kind: 1 }];
      // @ts-expect-error: none says so
      export const wrong: Pet = { kind: "Cat" };`;
    expect(compileTypes(files, program)).toEqual([]);
  });

  it("stay where a choice is a part of another schema", async () => {
    const { files } = await renderSchemas({
      Zoo: object({
        star: { description: "The star.", allOf: [to("Pet")] },
        owner: { allOf: [to("Pet"), object({ a: text })] },
      }),
      Pet: choice(["Cat", "Dog"]),
      Cat: object({ kind: text, lives: { type: "integer" } }),
      Dog: kind,
      Alias: { allOf: [to("Pet")] },
    });
    const program = `
      import { B2BClient, type Alias, type Zoo } from "./index.js";
      export const put = new B2BClient().put({ star: { kind: "Cat", lives: 9 }, owner: { kind: "Dog", a: "b" } });
      export const alias: Alias = { kind: "Cat", lives: 1 };
      export const tell: (zoo: Zoo) => number | undefined = ({ star }) => (star?.kind === "Cat" ? star.lives : undefined);`;
    expect(compileTypes(files, program)).toEqual([]);
  });
});
