import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { optimizeLate } from "./contract-tests/optimize-late.js";
import { seed } from "./contract-tests/seed.js";

// For this process, and for Stryker's; the workers get it below.
optimizeLate.forEach(setFlagsFromString);

/** Where every processor is busy, each worker collects its garbage by itself, and less often: with 64 MB for what is new. */
const collectAlone = ["--no-parallel-scavenge", "--max-semi-space-size=64"];

const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");

/** What takes longest, and beside it what waits most: towards the end there would be nothing else to do meanwhile. */
const long = [
  "mutants/new-operations",
  "mutants/spec-operations",
  "package/package",
  "generation/generate",
  "generation/diff-command",
  "contract/contract",
  "generation/keep-warm",
  "generation/watch-folder",
  "verify/command",
  "faults/matrix",
  "mutants/live-server",
  "faults/applied",
  "faults/other-fetch",
  "faults/retry-on-sockets",
  "faults/exit",
  "coverage/generated-types",
  "mutants/wire-mutants",
  "generation/diff",
];

/** These files first, then the others in an order that the seed makes. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): string => {
      const place = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place < 0 ? sha1(`${seed()} ${moduleId}`) : String.fromCharCode(place);
    };
    return files.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: ["contract-tests/**/*.test.ts"],
    globalSetup: ["contract-tests/contract/servers/prism.ts", "contract-tests/contract/traffic.ts"],
    setupFiles: [
      "contract-tests/client/guards/scan-every-error.ts",
      "contract-tests/strength/coverage/observe.ts",
    ],
    reporters: ["default", "./contract-tests/report/reporter.ts"],
    sequence: { seed: seed(), shuffle: true, sequencer: LongestFirst },
    // One process for many files: each of them would load the client, Ajv and Prism again.
    isolate: false,
    // One more than the machine can run at once: much of a test is waiting.
    maxWorkers: availableParallelism() + 1,
    execArgv: [...optimizeLate, ...collectAlone],
    // What was transformed is kept for the next run, by its text and its path. How it was, Vitest does not look at.
    experimental: {
      fsModuleCache: true,
      fsModuleCachePath: `node_modules/.cache/vitest/${sha1(readFileSync("tsconfig.json", "utf8"))}`,
    },
    allowOnly: false,
    passWithNoTests: false,
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    coverage: {
      provider: "istanbul",
      include: ["src/**", "generated/client.ts"],
      reporter: ["text"],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
