// A parameter that can be more than a URL or a header holds is described as what can be written.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument, Parameter } from "../../scripts/description/document.js";
import { settleParameters } from "../../scripts/render/settle-parameters.js";

const text = { type: "string" };
const list = { type: "array", items: text };
const map = { type: "object", additionalProperties: text };
const none = { type: "null" };
const to = (schema: string): object => ({ $ref: `#/components/schemas/${schema}` });

const schemas = {
  Text: text,
  Map: map,
  Null: none,
  Either: { description: "Either.", anyOf: [text, list] },
  Loop: { anyOf: [text, list, to("Loop")] },
  Tree: { type: "object", properties: { left: to("Tree"), right: to("Tree") } },
};

/** What is said of a parameter, and its schema as it is then. */
function settle(facts: object): { notes: string[]; schema: unknown } {
  const parameter = { name: "q", in: "query", ...structuredClone(facts) } as Parameter;
  const document = { paths: { "/a": { get: { parameters: [parameter] } } }, components: { schemas } };
  return { notes: settleParameters(document as never), schema: parameter.schema };
}

const told = (request: string, name: string): string =>
  `${request} takes less in the parameter ${name} than is described: a list or an object cannot be written there.`;

describe("A parameter", () => {
  it.for<[what: string, facts: { schema?: unknown; [key: string]: unknown }]>([
    ["text", { schema: text }],
    ["a list", { schema: list }],
    ["an object", { schema: map }],
    ["a list or an object", { style: "form", schema: { anyOf: [list, map] } }],
    ["nothing said", {}],
    ["a schema that is empty", { schema: null }],
    ["anything", { schema: true }],
    ["text by a reference", { in: "header", schema: { ...to("Text"), description: "A text." } }],
    ["a list in a header", { in: "header", schema: { ...list, anyOf: [{ minItems: 1 }, { maxItems: 3 }] } }],
    ["text or a number", { in: "header", schema: { type: ["string", "number"] } }],
    ["itself or text", { schema: to("Loop") }],
    ["an object that holds itself", { style: "deepObject", schema: to("Tree") }],
    ["an object in a header", { in: "header", schema: map }],
    ["an object or null in a header", { in: "header", schema: { oneOf: [to("Map"), to("Null")] } }],
    ["an object or null in one", { in: "header", schema: { type: ["object", "null"] } }],
    ["a list of lists", { schema: { type: "array", items: list } }],
    ["a list of lists or of null", { schema: { type: "array", items: { anyOf: [list, none] } } }],
  ])("stays as it is, even to be refused: %s", ([, facts]) => {
    expect(settle(facts)).toEqual({ notes: [], schema: facts.schema });
  });

  const either = { anyOf: [text, list, map] };
  const flat: [style: string, facts: object][] = [
    ["a header", { in: "header" }],
    ["pipes", { style: "pipeDelimited" }],
    ["spaces", { style: "spaceDelimited" }],
  ];

  it.for<[what: string, facts: object, schema: object]>([
    ...flat.map(([place, facts]): [string, object, object] => [
      `text or a list in ${place}`,
      { ...facts, schema: either },
      { anyOf: [text, list] },
    ]),
    [
      "a list of a choice, or null",
      { in: "header", schema: { oneOf: [list, to("Map"), to("Null")] } },
      { oneOf: [list, to("Null")] },
    ],
    [
      "text by a list of types",
      { in: "header", schema: { type: ["string", "object", "null"], minLength: 1 } },
      { type: ["string", "null"], minLength: 1 },
    ],
    [
      "text by a part",
      { in: "header", schema: { allOf: [{ description: "A." }, either] } },
      { allOf: [{ description: "A." }, { anyOf: [text, list] }] },
    ],
    ["texts", { schema: { type: "array", items: either } }, { type: "array", items: { anyOf: [text] } }],
    [
      "two texts",
      { schema: { type: "array", prefixItems: [either, text] } },
      { type: "array", prefixItems: [{ anyOf: [text] }, text] },
    ],
    [
      "an object of texts",
      { schema: { type: "object", properties: { a: either, b: text } } },
      { type: "object", properties: { a: { anyOf: [text] }, b: text } },
    ],
    ["any texts", { schema: { additionalProperties: either } }, { additionalProperties: { anyOf: [text] } }],
    [
      "texts by a pattern",
      { schema: { patternProperties: { "^a": either } } },
      { patternProperties: { "^a": { anyOf: [text] } } },
    ],
    [
      "texts by a reference",
      { schema: { items: to("Either") } },
      { items: { description: "Either.", anyOf: [text] } },
    ],
    [
      "texts by a reference that has more to say",
      { schema: { items: { ...to("Either"), description: "Own." } } },
      { items: { description: "Own.", anyOf: [text] } },
    ],
    ["texts by what holds itself", { schema: { items: to("Loop") } }, { items: { anyOf: [text] } }],
  ])("is what is left: %s", ([, facts, schema]) => {
    expect(settle(facts)).toEqual({ notes: [told("GET /a", "q")], schema });
  });

  it("that operations share is told of each", () => {
    const shared = { name: "X-A", in: "header", schema: { anyOf: [text, map] } };
    const parameters = [{ $ref: "#/components/parameters/shared" }];
    const document = {
      paths: { "/a": { get: { parameters }, put: { parameters: [] } }, "/b": { post: { parameters } } },
      components: { schemas, parameters: { shared } },
    } as unknown as OpenApiDocument;
    expect(settleParameters(document)).toEqual([told("GET /a", "X-A"), told("POST /b", "X-A")]);
    expect(document.components.parameters).toEqual({ shared: { ...shared, schema: { anyOf: [text] } } });
  });
});
