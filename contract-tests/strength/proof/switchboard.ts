import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { SchemaValidateFunction } from "ajv";
import { addOpenApiFormats } from "../../../scripts/description/formats.js";
import { deref, type JsonSchema, type OpenApiDocument } from "../../../scripts/description/document.js";
import { ofNames, ofOne, ofParts } from "../../../scripts/description/map-schemas.js";

type Node = JsonSchema | boolean;

/** Validates by the schemas of a document, any of which can be exchanged for another without compiling the rest. */
export interface Switchboard {
  validatorOf: (schema: Node) => ValidateFunction;
  /** What comes of something while other schemas stand in the places of these. */
  exchange: <Result>(schemas: ReadonlyMap<object, Node>, act: () => Result) => Result;
}

/** Each schema is compiled by itself. In it, the keyword `node` stands for each part and finds it when a value comes. */
export function createSwitchboard(document: OpenApiDocument): Switchboard {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateSchema: false,
    addUsedSchema: false,
    code: { optimize: false },
  });
  addOpenApiFormats(ajv);
  const nodes: Node[] = [];
  const numbers = new Map<Node, number>();
  const compiled = new Map<Node, ValidateFunction>();
  let exchanged: ReadonlyMap<object, Node> = new Map();

  const validate: SchemaValidateFunction = (index: number, data: unknown, _parent, context) => {
    const validator = validatorOf(nodes[index]!);
    if (validator(data, context)) return true;
    validate.errors = validator.errors!;
    return false;
  };
  ajv.addKeyword({ keyword: "node", schemaType: "number", validate });

  function validatorOf(schema: Node): ValidateFunction {
    const node = exchanged.get(schema as object) ?? schema;
    const known = compiled.get(node);
    if (known !== undefined) return known;
    const validator = ajv.compile(flatten(node));
    compiled.set(node, validator);
    return validator;
  }

  function flatten(schema: Node): Node {
    if (typeof schema === "boolean") return schema;
    return Object.fromEntries(
      Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
        if (annotations.has(key)) return [];
        if (key === "$ref") return [["node", numberOf(deref(document, schema))]];
        if (ofNames.includes(key)) return [[key, mapValues(value as object)]];
        if (ofParts.includes(key)) return [[key, (value as Node[]).map(stand)]];
        return [[key, ofOne.includes(key) ? stand(value as Node) : value]];
      }),
    );
  }

  const mapValues = (parts: object): object =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, stand(part as Node)]));

  const stand = (part: Node): Node => (typeof part === "boolean" ? part : { node: numberOf(part) });

  function numberOf(node: Node): number {
    const known = numbers.get(node) ?? nodes.push(node) - 1;
    numbers.set(node, known);
    return known;
  }

  return {
    validatorOf,
    exchange: (schemas, act) => {
      exchanged = schemas;
      try {
        return act();
      } finally {
        exchanged = new Map();
      }
    },
  };
}

/** They may hold data that looks like schemas. */
const annotations = new Set([
  "example",
  "examples",
  "default",
  "description",
  "title",
  "discriminator",
  "xml",
]);
