import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonSchema, OpenApiDocument } from "./document.js";
import { addOpenApiFormats } from "./formats.js";
import { hideData } from "./hide-data.js";
import { formatPointer, getByPointer, parsePointer } from "./json-pointer.js";
import { ofNames, ofOne, ofParts } from "./map-schemas.js";

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
export function compileSchemas(bundle: OpenApiDocument): Map<string, ValidateFunction> {
  const document = hideData(bundle);
  const compile = createSchemaCompiler(document);
  const compiled = new Map<string, ValidateFunction>();
  for (const pointer of findSchemas(document)) {
    try {
      compiled.set(formatPointer(pointer), compile(pointer));
    } catch (error) {
      const message = messageOf(error);
      throw new SchemaError(findFault(document, compile, pointer, message), message);
    }
  }
  return compiled;
}

/** Compiles one schema of a document whose data is hidden. */
export function createSchemaCompiler(document: OpenApiDocument): (pointer: string[]) => ValidateFunction {
  // Optimizing a schema takes longer than what it saves on the few values that are checked by it.
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    code: { optimize: 0 },
  });
  addOpenApiFormats(ajv);
  // The document itself counts as a schema, so that references into it resolve.
  // What OpenAPI adds to JSON Schema says nothing that a value could violate.
  ajv.addVocabulary([...Object.keys(document), "discriminator", "externalDocs", "xml", "example"]);
  ajv.addSchema(document, "openapi.json");
  return (pointer) => ajv.compile({ $ref: `openapi.json${encodeURI(formatPointer(pointer))}` });
}

/** What Ajv says, without the place: it names the schema that it compiles, not the part or the other schema that is wrong. */
function messageOf(error: unknown): string {
  return (error as Error).message.replace(/ (in schema )?at (path )?"openapi\.json[^]*/, "");
}

/** Where the innermost schema stands that fails for the same reason by itself. */
function findFault(
  document: OpenApiDocument,
  compile: (pointer: string[]) => unknown,
  outer: string[],
  message: string,
): string[] {
  const isFault = (pointer: string[]): boolean => {
    try {
      compile(pointer);
      return false;
    } catch (error) {
      return messageOf(error) === message;
    }
  };
  // It grows while it is gone through.
  const faults = new Map([[formatPointer(outer), outer]]);
  for (const pointer of faults.values()) {
    const inner = listSubschemas(document, pointer).find(
      (part) => !faults.has(formatPointer(part)) && isFault(part),
    );
    if (inner !== undefined) faults.set(formatPointer(inner), inner);
  }
  return [...faults.values()].at(-1)!;
}

/** Where the schemas stand that one consists of, and the one that it refers to. */
function listSubschemas(document: OpenApiDocument, pointer: string[]): string[][] {
  const schema = Object(getByPointer(document, pointer)) as JsonSchema;
  const { $ref } = schema;
  const refs = typeof $ref === "string" ? [parsePointer($ref)] : [];
  const children = [...ofNames, ...ofParts].flatMap((keyword) =>
    Object.keys(Object(schema[keyword])).map((key) => [...pointer, keyword, key]),
  );
  const single = ofOne.filter((keyword) => keyword in schema).map((keyword) => [...pointer, keyword]);
  return [...refs, ...single, ...children];
}

/** Where schemas stand: the registered ones first, then those of parameters, headers and media types. */
export function findSchemas(document: OpenApiDocument): string[][] {
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
