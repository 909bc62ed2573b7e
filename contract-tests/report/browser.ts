import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { openBrowser } from "../../scripts/command/open-browser.js";
import { showProgress } from "../../scripts/command/progress.js";
import { readFlags } from "../../scripts/command/read-flags.js";
import { inspectLooks } from "./inspect-looks.js";
import { inspectReference } from "./inspect-reference.js";

const { picture } = readFlags(
  `Usage: npm run test:browser [-- --picture FILE]

Opens contract-report/index.html in headless Chromium and checks that the page stands alone: no request, nothing on
the console, every table, in light and dark, on a screen 375 px wide. \`npx vitest run\` writes the page. Then it opens
api-reference/index.html, which \`npm run docs\` writes: it asks for nothing but its script, shows every operation and
schema, and what it sends is answered by the mock. The browser is CHROME_PATH or, without it, an installed Chrome or
Chromium.

  --picture   also write a picture of the top of the report into this file, a PNG
  --help      show this text`,
  [],
  ["picture"],
);
process.chdir(dirname(dirname(import.meta.dirname)));

const file = "contract-report/index.html";
const reference = "api-reference/index.html";
const captions = [
  "Coverage by criterion",
  "Answers by operation, status and example",
  "Mutants by kind",
  "Test files",
  "Slowest tests",
];
/** What is wrong with the page, a sentence each. */
async function inspect(page: Page, url: string): Promise<string[]> {
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`The console says: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`The page throws: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url) problems.push(`The page asks for ${request.url().slice(0, 200)}`);
  });
  await page.goto(url);
  const found = await page.locator("table > caption").allInnerTexts();
  for (const caption of captions) {
    if (!found.includes(caption)) problems.push(`The table "${caption}" is missing.`);
  }
  problems.push(...(await inspectLooks(page)));
  return problems;
}

function end(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!existsSync(file)) end(`There is no ${file}: \`npx vitest run\` writes it.`);
if (!existsSync(reference)) end(`There is no ${reference}: \`npm run docs\` writes it.`);
const show = showProgress();
const browser = await openBrowser().catch(({ message }: Error) => end(message));
const page = await browser.newPage();
const problems = await inspect(page, pathToFileURL(file).href);
if (picture !== undefined) await page.emulateMedia({ colorScheme: "light" });
if (picture !== undefined) await page.screenshot({ path: picture });
show(`Opening ${reference}`);
const found = await inspectReference(await browser.newPage(), pathToFileURL(reference).href);
await browser.close();
const all = [
  ...problems.map((line) => `${file}: ${line}`),
  ...found.problems.map((line) => `${reference}: ${line}`),
];
if (all.length > 0) end(all.join("\n"));
console.log(`${file} stands alone: ${captions.length} tables, light and dark, 375 px and wider.`);
console.log(`${reference} too: ${found.shown}, light and dark, 375 px and wider.`);
