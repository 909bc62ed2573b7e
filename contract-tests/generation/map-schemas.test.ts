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

  it("are followed by their parts, true and false too, where these are no more than a switch", () => {
    const schema = {
      properties: { items: of("property"), type: true },
      items: [of("first"), of("second")],
      oneOf: [of("choice")],
      additionalProperties: false,
      unevaluatedProperties: true,
      unevaluatedItems: false,
      not: false,
      default: { items: of("data") },
    };
    const other = {
      additionalProperties: of("any"),
      unevaluatedProperties: of("other"),
      unevaluatedItems: of("item"),
    };
    expect(listSchemas({ schemas: { schema, other } })).toEqual([
      schema,
      of("property"),
      true,
      of("first"),
      of("second"),
      of("choice"),
      false,
      other,
      of("any"),
      of("other"),
      of("item"),
    ]);
  });
});
