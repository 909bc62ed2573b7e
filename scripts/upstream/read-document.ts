import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { blameFile } from "../description/blame-file.js";
import type { OpenApiDocument } from "../description/document.js";
import { inlineRefs } from "../description/inline-refs.js";
import { readForeign } from "../description/read-foreign.js";
import { settlePaths } from "../description/settle-paths.js";
import { displayPath } from "../description/spec-error.js";
import { upgrade } from "../description/upgrade.js";

/** Reads an OpenAPI document from a file, or a whole one from a URL, as 3.1. Rejects with what to tell. */
export async function readDocument(place: string): Promise<OpenApiDocument> {
  if (!/^https?:\/\//i.test(place)) return blameFile(place, () => readFile(place));
  const folder = await mkdtemp(join(tmpdir(), "upstream-"));
  // Its ending says how it is written.
  const file = join(folder, basename(new URL(place).pathname) || "openapi");
  try {
    await writeFile(file, await download(place));
    return await blameFile(file, () => readFile(file));
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(displayPath(file), place), { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function download(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch((error: Error) => {
    const { message } = (error.cause ?? error) as Error;
    throw new Error(`${url} cannot be fetched: ${message}`);
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  return response.text();
}

async function readFile(file: string): Promise<OpenApiDocument> {
  const document = upgrade(await readForeign(file));
  inlineRefs(document);
  settlePaths(document);
  return document;
}
