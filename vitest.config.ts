import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { seed } from "./contract-tests/seed.js";

export default defineConfig({
  test: {
    include: ["contract-tests/**/*.test.ts"],
    globalSetup: ["contract-tests/contract/servers/prism.ts", "contract-tests/contract/traffic.ts"],
    setupFiles: [
      "contract-tests/client/guards/scan-every-error.ts",
      "contract-tests/strength/coverage/observe.ts",
    ],
    reporters: ["default", "./contract-tests/report/reporter.ts"],
    sequence: { seed: seed(), shuffle: true },
    // One process for many files: each of them would load the client, Ajv and Prism again.
    isolate: false,
    // One more than the machine can run at once: much of a test is waiting.
    maxWorkers: availableParallelism() + 1,
    allowOnly: false,
    passWithNoTests: false,
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    coverage: {
      include: ["src/**", "generated/client.ts"],
      reporter: ["text"],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
