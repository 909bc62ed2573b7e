import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { readFlags } from "./command/read-flags.js";
import type { OpenApiDocument } from "./description/document.js";

readFlags(
  `Usage: npm run docs

Writes api-reference/index.html: the operations and schemas of generated/openapi.json, with the client's calls, and
requests that go to \`npm run mock\`. The page needs nothing but the script beside it, Scalar's, which the first run
fetches from npm. Exit code 1 when npm cannot.

  --help   show this text`,
  [],
);
process.chdir(dirname(import.meta.dirname));

const folder = "api-reference";
const report = "../contract-report/index.html";

// Loaded late, so that --help and a wrong flag answer at once.
const { fetchScalar } = await import("./api-reference/fetch-scalar.js");
const { renderPage } = await import("./api-reference/render-page.js");
const { writeAll } = await import("./command/generated-files.js");
try {
  const script = fetchScalar(folder);
  const document = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as OpenApiDocument;
  console.log(writeAll({ "index.html": await renderPage(document, script, report) }, folder));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
