import { basename } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { keptThread } from "./contract-tests/strength/code-mutants/kept-thread.js";
import config from "./vitest.config.js";

/** A mutant is done with at the first test that fails. After the test file of its own name, these are likeliest to have that. */
const likely: Record<string, string[]> = {
  answer: ["retry", "refusals", "success", "params"],
  attempt: ["redirects", "success", "refusals", "abort", "other-fetch"],
  "b2b-client": ["errors", "refusals"],
  body: ["success", "other-fetch", "abort"],
  "call-init": ["params", "calls"],
  caller: ["calls", "params", "config"],
  cause: ["classification", "secrets", "errors"],
  config: ["config", "base-url"],
  failure: ["classification"],
  "fetch-client": ["calls", "refusals"],
  fetch: ["request-headers", "params"],
  json: ["params"],
  misplaced: ["calls", "params"],
  "on-abort": ["abort"],
  options: ["calls", "config"],
  own: ["classification", "calls"],
  "parameter-value": ["params"],
  path: ["ids"],
  "response-headers": ["testing", "node-fetch"],
  route: ["calls"],
  send: ["log", "retry", "errors"],
};

/** Then the quickest. What is not named comes last. */
const quick = `
  errors classification log config base-url redirects authorization secrets calls abort time ids success request-headers
  params json-pointer spec-error progress document render-client render-types render-examples refusals compile-schemas
  locate check-source-files hide-data
`;

class LikeliestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const nameOf = (path: string): string => basename(path).replace(/(?:\.test)?\.ts$/, "");
    const [source = ""] = this.ctx.config.related ?? [];
    const order = [nameOf(source), ...(likely[nameOf(source)] ?? []), ...quick.split(/\s+/)];
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = order.indexOf(nameOf(moduleId));
      return index === -1 ? order.length : index;
    };
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

// Stryker runs tests in threads, where none can change the time zone: they need one that is not GMT.
process.env["TZ"] = "Asia/Tokyo";

/** The suite as Stryker runs it: without what takes long and kills no mutant that nothing else kills. */
export default defineConfig({
  plugins: [
    {
      name: "kept-thread",
      configureVitest({ project, vitest }) {
        // Not `pool`: Stryker sets that itself.
        Object.assign(project.config, { pool: keptThread.name, poolRunner: keptThread });
        // Stryker names a file as often as it has tests, and Vitest looks for each.
        const start = vitest.start.bind(vitest);
        vitest.start = (files) => start(files && [...new Set(files)]);
      },
    },
  ],
  test: {
    ...config.test,
    include: ["contract-tests/{client,generation}/**/*.test.ts", "contract-tests/contract/testing.test.ts"],
    // All of them: Stryker says which tests a mutant needs, and Vitest would look for the ones that import its file.
    forceRerunTriggers: ["**"],
    exclude: [
      ...configDefaults.exclude,
      "contract-tests/**/*.property.test.ts",
      "contract-tests/client/official-sdk/**",
      "contract-tests/client/workerd.test.ts",
      "contract-tests/client/faults/{applied,exit,matrix,retry-on-sockets}.test.ts",
      "contract-tests/generation/{api-reference,diff,diff-command,diff-types,foreign-*,generate,keep-warm,upstream,watch-folder}.test.ts",
    ],
    // No other: Stryker counts tests that fail, and where a mutant breaks a setup file there is none.
    setupFiles: "contract-tests/strength/code-mutants/begin-mutant.ts",
    env: { CONTRACT_RUNS: "100" },
    // Where a mutant makes a test wait for ever, that one fails; a limit of Stryker's own ends the whole process.
    testTimeout: 5_000,
    hookTimeout: 5_000,
    reporters: [{}],
    sequence: { seed: 1, shuffle: false, sequencer: LikeliestFirst },
  },
});
