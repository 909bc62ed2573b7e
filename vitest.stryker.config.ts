import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { keptThread } from "./contract-tests/strength/code-mutants/kept-thread.js";
import config from "./vitest.config.js";

/** A mutant is done with at the first test that fails, so the quickest come first. What is not named comes last. */
const quick = [
  "guards/errors",
  "faults/classification",
  "guards/log",
  "guards/config",
  "guards/base-url",
  "faults/redirects",
  "guards/authorization",
  "guards/secrets",
  "guards/calls",
  "faults/abort",
  "guards/ids",
  "faults/time",
  "faults/success",
  "guards/request-headers",
  "guards/params",
  "faults/refusals",
  "json-pointer",
  "spec-error",
  "progress",
  "document",
  "render-",
  "generation/refusals",
  "compile-schemas",
  "locate",
  "check-source-files",
  "hide-data",
];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      (quick.findIndex((word) => moduleId.includes(word)) + quick.length + 1) % (quick.length + 1);
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
      // Not `pool`: Stryker sets that itself.
      configureVitest({ project }) {
        Object.assign(project.config, { pool: keptThread.name, poolRunner: keptThread });
      },
    },
  ],
  test: {
    ...config.test,
    include: ["contract-tests/{client,generation}/**/*.test.ts"],
    exclude: [
      ...configDefaults.exclude,
      "contract-tests/**/*.property.test.ts",
      "contract-tests/client/official-sdk/**",
      "contract-tests/client/workerd.test.ts",
      "contract-tests/client/faults/{applied,exit,matrix,other-fetch,tls}.test.ts",
      "contract-tests/generation/{api-reference,diff,diff-command,diff-types,foreign-*,generate,keep-warm,upstream,watch-folder}.test.ts",
    ],
    // No other: Stryker counts tests that fail, and where a mutant breaks a setup file there is none.
    setupFiles: "contract-tests/strength/code-mutants/begin-mutant.ts",
    env: { CONTRACT_RUNS: "100" },
    reporters: [{}],
    sequence: { seed: 1, shuffle: false, sequencer: QuickFirst },
  },
});
