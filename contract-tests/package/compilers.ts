import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { showProgress } from "../../scripts/command/progress.js";
import { readFlags } from "../../scripts/command/read-flags.js";
import { listSettings, refusals, resolutions, type Setting } from "./compilers/settings.js";
import { installPacked, npm } from "./install-packed.js";
import { renderTable } from "./render-table.js";

const help = `Usage: npm run test:compilers -- [--typescript VERSION] [--resolution NAME]

Packs the package, installs it in a fresh folder and compiles a program that uses all its entries: with each TypeScript of
contract-tests/package/compilers/package.json, each way to resolve modules, imported and required, with and without the
types of the DOM and of Node, strictly and without skipLibCheck. Prints how many settings of each compiled. Exit code 1
when one does not, and when one begins to that is listed as not to be had.

  --typescript  only one of them, as in --typescript 5.9
  --resolution  only node10, node16, nodenext or bundler
  --help        show this text`;
const flags = readFlags(help, [], ["typescript", "resolution"]);
process.chdir(dirname(dirname(import.meta.dirname)));

const tools = "contract-tests/package/compilers";
const { dependencies } = JSON.parse(readFileSync(join(tools, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
const versions = choose(
  "typescript",
  Object.keys(dependencies).flatMap((name) => /^typescript-(.+)$/.exec(name)?.[1] ?? []),
);
const columns = choose("resolution", resolutions);
const show = showProgress();

/** All that there is of something, or the one that the flag names. */
function choose<Name extends string>(flag: "typescript" | "resolution", all: readonly Name[]): Name[] {
  const wanted = flags[flag];
  const chosen = all.filter((name) => wanted === undefined || name === wanted);
  if (chosen.length > 0) return chosen;
  console.error(`There is no --${flag} ${wanted}: it is one of ${all.join(", ")}.`);
  process.exit(2);
}

/** Once for each lock file. */
function installCompilers(): void {
  const lock = readFileSync(join(tools, "package-lock.json"), "utf8");
  const stamp = join(tools, "node_modules/installed.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  show("Installing the compilers");
  npm(["ci", "--no-audit", "--no-fund", "--prefer-offline"], tools);
  writeFileSync(stamp, lock);
}

/** A folder that holds the package, the types of Node where they are wanted, and nothing else that could be found. */
function makeProject(packed: string, typescript: string, node: boolean): string {
  const folder = join(dirname(packed), nameProject(typescript, node));
  cpSync(packed, folder, { recursive: true });
  if (node) {
    const own = `types-node-for-${typescript}`;
    const types = join(tools, "node_modules", own in dependencies ? own : "@types/node");
    mkdirSync(join(folder, "node_modules/@types"));
    symlinkSync(realpathSync(types), join(folder, "node_modules/@types/node"), "junction");
  }
  return folder;
}

const nameProject = (typescript: string, node: boolean): string => `${typescript}${node ? "-node" : ""}`;

interface Outcome {
  setting: Setting;
  /** Did the compiler come to it? */
  begun: boolean;
  errors: string[];
}

/** Compiles all settings of a version in one process, which reads the platform's declarations once. */
async function compile(typescript: string, packed: string): Promise<Outcome[]> {
  const settings = listSettings(typescript).filter(({ resolution }) => columns.includes(resolution));
  for (const node of [true, false]) makeProject(packed, typescript, node);
  const root = dirname(packed);
  const folderOf = ({ name, node }: Setting): string => `${nameProject(typescript, node)}/${name}`;
  for (const setting of settings) {
    const folder = join(root, folderOf(setting));
    mkdirSync(folder);
    for (const [name, text] of Object.entries(setting.files)) writeFileSync(join(folder, name), text);
    const config = { compilerOptions: setting.options, files: Object.keys(setting.files) };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  }
  const tsc = join(process.cwd(), tools, "node_modules", `typescript-${typescript}`, "bin/tsc");
  // The native compiler would take every core.
  const threads = Number(typescript) >= 7 ? ["--singleThreaded", "--builders", "1"] : [];
  const output = await capture(
    [tsc, "--build", "--verbose", "--pretty", "false", ...threads].concat(settings.map(folderOf)),
    root,
  );
  const outcomes = settings.map((setting): Outcome => ({ setting, begun: false, errors: [] }));
  let current: Outcome | undefined;
  for (const line of output.replaceAll("\\", "/").split("\n")) {
    const [, begun] = /Building project '(.+)\/tsconfig\.json'/.exec(line) ?? [];
    if (begun !== undefined) {
      current = outcomes.find(({ setting }) => `/${begun}`.endsWith(`/${folderOf(setting)}`));
      current!.begun = true;
    } else if (/(^|: )error TS\d+: /.test(line)) {
      if (current === undefined) throw new Error(`TypeScript ${typescript} says: ${line}`);
      current.errors.push(line);
    }
  }
  return outcomes;
}

function capture(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject).on("close", () => resolve(output));
  });
}

/** What is wrong with an outcome, in some lines; undefined when it is as it should be. */
function findProblem({ setting: { refused }, begun, errors }: Outcome): string | undefined {
  if (!begun) return "The compiler did not come to it.";
  if (refused === undefined) return errors.length === 0 ? undefined : errors.slice(0, 3).join("\n");
  const isRefused = errors.some((line) => line.includes(`/tsconfig.json(`) && line.includes(refused.error));
  if (isRefused) return undefined;
  return [
    `It is listed as not to be had (${refused.error}: ${refused.because}), and the compiler says otherwise:`,
    "change the list in contract-tests/package/compilers/settings.ts.",
    ...errors.slice(0, 3),
  ].join("\n");
}

installCompilers();
show("Packing and installing the package");
const packed = installPacked();
const outcomes: Outcome[] = [];
const left = [...versions];
/** Two at a time: each takes a core and up to a gigabyte. */
async function work(): Promise<void> {
  for (let version = left.pop(); version !== undefined; version = left.pop()) {
    show(`Compiling with TypeScript ${version}`);
    outcomes.push(...(await compile(version, packed.project)));
  }
}
try {
  await Promise.all([work(), work()]);
} finally {
  packed.remove();
}

const count = (all: readonly Outcome[]): string => {
  const compiled = all.filter(({ setting }) => setting.refused === undefined);
  const passed = compiled.filter((outcome) => findProblem(outcome) === undefined);
  return compiled.length === 0 ? "none" : `${passed.length} of ${compiled.length}`;
};
console.log(
  renderTable([
    ["TypeScript", ...columns],
    ...versions.map((version) => [
      dependencies[`typescript-${version}`]!.replace(/^.*@/, ""),
      ...columns.map((column) =>
        count(
          outcomes.filter(({ setting }) => setting.typescript === version && setting.resolution === column),
        ),
      ),
    ]),
  ]),
);
console.log("\nNot to be had:");
for (const { typescript, resolution, module, because } of refusals) {
  const named = module === undefined ? resolution : `${resolution} with module ${module}`;
  console.log(`- ${named} in TypeScript ${typescript.join(", ")}: ${because}.`);
}

const problems = outcomes.flatMap((outcome) => {
  const problem = findProblem(outcome);
  return problem === undefined
    ? []
    : `TypeScript ${outcome.setting.typescript}, ${outcome.setting.name}\n${problem}`;
});
console.log(`\n${outcomes.length - problems.length} of ${outcomes.length} settings are as they should be.`);
if (problems.length > 0) console.error(`\n${problems.slice(0, 10).join("\n\n")}`);
if (problems.length > 10) console.error(`\nand ${problems.length - 10} more`);
process.exitCode = problems.length === 0 ? 0 : 1;
