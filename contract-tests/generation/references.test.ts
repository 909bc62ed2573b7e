// What a reference leads to is the same to all that follows it.
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import {
  findLoop,
  leadsToSchema,
  listRefs,
  nameOfSchema,
  resolveRef,
} from "../../scripts/description/references.js";

describe("A reference", () => {
  it("is a text, not a name", () => {
    const properties = { $ref: { $ref: "#/a" }, b: { $ref: "#/c" } };
    expect(listRefs({ properties, list: [null, { $ref: "#/d" }] })).toEqual([
      { $ref: "#/a", pointer: ["properties", "$ref"] },
      { $ref: "#/c", pointer: ["properties", "b"] },
      { $ref: "#/d", pointer: ["list", "1"] },
    ]);
  });

  it.for<[$ref: unknown, name: string | undefined]>([
    ["#/components/schemas/Cat", "Cat"],
    ["#/components/schemas/a~1b%20c", "a/b c"],
    ["#/components/schemas/Cat/properties/a", undefined],
    ["#/components/responses/Cat", undefined],
    ["b.yaml#/components/schemas/Cat", undefined],
    [{ type: "string" }, undefined],
    [undefined, undefined],
  ])("leads to a schema or to something else: %j", ([$ref, name]) => {
    expect(nameOfSchema($ref)).toBe(name);
  });

  it.for<[$ref: string, path: string, ...pointer: string[]]>([
    ["b.yaml", "/dir/b.yaml"],
    ["../b.yaml#/c~1d", "/b.yaml", "c/d"],
    ["#/c", "/dir/a.yaml", "c"],
    ["#", "/dir/a.yaml"],
  ])("leads from a file to a place: %s", ([$ref, path, ...pointer]) => {
    expect(resolveRef("/dir/a.yaml", $ref)).toEqual({
      path: $ref.startsWith("#") ? path : resolve(path),
      pointer,
    });
  });

  it("that leads back to itself is found in the first file by name", () => {
    const files = ["c", "a", "b"].map(
      (name) =>
        [
          resolve(`/${name}.yaml`),
          { x: { $ref: name === "a" ? "b.yaml#/x" : "a.yaml#/x" }, y: { $ref: "a.yaml" } },
        ] as const,
    );
    const loop = { path: resolve("/a.yaml"), pointer: ["x"] };
    expect(findLoop(new Map(files))).toEqual(loop);
    expect(findLoop(new Map(files.toReversed()))).toEqual(loop);
  });
});

it.for<[target: string, leads: boolean]>([
  ["Cat", true],
  ["#/components/schemas/Cat", true],
  ["#/components/schemas/Cat/properties/a", true],
  ["#/x-schemas/Dog", true],
  ["Dog", false],
  ["toString", false],
  ["#/components/schemas/Dog", false],
  ["b.yaml#/components/schemas/Cat", false],
])("A discriminator can map to what is a schema of the document: %s", ([target, leads]) => {
  const schemas = { Cat: { properties: { a: {} } } };
  const document = { components: { schemas }, "x-schemas": { Dog: {} } };
  expect(leadsToSchema(document as unknown as OpenApiDocument, target)).toBe(leads);
});
