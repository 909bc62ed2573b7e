import { resolve } from "node:path";
import SwaggerParser from "@apidevtools/swagger-parser";
import {
  BaseResolver,
  bundle,
  createConfig,
  type Config,
  type Document,
  type Source,
} from "@redocly/openapi-core";
import type { OpenApiDocument } from "./document.js";
import { hideData } from "./hide-data.js";
import { parsePointer } from "./json-pointer.js";
import { createLocator } from "./locate.js";
import { describeProblems } from "./lint.js";
import { displayPath, SpecError, type Problem } from "./spec-error.js";

// Its own type of a configuration takes the compiler two seconds.
const createRules = createConfig as unknown as (rules: object) => Promise<Config>;

/**
 * Bundles the files of somebody else's document. What stands in another file becomes a component, called after it.
 * Data is still hidden. Throws a SpecError for a reference to nowhere.
 */
export async function readForeign(root: string): Promise<OpenApiDocument> {
  const config = await createRules({ resolve: { doNotResolveExamples: true } });
  const externalRefResolver = new HidingResolver();
  const { bundle: document, problems } = await bundle({ ref: resolve(root), config, externalRefResolver });
  // It warns of names that it has made differ.
  const faults = problems.filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new SpecError(describeProblems(faults));
  const parsed = document.parsed as OpenApiDocument & { openapi?: unknown };
  if (!/^3\.[01]\./.test(String(parsed.openapi))) throw new Error("This is no OpenAPI 3.0 or 3.1 document.");
  return parsed;
}

class HidingResolver extends BaseResolver {
  override parseDocument(source: Source, isRoot?: boolean): Document<unknown> {
    try {
      const document = super.parseDocument(source, isRoot);
      return { ...document, parsed: hideData(document.parsed) };
    } catch (error) {
      throw toProblem(source, error as Error);
    }
  }
}

/** The parser says at the end of its message where it stopped. */
function toProblem(source: Source, { message }: Error): SpecError {
  const [, reason, line] = /^(.*?)(?: in "[^"]*")?(?: \((\d+):\d+\))?$/m.exec(message)!;
  const file = displayPath(source.absoluteRef);
  return new SpecError([{ file, line: Number(line ?? 1), message: `Failed to parse: ${reason}.` }]);
}

interface Violation {
  instancePath: string;
  message: string;
}

/** The first thing that OpenAPI forbids, from which others can follow. */
export async function findViolation(root: string, document: object): Promise<Problem | undefined> {
  try {
    // It replaces every $ref of the object that it is given.
    await SwaggerParser.validate(structuredClone(document) as never);
    return undefined;
  } catch (error) {
    const { details, message: reason } = error as Error & { details?: Violation[] };
    // Names are settled, and told then.
    if (reason.includes("unique `operationId`")) return undefined;
    const { instancePath, message } = details?.[0] ?? { instancePath: "", message: reason.split("\n")[0]! };
    const place = await createLocator(root)(parsePointer(instancePath));
    return { ...place, message: `OpenAPI forbids this: ${instancePath} ${message}.` };
  }
}
