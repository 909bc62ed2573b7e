import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "./document.js";
import { formatPointer, parsePointer } from "./json-pointer.js";

/** A schema that cannot be compiled. Prism would leave it unchecked without a word. */
export class SchemaError extends Error {
  constructor(
    readonly pointer: string[],
    message: string,
  ) {
    super(message);
  }
}

/** Compiles every schema of a document strictly. The keys are JSON pointers, such as `#/components/schemas/Member`. */
export function compileSchemas(document: OpenApiDocument): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv, ["date-time"]);
  // The document itself counts as a schema, so that references into it resolve.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(document, "openapi.json");
  const compiled = new Map<string, ValidateFunction>();
  for (const pointer of findSchemas(document)) {
    const fragment = formatPointer(pointer);
    try {
      compiled.set(fragment, ajv.compile({ $ref: `openapi.json${encodeURI(fragment)}` }));
    } catch (error) {
      const { message } = error as Error;
      const deeper = /(.*?) at "openapi\.json(#\/[^"]*)"/.exec(message);
      throw new SchemaError(deeper ? parsePointer(deeper[2]!) : pointer, deeper?.[1] ?? message);
    }
  }
  return compiled;
}

/** Where schemas stand: the registered ones first, then those of parameters, headers and media types. */
function findSchemas(document: OpenApiDocument): string[][] {
  const registered = Object.keys(document.components.schemas).map((name) => ["components", "schemas", name]);
  const inline: string[][] = [];
  const visit = (node: unknown, pointer: string[]): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "schema") inline.push([...pointer, key]);
      else if (key !== "examples" && key !== "example" && key !== "schemas") visit(value, [...pointer, key]);
    }
  };
  visit(document, []);
  return [...registered, ...inline];
}
