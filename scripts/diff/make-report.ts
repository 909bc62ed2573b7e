import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "../description/document.js";
import { parsePointer } from "../description/json-pointer.js";
import { createLocator } from "../description/locate.js";
import { compare } from "./compare.js";
import type { Bump } from "./find-changes.js";
import type { Base } from "./read-base.js";
import type { Claim, Line, Report } from "./report.js";
import { isAtLeast, nextVersion } from "./versions.js";

const order: readonly Bump[] = ["major", "minor", "patch"];

/** Compares a bundle, and what it was bundled from, with a base. */
export async function makeReport(base: Base, revision: OpenApiDocument, root: string): Promise<Report> {
  const locate = createLocator(root);
  const changes: Line[] = [];
  for (const { pointer, isGone, path: _, ...verdict } of await compare(base.document, revision)) {
    const keys = parsePointer(pointer);
    // What is gone stood in what is left; in a list, another may stand there now.
    changes.push({ ...verdict, pointer, ...(await locate(isGone ? keys.slice(0, -1) : keys, !isGone)) });
  }
  const rank = ({ bump: own }: Line): number => order.indexOf(own);
  changes.sort((one, other) => rank(one) - rank(other));
  const bump = changes[0]?.bump;
  const claim = (name: string, before: string, version: string, file: string, line: number): Claim => {
    const needed = bump === undefined ? before : nextVersion(before, bump);
    return { name, base: before, version, needed, isEnough: isAtLeast(version, needed), file, line };
  };
  const manifest = readFileSync("package.json", "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const line = manifest.split("\n").findIndex((each) => each.includes('"version":')) + 1;
  const info = await locate(["info", "version"]);
  return {
    base: base.name,
    bump,
    claims: [
      claim("info.version", base.document.info.version, revision.info.version, info.file, info.line),
      claim("package.json", base.version, version, "package.json", line),
    ],
    changes,
  };
}
