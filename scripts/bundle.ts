import SwaggerParser from "@apidevtools/swagger-parser";
import type { OpenApiDocument } from "./document.js";
import { locate } from "./locate.js";
import { compileSchemas, SchemaError } from "./schemas.js";
import { SpecError } from "./spec-error.js";

/**
 * Bundles the source files into one document, validates it and compiles each of its schemas. Throws a SpecError for
 * what the linter does not see: a schema that Ajv cannot compile, a component that is not registered in the root.
 */
export async function bundleSource(root: string): Promise<OpenApiDocument> {
  const document = (await SwaggerParser.bundle(root)) as unknown as OpenApiDocument;
  // `validate` replaces every $ref of the object that it is given.
  await SwaggerParser.validate(structuredClone(document) as never);
  const stray = findStrayRef(document, []);
  if (stray !== undefined) {
    const message = `${stray.$ref} stands for a component that openapi.yaml does not register.`;
    throw new SpecError([{ ...(await locate(root, stray.pointer)), message }]);
  }
  try {
    compileSchemas(document);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new SpecError([{ ...(await locate(root, error.pointer)), message: `${error.message} (ajv)` }]);
  }
  return document;
}

/** A reference to anything but a component: the bundler wrote it for a file that only one place registers. */
function findStrayRef(node: unknown, pointer: string[]): { $ref: string; pointer: string[] } | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string" && !/^#\/components\/\w+\/[\w.-]+$/.test(value))
      return { $ref: value, pointer };
    const found = findStrayRef(value, [...pointer, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
