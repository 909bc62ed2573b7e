import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, SerializedError, TestModule, TestRunEndReason } from "vitest/node";
import type { TestCase, TestSpecification, TestSuite, Vitest } from "vitest/node";
import { criteria, listObligations } from "../strength/coverage/obligations.js";
import type { LiveServer } from "../verify/render.js";
import { seed } from "../seed.js";
import { document, operations } from "../contract/cases.js";
import { readCodeMutants } from "./code-mutants.js";
import { describeFailure, type Failure } from "./failure.js";
import {
  buildReport,
  compareWith,
  partOf,
  renderJson,
  type Finding,
  type Judged,
  type Report,
} from "./findings.js";
import { renderJunit } from "./junit.js";
import { renderPage } from "./page.js";
import { renderMarkdown, renderTerminal } from "./summary.js";
import { readTestFiles } from "./test-files.js";

const folder = "contract-report";
/** What `npm run verify -- --json` wrote of a live server, and the report.json of an earlier run, if they are to be shown. */
const { CONTRACT_VERIFY, CONTRACT_BASE } = process.env;
// Read before the run, which replaces the report that it may be.
const base = CONTRACT_BASE ? (JSON.parse(readFileSync(CONTRACT_BASE, "utf8")) as Report) : undefined;
const live = CONTRACT_VERIFY ? (JSON.parse(readFileSync(CONTRACT_VERIFY, "utf8")) as LiveServer) : undefined;

/** Shows what a run found out, on the terminal and in `contract-report/`, and fails one that left something out. */
export default class ContractReporter implements Reporter {
  #vitest!: Vitest;
  #specifications: readonly TestSpecification[] = [];

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    // A run that ends before its time leaves no report, rather than that of another.
    rmSync(folder, { recursive: true, force: true });
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#specifications = specifications;
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): Promise<void> {
    const judged =
      reason === "interrupted" ? nothing : await findJudged(this.#vitest, this.#specifications, modules);
    const outcomes = [
      ...modules.flatMap(listOutcomes),
      ...unhandled.map((error) => around("", "ends without an unhandled error", [error])),
    ];
    const operationIds = operations.map(({ operationId }) => operationId);
    const testFiles = readTestFiles(modules.map(fileOf));
    const asked = { operationIds, obligations: listObligations(document), criteria, testFiles };
    const code_mutants = readCodeMutants();
    const found = {
      ...buildReport(seed(), asked, await Promise.all(outcomes.map(explain)), judged),
      ...(live && { live }),
      ...(code_mutants && { code_mutants }),
    };
    const report = base === undefined ? found : compareWith(base, found);
    const surfaces = {
      "index.html": renderPage(report),
      "summary.md": renderMarkdown(report),
      "report.json": renderJson(report),
      "junit.xml": renderJunit(report),
    };
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(surfaces)) writeFileSync(join(folder, name), text);
    console.log(renderTerminal(report, process.stdout.isTTY === true && !process.env["NO_COLOR"]));
    if (report.verdict === "failed") process.exitCode = 1;
  }
}

const nothing: Judged = { coverage: false, tools: false, mutants: false };

/** A part of the run is judged when every test that counts for it ran, as only the flags and the disk can tell. */
export async function findJudged(
  vitest: Pick<Vitest, "config" | "getGlobalTestNamePattern" | "globTestSpecifications">,
  specifications: readonly Pick<TestSpecification, "testLines" | "testIds">[],
  modules: readonly Pick<TestModule, "moduleId">[],
): Promise<Judged> {
  const { cliExclude = [], dir, root, tagsFilter } = vitest.config;
  const partial = specifications.some(({ testLines, testIds }) => testLines ?? testIds);
  if (partial || tagsFilter || (dir && dir !== root) || vitest.getGlobalTestNamePattern()) return nothing;
  const ran = new Set(modules.map(({ moduleId }) => moduleId));
  const all = (await vitest.globTestSpecifications()).map(({ moduleId }) => moduleId);
  const has = (part: keyof Judged): boolean => {
    const own = all.filter((id) => partOf(id) === part);
    // What --exclude names is missing in the listing too; a pattern may be of files in any part.
    const excluded = cliExclude.some((pattern) => [part, "coverage"].includes(partOf(pattern)));
    return !excluded && own.every((id) => ran.has(id));
  };
  return { coverage: has("coverage"), tools: has("tools"), mutants: has("mutants") };
}

/** A finding that is not explained yet. */
type Outcome = Omit<Finding, "failure"> & Failure;

function listOutcomes(module: TestModule): Outcome[] {
  const file = fileOf(module);
  return [
    ...[module, ...module.children.allSuites()].flatMap((suite) =>
      suite.errors().length === 0
        ? []
        : around(file, suite.type === "module" ? "loads" : suite.fullName, suite.errors()),
    ),
    ...[...module.children.allTests()].map((test) => {
      const { state, errors = [] } = test.result();
      return {
        file,
        name: test.fullName,
        title: titleOf(test),
        // A test that never ran is as good as skipped.
        state: state === "pending" ? ("skipped" as const) : state,
        duration_ms: test.diagnostic()?.duration ?? 0,
        meta: test.meta(),
        errors: errors as Failure["errors"],
      };
    }),
  ];
}

const fileOf = ({ relativeModuleId }: TestModule): string => relativeModuleId.replaceAll("\\", "/");

const around = (file: string, name: string, errors: readonly SerializedError[]): Outcome => ({
  file,
  name,
  title: undefined,
  state: "failed",
  duration_ms: 0,
  meta: {},
  errors: errors as Failure["errors"],
});

async function explain({ title, errors, ...finding }: Outcome): Promise<Finding> {
  if (finding.state !== "failed") return finding;
  const locate = async (pointer: readonly string[]): Promise<{ file: string; line: number }> =>
    // Loaded late: only a failure needs it.
    (await import("../../scripts/description/locate.js")).locate("openapi/openapi.yaml", pointer);
  const { file, meta } = finding;
  const context = { seed: seed(), document, locate };
  return { ...finding, failure: await describeFailure({ file, title, errors, meta }, context) };
}

function titleOf({ name, parent }: TestCase | TestSuite): string {
  return parent.type === "module" ? name : `${titleOf(parent)} ${name}`;
}
