import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["contract-tests/**/*.test.ts"],
    globalSetup: "contract-tests/mock-server.ts",
    reporters: ["default", "./contract-tests/coverage-reporter.ts"],
    testTimeout: 30_000,
  },
});
