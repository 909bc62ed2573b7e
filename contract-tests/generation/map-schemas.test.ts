// Every schema of a document is found, wherever it stands and whatever is called as one, and none in data.
import { describe, expect, it } from "vitest";
import { listSchemas } from "../../scripts/description/map-schemas.js";

describe("The schemas of a document", () => {
  const of = (title: string): object => ({ title });

  it("are those that a part of OpenAPI has, or that are registered, and none in data", () => {
    const data = { schema: of("data"), schemas: { a: of("data") } };
    const header = (title: string): object => ({ schema: of(title), example: data, "x-data": [data] });
    const document = {
      info: null,
      paths: {
        schema: {
          get: {
            parameters: [header("parameter")],
            responses: { schema: { headers: { schema: header("response") } } },
          },
        },
        schemas: { get: { responses: { schemas: { headers: { schemas: header("responses") } } } } },
      },
      components: {
        schemas: { schema: of("one"), schemas: of("other") },
        examples: { schema: { value: data } },
      },
    };
    expect(listSchemas(document)).toEqual(["parameter", "response", "responses", "one", "other"].map(of));
  });

  it("are followed by all that their keywords hold", () => {
    const names = "properties patternProperties dependentSchemas $defs".split(" ");
    const lists = "allOf anyOf oneOf prefixItems".split(" ");
    const others = (
      "items contains additionalProperties propertyNames unevaluatedItems unevaluatedProperties contentSchema " +
      "not if then else"
    ).split(" ");
    const schema = Object.fromEntries([
      ...names.map((keyword) => [keyword, { a: of(keyword) }]),
      ...lists.map((keyword) => [keyword, [of(keyword)]]),
      ...others.map((keyword) => [keyword, of(keyword)]),
    ]);
    expect(listSchemas({ schema })).toEqual([schema, ...[...names, ...lists, ...others].map(of)]);
  });

  it("are followed by their parts, by true and false too, and by no data", () => {
    const schema = {
      properties: { items: of("property"), type: true },
      items: [of("first"), of("second")],
      additionalProperties: false,
      description: null,
      enum: ["a"],
      default: { items: of("data") },
    };
    expect(listSchemas({ schema })).toEqual([schema, of("property"), true, of("first"), of("second"), false]);
  });
});
