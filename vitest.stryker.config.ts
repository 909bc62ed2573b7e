import { configDefaults, defineConfig } from "vitest/config";
import { keptThread } from "./contract-tests/strength/code-mutants/kept-thread.js";
import { learnFromEach, LikeliestFirst } from "./contract-tests/strength/code-mutants/likeliest-first.js";
import config from "./vitest.config.js";

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
    // Threads have the options of their process, and take none.
    execArgv: [],
    // No run has the paths of another.
    experimental: { fsModuleCache: false },
    include: ["contract-tests/{client,generation}/**/*.test.ts", "contract-tests/contract/testing.test.ts"],
    // All of them: Stryker says which tests a mutant needs, and Vitest would look for the ones that import its file.
    forceRerunTriggers: ["**"],
    exclude: [
      ...configDefaults.exclude,
      "contract-tests/**/*.property.test.ts",
      "contract-tests/client/official-sdk/**",
      "contract-tests/client/workerd.test.ts",
      "contract-tests/client/faults/{applied,exit,matrix,retry-on-sockets}.test.ts",
      "contract-tests/generation/{api-reference,diff,diff-command,diff-types,generate,keep-warm,upstream,watch-folder}.test.ts",
    ],
    // No other: Stryker counts tests that fail, and where a mutant breaks a setup file there is none.
    setupFiles: "contract-tests/strength/code-mutants/begin-mutant.ts",
    env: { CONTRACT_RUNS: "100" },
    reporters: [learnFromEach],
    sequence: { seed: 1, shuffle: false, sequencer: LikeliestFirst },
  },
});
