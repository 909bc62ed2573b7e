import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import config from "./vitest.config.js";

/** A mutant is done with at the first test that fails, so what is quick comes first, and what is slow last. */
const slow = [
  "guards/",
  "faults/",
  "log.test",
  "success",
  "refusals",
  "retry",
  "authorization",
  "matrix",
  "applied",
  "ids.test",
  "abort",
  "secrets",
  "lint",
  "render.test",
  "bundle",
  "hide-data",
  "generate",
];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      slow.findLastIndex((word) => moduleId.includes(word));
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

// Stryker runs tests in threads, where none can change the time zone: they need one that is not GMT.
process.env["TZ"] = "Asia/Tokyo";

/** The suite as Stryker runs it: without what takes long and kills no mutant that nothing else kills. */
export default defineConfig({
  test: {
    ...config.test,
    exclude: [
      ...configDefaults.exclude,
      "contract-tests/strength/mutants/**",
      "contract-tests/**/*.property.test.ts",
      "contract-tests/report/**",
      "contract-tests/contract/**",
      "contract-tests/client/official-sdk/**",
      "contract-tests/client/{package,workerd}.test.ts",
      "contract-tests/strength/coverage/**",
      "contract-tests/client/faults/exit.test.ts",
      "contract-tests/generation/watch-folder.test.ts",
    ],
    // No other: Stryker counts tests that fail, and where a mutant breaks a setup file there is none.
    setupFiles: "contract-tests/strength/code-mutants/stop-after-failure.ts",
    env: { CONTRACT_RUNS: "100" },
    reporters: [{}],
    sequence: { seed: 1, shuffle: false, sequencer: QuickFirst },
  },
});
