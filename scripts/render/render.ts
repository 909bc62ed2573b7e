import { blameFile } from "../description/blame-file.js";
import { lintSource } from "../description/lint.js";
import { createLocator } from "../description/locate.js";
import { checkSourceFiles } from "../description/check-source-files.js";
import { dropIgnoredHeaders } from "./drop-ignored-headers.js";
import { findInexpressible } from "./refusals.js";
import { renderClient } from "./render-client.js";
import { renderExamples } from "./render-examples.js";
import { SpecError } from "../description/spec-error.js";

/** Renders every generated file from the source files. Throws a SpecError when the description is not good. */
export async function render(root: string): Promise<Record<string, string>> {
  return blameFile(root, () => renderChecked(root));
}

async function renderChecked(root: string): Promise<Record<string, string>> {
  await checkSourceFiles(root);
  await lintSource(root);
  // Loaded late, as the types are below: a mistake in the description is told without waiting for what they bring.
  const { bundleSource } = await import("../description/bundle.js");
  const document = await bundleSource(root);
  const inexpressible = findInexpressible(document);
  if (inexpressible.length > 0) {
    const locate = createLocator(root);
    const problems = await Promise.all(
      inexpressible.map(async ({ pointer, isName, message }) => ({
        ...(await locate(pointer, isName)),
        message,
      })),
    );
    // A parameter that two operations share is seen twice.
    throw new SpecError([...new Map(problems.map((each) => [JSON.stringify(each), each])).values()]);
  }
  dropIgnoredHeaders(document);
  const { renderTypes } = await import("./render-types.js");
  const stamped = { "x-generated": "From openapi/ by `npm run generate`. Do not edit.", ...document };
  const banner = "// Generated from openapi/ by `npm run generate`. Do not edit.\n";
  return {
    "openapi.json": `${foldLists(JSON.stringify(stamped, null, 2))}\n`,
    "types.ts": banner + renderTypes(document),
    "client.ts": banner + renderClient(document),
    "examples.ts": banner + renderExamples(document),
  };
}

/** Writes each list of texts on one line, where it fits: most of a bundle's lines are these. */
export function foldLists(json: string): string {
  const text = /"(?:[^"\\\n]|\\.)*"/.source;
  return json.replaceAll(
    new RegExp(`\\[\\s+(${text}(?:,\\s+${text})*)\\s+\\]`, "g"),
    (list, items: string) => {
      const folded = `[${items.replaceAll(/,\n\s+/g, ", ")}]`;
      return folded.length > 90 ? list : folded;
    },
  );
}
