import { dirname, relative, resolve } from "node:path";
import { readFlags } from "./command/read-flags.js";
import { showProgress } from "./command/progress.js";

const { document: given, deviations = "openapi/deviations.yaml" } = readFlags(
  `Usage: npm run upstream -- FILE|URL [--deviations FILE]

Compares each operation of generated/openapi.json with the one of the same method and path in somebody else's
OpenAPI 3.0 or 3.1 document, field by field, and tells the differences that are not meant. A document of more
than one file has to be a FILE. Exit code: 0 nothing new, 1 news, 2 wrong usage, 3 the document cannot be read.

  --deviations  the differences that are meant, with reasons, instead of openapi/deviations.yaml
  --help        show this text`,
  [],
  ["deviations"],
  "document",
);
const isUrl = /^https?:\/\//i.test(given);
if (isUrl && !URL.canParse(given)) {
  console.error(`${given} is no URL.`);
  process.exit(2);
}
const place = isUrl ? given : resolve(given);
const meant = resolve(deviations);
process.chdir(dirname(import.meta.dirname));

// Loaded late, so that --help and a wrong flag answer at once.
const { tellNews } = await import("./upstream/tell-news.js");
try {
  const { isNews, text } = await tellNews(place, relative("", meant), showProgress());
  console.log(text);
  process.exitCode = isNews ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 3;
}
