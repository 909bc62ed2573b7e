import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import SwaggerParser from "@apidevtools/swagger-parser";
import { BaseResolver, type Document } from "@redocly/openapi-core";
import { compileSchemas, SchemaError } from "./compile-schemas.js";
import type { OpenApiDocument } from "./document.js";
import { hideData, revealData } from "./hide-data.js";
import { parsePointer } from "./json-pointer.js";
import { locate } from "./locate.js";
import { leadsToSchema, listMappings, listRefs, resolveRef } from "./references.js";
import { SpecError } from "./spec-error.js";

/**
 * Bundles the source files into one document, validates it and compiles each of its schemas. Throws a SpecError for
 * what the linter does not see: a schema that Ajv cannot compile, a component that is not registered in the root.
 */
export async function bundleSource(root: string): Promise<OpenApiDocument> {
  const hidden = await bundleHidden(root);
  const refuse = async (pointer: string[], message: string): Promise<never> => {
    throw new SpecError([{ ...(await locate(root, pointer)), message }]);
  };
  const refs = listRefs(hidden);
  const stray = refs.find(({ $ref }) => !/^#\/components\/\w+\/[\w.-]+$/.test($ref));
  if (stray !== undefined)
    await refuse(stray.pointer, `${stray.$ref} stands for a component that openapi.yaml does not register.`);
  const unknown = listMappings(hidden).find(({ target }) => !leadsToSchema(hidden, target));
  if (unknown !== undefined)
    await refuse(
      unknown.pointer,
      `${unknown.target} stands for a schema that openapi.yaml does not register.`,
    );
  const document = revealData(hidden);
  try {
    compileSchemas(document);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    await refuse(error.pointer, `${error.message} (ajv)`);
  }
  return document;
}

const scheme = "source://";

/** The bundle, validated, in which data is still hidden. */
async function bundleHidden(root: string): Promise<OpenApiDocument> {
  const resolver = new BaseResolver();
  const read = async (path: string): Promise<object> => {
    // It throws its errors.
    const { parsed } = (await resolver.resolveDocument(null, path)) as Document<object>;
    return hideData(parsed);
  };
  const rootPath = resolve(root);
  const whole = await read(rootPath);
  const names = nameFiles(rootPath, whole);
  const followMappings = (path: string, parsed: object): object => {
    // The parser leaves them as they are.
    for (const { mapping, value, target } of listMappings(parsed)) {
      const name = target.startsWith("#") ? undefined : names.get(resolveRef(path, target).path);
      if (name !== undefined) mapping[value] = `#/components/schemas/${name}`;
    }
    return parsed;
  };
  const source = {
    order: 1,
    canRead: ({ url }: { url: string }) => url.startsWith(scheme),
    read: async ({ url }: { url: string }) => {
      const path = fileURLToPath(`file://${url.slice(scheme.length)}`);
      return followMappings(path, await read(path));
    },
  };

  // The parser takes a path for a URL: a `#` in it would end it.
  const url = `${scheme}${pathToFileURL(rootPath).pathname}`;
  const options = { resolve: { source } } as never;
  try {
    const document = await SwaggerParser.bundle(url, followMappings(rootPath, whole) as never, options);
    // `validate` replaces every $ref of the object that it is given.
    await SwaggerParser.validate(url, structuredClone(document) as never, {});
    return document as unknown as OpenApiDocument;
  } catch (error) {
    const { details } = error as { details?: { instancePath: string; message: string }[] };
    if (details === undefined) throw error;
    // The first is what the others follow from.
    const { instancePath, message } = details[0]!;
    throw new SpecError([{ ...(await locate(root, parsePointer(instancePath))), message }]);
  }
}

/** The name of the schema that each file is registered as. */
function nameFiles(root: string, { components }: Partial<OpenApiDocument>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(components?.schemas ?? {}).map(([name, { $ref }]) => [
      resolveRef(root, String($ref)).path,
      name,
    ]),
  );
}
