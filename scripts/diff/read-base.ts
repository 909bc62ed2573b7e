import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { OpenApiDocument } from "../description/document.js";
import { displayPath } from "../description/spec-error.js";

/** What is compared with. */
export interface Base {
  /** As people call it. */
  name: string;
  document: OpenApiDocument;
  /** Of package.json there, or of the document where it has none. */
  version: string;
}

/** What somebody named cannot be compared with. Its message is a sentence. */
export class BaseError extends Error {}

/** Reads the bundle of a commit or of a file. */
export async function readBase(name = findDefault()): Promise<Base> {
  if (existsSync(name)) return readFile(name);
  if (git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`) === undefined)
    throw new BaseError(`${name} is neither a file nor a commit.`);
  const bundle = git("show", `${name}:generated/openapi.json`);
  if (bundle === undefined) throw new BaseError(`${name} has no generated/openapi.json.`);
  const { version } = JSON.parse(git("show", `${name}:package.json`) ?? "{}") as { version?: string };
  const document = JSON.parse(bundle) as OpenApiDocument;
  return { name, document, version: version ?? document.info.version };
}

function findDefault(): string {
  const tag = git("describe", "--tags", "--abbrev=0");
  if (tag !== undefined) return tag;
  if (git("rev-parse", "--verify", "--quiet", "origin/main") !== undefined) return "origin/main";
  throw new BaseError("There is no tag and no origin/main: say with --base what to compare with.");
}

async function readFile(name: string): Promise<Base> {
  try {
    // Most are bundles, and a bundle is taken as it is.
    const document = name.endsWith(".json")
      ? (JSON.parse(readFileSync(name, "utf8")) as OpenApiDocument)
      : await readSource(name);
    if (!/^3\.[01]\./.test(String((document as { openapi?: unknown }).openapi))) throw new Error();
    return { name, document, version: document.info.version };
  } catch {
    throw new BaseError(`${displayPath(name)} is no OpenAPI 3.0 or 3.1 document.`);
  }
}

async function readSource(name: string): Promise<OpenApiDocument> {
  // Loaded late, so that a commit that there is not is refused at once.
  const { readForeign } = await import("../description/read-foreign.js");
  const { revealData } = await import("../description/hide-data.js");
  return revealData(await readForeign(name));
}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  return status === 0 ? stdout.trim() : undefined;
}
