// A new operation is YAML alone: its client, its types and its contract tests follow.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { startMock } from "../../../scripts/command/start-mock.js";
import { credentials } from "../../contract/caller.js";
import { operations } from "../../contract/cases.js";
import { optimizeLate } from "../../optimize-late.js";
import { endpoints, sent_requests, renderProgram } from "./new-operations/requests.js";
import { hasGolden } from "./spec-mutant.js";

const added = "contract-tests/strength/mutants/new-operations";
const folder = mkdtempSync(join(tmpdir(), "new-operations-"));

/** Milliseconds that a process may take where many others run. */
const patience = 240_000;

const listNames = (kind: string): string[] =>
  readdirSync(join(added, kind)).map((file) => basename(file, ".yaml"));

/** A copy of the project with more files in openapi/, and the lines in its root that lead to them. */
function copyProject(): void {
  for (const name of ["openapi", "generated", "scripts", "src", "contract-tests"])
    cpSync(name, join(folder, name), { recursive: true });
  for (const name of ["package.json", "tsconfig.json", "vitest.config.ts"]) cpSync(name, join(folder, name));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  // It would copy itself.
  rmSync(join(folder, added), { recursive: true });
  rmSync(join(folder, "contract-tests/strength/mutants/new-operations.test.ts"));
  for (const kind of ["paths", "schemas"])
    cpSync(join(added, kind), join(folder, "openapi", kind), { recursive: true });

  const root = join(folder, "openapi/openapi.yaml");
  const schemas = listNames("schemas").map((name) => `    ${name}: { $ref: schemas/${name}.yaml }`);
  const paths = Object.entries(endpoints).map(([path, name]) => `  ${path}: { $ref: paths/${name}.yaml }`);
  const schemes = [
    "    zzBearer: { type: http, scheme: bearer, description: A token. }",
    "    zzKey: { type: apiKey, in: header, name: X-Admin-Key, description: A key. }",
  ];
  const text = readFileSync(root, "utf8")
    .replace(/^paths:$/m, (line) => [line, ...paths].join("\n"))
    .replace(/^ {2}securitySchemes:$/m, (line) => [line, ...schemes].join("\n"))
    .replace(/^ {2}schemas:$/m, (line) => [line, ...schemas].join("\n"));
  writeFileSync(root, text);
}

/** Runs a command of the copy by itself, which must see nothing of this run, and returns what it printed. */
async function run(...args: string[]): Promise<string> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TEST|NODE_OPTIONS|NODE_ENV|CONTRACT_HAR|CONTRACT_VERIFY)/.test(name),
  );
  const { project_id: STYTCH_PROJECT_ID, secret: STYTCH_SECRET } = credentials;
  const env = { ...Object.fromEntries(own), STYTCH_PROJECT_ID, STYTCH_SECRET };
  const child = spawn(process.execPath, [...optimizeLate, ...args], { cwd: folder, env });
  // Other tests measure time, and have more of it. With the lowest priority, these would end long after them.
  if (child.pid !== undefined) setPriority(child.pid, 4);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (output += String(part)));
  const code = await new Promise<number | null>((end) => child.on("close", end));
  if (code !== 0) throw new Error(`${args.join(" ")} ends with ${code}:\n${output}`);
  return output;
}

const bin = (path: string): string => join("node_modules", path);
const tsx = ["--import", "tsx"];

beforeAll(async () => {
  copyProject();
  await run(...tsx, "scripts/generate.ts");
  writeFileSync(join(folder, "src/program.ts"), renderProgram(credentials));
}, patience);

afterAll(() => rmSync(folder, { recursive: true }));

describe("operations that are added by YAML alone", { timeout: patience }, () => {
  it("compile, with calls of each", async ({ expect }) => {
    const config = { extends: "./tsconfig.json", include: ["src"] };
    writeFileSync(join(folder, "tsconfig.src.json"), JSON.stringify(config));
    expect(await run(bin("typescript/bin/tsc"), "--project", "tsconfig.src.json")).toBe("");
  });

  it("send what a person typed", async ({ expect }) => {
    expect(JSON.parse(await run(...tsx, "src/program.ts"))).toEqual(sent_requests);
  });

  it("have contract tests that pass, reach and prove everything that the description asks", async ({
    expect,
  }) => {
    const files = ["contract-tests/contract", "contract-tests/strength/coverage"];
    // Nobody typed anything of these operations, so that what is asked of that is asked of the others alone.
    const typed_alone = ["**/golden/**", "**/generated-types.test.ts"].flatMap((each) => ["--exclude", each]);
    // What the project has by itself is proven by the run of the project.
    const known = operations.map(({ operationId }) => operationId);
    const but_known = `--testNamePattern=^(?!(${known.join("|")}) )`;
    // What is kept for a next run, has the paths of this copy.
    const flags = ["--maxWorkers=1", "--experimental.fsModuleCache=false", but_known];
    await run(bin("vitest/vitest.mjs"), "run", ...flags, ...files, ...typed_alone);
    const report = JSON.parse(readFileSync(join(folder, "contract-report/report.json"), "utf8")) as {
      criteria: {
        name: string;
        not_applicable: string[];
        obligations: {
          id: string;
          operationIds: string[];
          waiver?: string;
          reached: boolean;
          proven: boolean;
        }[];
      }[];
    };
    const isTyped = ({ name }: { name: string }): boolean => name === "generated type";
    const due = report.criteria
      .filter((each) => !isTyped(each))
      .flatMap(({ obligations }) => obligations.filter(({ waiver }) => waiver === undefined))
      .filter(({ operationIds }) => operationIds.some((id) => !known.includes(id)));
    expect(due.filter(({ reached, proven }) => !reached || !proven)).toEqual([]);
    const typed = report.criteria.find(isTyped)!;
    const untyped = known.filter((id) => !hasGolden(id));
    expect(typed.not_applicable.toSorted()).toEqual(
      [...untyped, ...sent_requests.map(({ operationId }) => operationId)].toSorted(),
    );
    // Each has something of its own to answer for.
    for (const { operationId } of sent_requests)
      expect(due.some(({ id }) => id.startsWith(`${operationId}: status: `))).toBe(true);
  });

  it("are asked of a live server, but for what could make something", async ({ expect }) => {
    const mock = await startMock(join(folder, "generated/openapi.json"));
    const output = await run(
      ...tsx,
      "contract-tests/verify/verify.ts",
      "--target",
      mock.url,
      "--mock",
    ).finally(mock.close);
    expect(output).toContain("0 answers forbidden, 0 that say nothing. The contract is kept");
    for (const { operationId } of sent_requests) expect(output).toContain(operationId);
    const [, left_out = ""] = output.split("Not asked:\n");
    expect([...left_out.matchAll(/^ {2}\S+\.(\w+): /gm)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(["create", "replace", "open", "start"]),
    );
  });
});
