import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  Reporter,
  SerializedError,
  TestCase,
  TestModule,
  TestRunEndReason,
  TestSpecification,
  TestSuite,
  Vitest,
} from "vitest/node";
import { criteria, listObligations } from "../coverage/obligations.js";
import { seed } from "../seed.js";
import { document, operations } from "../spec.js";
import { describeFailure, type Thrown } from "./failure.js";
import { buildReport, renderJson, type Finding, type Judged } from "./findings.js";
import { renderJunit } from "./junit.js";
import { renderPage } from "./page.js";
import { renderMarkdown, renderTerminal } from "./summary.js";

const folder = "contract-report";

/** Shows what a run found out, on the terminal and in `contract-report/`, and fails a run that left something out. */
export default class ContractReporter implements Reporter {
  #vitest!: Vitest;
  #specifications: readonly TestSpecification[] = [];

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
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
    const findings = await Promise.all([
      ...modules.flatMap(listFindings),
      ...unhandled.map((error) => describeError("", "ends without an unhandled error", [error])),
    ]);
    const asked = { operations, obligations: listObligations(document), criteria };
    const report = buildReport(seed(), asked, findings, judged);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "index.html"), renderPage(report));
    writeFileSync(join(folder, "summary.md"), renderMarkdown(report));
    writeFileSync(join(folder, "report.json"), renderJson(report));
    writeFileSync(join(folder, "junit.xml"), renderJunit(report));
    console.log(renderTerminal(report, process.stdout.isTTY === true && !process.env["NO_COLOR"]));
    if (report.verdict === "failed") process.exitCode = 1;
  }
}

const nothing: Judged = { reached: false, proven: false };

/** A half of the coverage is judged by a run of every test that counts for it, as only the disk and the flags tell. */
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
  const has = (of_mutants: boolean): boolean => {
    const own = all.filter((id) => isOfMutants(id) === of_mutants);
    // What a flag excludes is missing in the listing too.
    const excluded = cliExclude.some((pattern) => of_mutants || !isOfMutants(`/${pattern}`));
    return own.length > 0 && !excluded && own.every((id) => ran.has(id));
  };
  return { reached: has(false), proven: has(true) };
}

const isOfMutants = (path: string): boolean =>
  path.replaceAll("\\", "/").includes("/contract-tests/mutants/");

function listFindings(module: TestModule): Promise<Finding>[] {
  const file = module.relativeModuleId.replaceAll("\\", "/");
  const around = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return [
    ...around.map((suite) =>
      describeError(file, suite.type === "module" ? "loads" : `${suite.fullName} is set up`, suite.errors()),
    ),
    ...[...module.children.allTests()].map((test) => describeTest(file, test)),
  ];
}

async function describeTest(file: string, test: TestCase): Promise<Finding> {
  const { state, errors = [] } = test.result();
  const meta = test.meta();
  return {
    file,
    name: test.fullName,
    // A test that never ran is as good as skipped.
    state: state === "pending" ? "skipped" : state,
    duration_ms: test.diagnostic()?.duration ?? 0,
    meta,
    ...(state === "failed" && { failure: await describe({ file, title: titleOf(test), errors, ...meta }) }),
  };
}

async function describeError(
  file: string,
  name: string,
  errors: readonly SerializedError[],
): Promise<Finding> {
  return { file, name, state: "failed", duration_ms: 0, meta: {}, failure: await describe({ file, errors }) };
}

function describe(
  failure: Omit<Parameters<typeof describeFailure>[0], "errors"> & { errors: readonly SerializedError[] },
): Promise<string> {
  return describeFailure(
    { ...failure, errors: failure.errors as readonly Thrown[] },
    {
      seed: seed(),
      document,
      locate: async (pointer) => {
        // Loaded late: only a failure needs it.
        const { locate } = await import("../../scripts/locate.js");
        return locate("openapi/openapi.yaml", pointer);
      },
    },
  );
}

function titleOf({ name, parent }: TestCase | TestSuite): string {
  return parent.type === "module" ? name : `${titleOf(parent)} ${name}`;
}
