// Every program that README.md and docs/ show compiles and runs against the mock, and every command in them exists.
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { listPages } from "./list-pages.js";
import { readPage, type Fence } from "./read-page.js";

/** What a snippet may use without saying where it is from. */
const given = {
  project_id: "project-test-1",
  secret: "not-a-secret",
  organization_id: "organization-test-1",
  member_id: "member-test-1",
  member_password_id: "member-password-test-1",
  session_token: "session-token-1",
};
/** Declares them, gives them, and brings what is for the API to the mock. */
const prelude = `
declare global {
  var ${Object.keys(given)
    .map((name) => `${name}: string`)
    .join(", ")};
}
Object.assign(globalThis, ${JSON.stringify(given)});
const platformFetch = globalThis.fetch;
globalThis.fetch = (url, init) =>
  platformFetch(String(url).replace("https://test.stytch.com", process.env["MOCK_URL"]!), init);
export {};
`;

const shown = listPages().map((page) => ({ page, ...readPage(page) }));
// Declarations, written by a script that also says when they are stale.
const written = shown.filter(({ prose }) => prose[0]!.text.startsWith("<!-- Written by `npm run "));
const fences = shown.filter((page) => !written.includes(page)).flatMap((page) => page.fences);
const snippets = fences.filter(
  ({ language, not_run }) => ["ts", "js"].includes(language) && not_run === undefined,
);
const nameOf = ({ page, line }: Fence): string => `${page}:${line}`;

const folder = realpathSync(mkdtempSync(join(tmpdir(), "snippets-")));
const fileOf = ({ page, line }: Fence): string => join(folder, `${basename(page, ".md")}-${line}.mts`);
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => {
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "prelude.mts"), prelude);
  for (const snippet of snippets) writeFileSync(fileOf(snippet), snippet.text);
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
    exports: Record<string, unknown>;
  };
  const paths = Object.fromEntries(
    Object.entries(exports).flatMap(([entry, value]) => {
      const source = JSON.stringify(value).match(/dist\/cjs\/((?:src|generated)\/[\w-]+)\.d\.ts/)?.[1];
      return source === undefined ? [] : [[`stytch-b2b-members${entry.slice(1)}`, [resolve(`${source}.ts`)]]];
    }),
  );
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: resolve("tsconfig.json"),
      compilerOptions: { paths, moduleDetection: "force", noUnusedLocals: false, noUnusedParameters: false },
      include: ["*.mts"],
    }),
  );
});

it("marks what is not run, each with its reason", () => {
  expect(written.map(({ page }) => page)).toEqual(["docs/reference.md"]);
  expect(fences.filter(({ not_run }) => not_run !== undefined).map(nameOf)).toEqual([]);
  expect([...new Set(fences.map(({ language }) => language))].toSorted()).toEqual([
    "diff",
    "json",
    "mermaid",
    "sh",
    "text",
    "ts",
    "yaml",
  ]);
  expect(snippets.length).toBeGreaterThan(3);
});

describe("a snippet", () => {
  it("compiles", () => {
    const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const program = ts.createProgram(fileNames, options);
    const errors = snippets.flatMap((snippet) => {
      const source = program.getSourceFile(fileOf(snippet))!;
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ start, messageText }) => {
          const line = snippet.line + source.getLineAndCharacterOfPosition(start!).line;
          return `${snippet.page}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
        },
      );
    });
    expect(errors).toEqual([]);
  });

  it("runs, and prints no error", async () => {
    await build({
      entryPoints: [join(folder, "prelude.mts"), ...snippets.map(fileOf)],
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      tsconfig: join(folder, "tsconfig.json"),
      outdir: folder,
      outExtension: { ".js": ".mjs" },
    });
    const ends = await Promise.all(
      snippets.map(async (snippet) => ({ snippet: nameOf(snippet), ...(await run(fileOf(snippet))) })),
    );
    expect(ends.filter(({ status, stderr }) => status !== 0 || stderr !== "")).toEqual([]);
  });
});

async function run(file: string): Promise<{ status: number | null; stderr: string }> {
  const prepare = pathToFileURL(join(folder, "prelude.mjs")).href;
  const child = spawn(process.execPath, ["--import", prepare, file.replace(/mts$/, "mjs")], {
    env: {
      PATH: process.env["PATH"],
      MOCK_URL: inject("mock_url"),
      STYTCH_PROJECT_ID: "project-test-1",
      STYTCH_SECRET: "not-a-secret",
    },
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const status = await new Promise<number | null>((done) => child.on("close", done));
  return { status, stderr };
}

describe("a command", () => {
  it("in the text is a script of package.json", () => {
    const unknown = shown.flatMap(({ page, prose }) =>
      prose.flatMap(({ line, text }) =>
        [...text.matchAll(/`npm run ([\w:-]+)/g)]
          .filter(([, name]) => !Object.hasOwn(readScripts("."), name!))
          .map(([, name]) => `${page}:${line} npm run ${name}`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it.for(fences.filter(({ language }) => language === "sh").map((fence) => [nameOf(fence), fence] as const))(
    "of %s exists, and so do its flags",
    ([, { text }]) => expect(findUnknown(text)).toEqual([]),
  );
});

function readScripts(cwd: string): Record<string, string> {
  const manifest = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8")) as { scripts: object };
  return { ...manifest.scripts };
}

/** The lines of a block whose program, script, file or flag is not there. */
function findUnknown(text: string): string[] {
  let cwd = ".";
  const commands = text.replaceAll("\\\n", " ").split(/\n|&&/);
  const lines = commands.map((command) => command.replace(/ #.*/, "").trim()).filter((line) => line !== "");
  return lines.filter((line) => {
    const words = line.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word));
    const [program, verb = "", name = ""] = words;
    const flags = words.filter((word) => /^--./.test(word));
    if (program === "cd") cwd = join(cwd, verb);
    if (program === "cd") return !existsSync(cwd);
    if (program === "npm" && verb !== "run") return !["ci", "i", "start", "test"].includes(verb);
    if (program === "npm")
      return (
        !Object.hasOwn(readScripts(cwd), name) || !flags.every((flag) => readHelp(cwd, name).includes(flag))
      );
    const isFile = `${program} ${verb}` === "npx tsx" && existsSync(join(cwd, name));
    return !isFile || !flags.every((flag) => readSources(join(cwd, name)).includes(flag));
  });
}

const helps = new Map<string, string>();

function readHelp(cwd: string, script: string): string {
  const args = ["run", "--silent", script, "--", "--help"];
  const known =
    helps.get(`${cwd} ${script}`) ??
    spawnSync("npm", args, { cwd, encoding: "utf8", shell: process.platform === "win32" }).stdout;
  helps.set(`${cwd} ${script}`, known);
  return known;
}

/** A program and the files beside it. */
function readSources(file: string): string {
  const names = readdirSync(dirname(file)).filter((name) => name.endsWith(".ts"));
  return names.map((name) => readFileSync(join(dirname(file), name), "utf8")).join("\n");
}
