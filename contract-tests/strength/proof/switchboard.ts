import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { SchemaValidateFunction } from "ajv";
import { addOpenApiFormats } from "../../../scripts/description/formats.js";
import { deref, type JsonSchema, type OpenApiDocument } from "../../../scripts/description/document.js";
import { mapValues, ofNames, ofOne, ofParts } from "../../../scripts/description/map-schemas.js";

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
  /** The schemas that stand in each. */
  const parts = new Map<Node, Set<Node>>();
  const reached = new Map<Node, ReadonlySet<unknown>>();
  /** The schemas by which an object or a list is valid while none that they lead to is exchanged. */
  const valid = new WeakMap<object, Set<Node>>();
  let exchanged: ReadonlyMap<object, Node> = new Map();

  const validate: SchemaValidateFunction = (index: number, data: unknown, _parent, context) => {
    const schema = nodes[index]!;
    const isKept = typeof data === "object" && data !== null && !leadsToExchanged(schema);
    if (isKept && valid.get(data)?.has(schema) === true) return true;
    const validator = validatorOf(schema);
    if (validator(data, context)) {
      if (isKept) valid.set(data, (valid.get(data) ?? new Set<Node>()).add(schema));
      return true;
    }
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

  function leadsToExchanged(schema: Node): boolean {
    const all = reached.get(schema) ?? listReached(schema);
    reached.set(schema, all);
    for (const each of exchanged.keys()) if (all.has(each)) return true;
    return false;
  }

  /** The schemas that one leads to, itself among them. */
  function listReached(schema: Node): ReadonlySet<unknown> {
    const all = new Set([schema]);
    for (const each of all) {
      if (!parts.has(each)) flatten(each);
      for (const part of parts.get(each)!) all.add(part);
    }
    return all;
  }

  function flatten(schema: Node): Node {
    const own = new Set<Node>();
    parts.set(schema, own);
    if (typeof schema === "boolean") return schema;
    const refer = (part: Node): Node => {
      own.add(part);
      return { node: numberOf(part) };
    };
    const stand = (part: unknown): Node => (typeof part === "boolean" ? part : refer(part as Node));
    return Object.fromEntries(
      Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
        if (annotations.has(key)) return [];
        if (key === "$ref") return Object.entries(refer(deref(document, schema)));
        if (ofNames.includes(key) || ofParts.includes(key)) return [[key, mapValues(value, stand)]];
        return [[key, ofOne.includes(key) ? stand(value) : value]];
      }),
    );
  }

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
