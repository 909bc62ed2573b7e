import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { format as prettify, resolveConfig } from "prettier";
import { readFlags } from "../../scripts/command/read-flags.js";
import { installPacked, npm } from "./install-packed.js";
import { startApi } from "./runtimes/api.js";
import { compare, works } from "./runtimes/expected.js";
import { NotHad, type Format, type Site } from "./runtimes/site.js";
import { runtimes, type Runtime } from "./runtimes/table.js";

const help = `Usage: npm run test:runtimes [-- --only NAME | --write | --list]

Packs the package, installs it in fresh folders and runs one program of checks in each runtime and bundle, imported and
required, against a server on this machine. The runtimes come from the npm registry, once for each lock file; Chromium is
CHROME_PATH or an installed one. Exit code 1 when a check sees something else, when nothing passes, when docs/runtimes.md
is stale, and, with CI set, when a runtime is not to be had.

  --only    only runtimes with NAME in their names
  --write   write the table of docs/runtimes.md
  --list    list the runtimes and run none
  --help    show this text`;
const { only, list, write } = readFlags(help, ["list", "write"], ["only"]);
process.chdir(dirname(dirname(import.meta.dirname)));

const chosen = runtimes.filter(({ name }) => name.toLowerCase().includes((only ?? "").toLowerCase()));
if (chosen.length === 0) refuse(`No runtime has "${only}" in its name: --list lists them.`);
if (write === true && only !== undefined) refuse("--write writes the whole table: leave out --only.");
if (list === true) {
  for (const { name, formats } of chosen) console.log(`${name}  (${formats.join(", ")})`);
  process.exit(0);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

type Word = "passed" | "failed" | "not to be had";
interface Outcome {
  runtime: Runtime;
  format: Format;
  word: Word;
  lines: string[];
}

/** Installs the runtimes outside the tree. Where npm cannot, none of them is to be had, and their rows say so. */
function installTools(): string {
  const lock = readFileSync(join(import.meta.dirname, "runtimes/package-lock.json"));
  const key = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const tools = join(tmpdir(), `stytch-b2b-members-runtimes-${key}`);
  const stamp = join(tools, "installed");
  if (existsSync(stamp)) return tools;
  console.error(`Installing the runtimes into ${tools}: 1.6 GB, about a minute.`);
  mkdirSync(tools, { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    cpSync(join(import.meta.dirname, "runtimes", name), join(tools, name));
  try {
    // Some would fetch their binaries from elsewhere; they have them in packages of their own.
    npm(["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], tools);
    writeFileSync(stamp, "");
  } catch (error) {
    rmSync(join(tools, "node_modules"), { recursive: true, force: true });
    console.error(`The runtimes cannot be installed. ${(error as Error).message}`);
  }
  return tools;
}

async function tryRuntime(runtime: Runtime, site: Site): Promise<Pick<Outcome, "word" | "lines">> {
  try {
    const lines = compare(await runtime.run(site), runtime.expected ?? works);
    return { word: lines.length === 0 ? "passed" : "failed", lines };
  } catch (error) {
    if (error instanceof NotHad) return { word: "not to be had", lines: [error.message] };
    const { message, stdout = "" } = error as Error & { stdout?: string };
    return { word: "failed", lines: `${message}\n${stdout}`.trim().split("\n").slice(0, 30) };
  }
}

async function tryAll(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const tools = installTools();
  console.error("Packing and installing the package.");
  const { project, remove } = installPacked();
  const api = await startApi();
  for (const runtime of chosen) {
    for (const format of runtime.formats) {
      const folder = join(dirname(project), `site-${outcomes.length}`);
      cpSync(project, folder, { recursive: true });
      const outcome = await tryRuntime(runtime, { folder, format, url: api.url, tools });
      outcomes.push({ runtime, format, ...outcome });
      console.log(`${outcome.word.padEnd(14)} ${format.padEnd(8)} ${runtime.name}`);
      for (const line of outcome.lines) console.log(`    ${line}`);
    }
  }
  api.close();
  remove();
  return outcomes;
}

/** The page with the table of these outcomes between its markers. */
async function render(page: string, outcomes: readonly Outcome[]): Promise<string> {
  const rows = runtimes.map((runtime) => {
    const cells = (["import", "require"] as const).map((format) => {
      const found = outcomes.find((outcome) => outcome.runtime === runtime && outcome.format === format);
      return found?.word === "passed" ? (runtime.outcome ?? "works") : (found?.word ?? "");
    });
    return `| ${[runtime.name, ...cells, runtime.remark ?? ""].join(" | ")} |`;
  });
  const table = ["| runtime | `import` | `require` | |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const [begin, end] = ["<!-- table -->", "<!-- end of table -->"];
  const text = readFileSync(page, "utf8");
  const parts = [text.split(begin)[0]!, begin, `\n\n${table}\n\n`, end, text.split(end)[1]!];
  return prettify(parts.join(""), { ...(await resolveConfig(page)), filepath: page });
}

const outcomes = await tryAll();
const count = (word: Word): number => outcomes.filter((outcome) => outcome.word === word).length;
console.log(
  `\n${count("passed")} passed, ${count("failed")} failed, ${count("not to be had")} not to be had`,
);
const isMissing = count("not to be had") > 0;
const isEmpty = count("passed") === 0;
if (count("failed") > 0 || isEmpty || (isMissing && process.env["CI"])) process.exitCode = 1;

const page = "docs/runtimes.md";
if (only === undefined) {
  const text = await render(page, outcomes);
  const isStale = readFileSync(page, "utf8") !== text;
  if (write === true) writeFileSync(page, text);
  else if (isStale && !isMissing && process.exitCode !== 1) {
    console.error(`${page} is stale: run \`npm run test:runtimes -- --write\`.`);
    process.exitCode = 1;
  }
}
