import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import config from "./vitest.config.js";

/** What kills most in the least time comes first: a mutant is done with at the first test that fails. */
const order = ["guards", "faults", "official-sdk", "property", "generate"];

class FastestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      order.findLastIndex((word) => moduleId.includes(word));
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** The suite as Stryker runs it: without what starts other processes, where no mutant is. */
export default defineConfig({
  test: {
    ...config.test,
    exclude: [
      ...configDefaults.exclude,
      "contract-tests/mutants/**",
      "contract-tests/{package,contract}.test.ts",
      "contract-tests/faults/exit.test.ts",
    ],
    reporters: [{}],
    sequence: { seed: 1, shuffle: false, sequencer: FastestFirst },
    env: { CONTRACT_RUNS: "200" },
  },
});
