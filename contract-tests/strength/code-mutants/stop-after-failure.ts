import { beforeEach } from "vitest";

const worker = globalThis as { a_test_has_failed?: boolean };

// Vitest's `bail` would still load every file that is left, which takes longer than most mutants live.
if (worker.a_test_has_failed) throw new Error("A test has failed already.");

beforeEach(({ onTestFailed }) => {
  onTestFailed(() => {
    worker.a_test_has_failed = true;
  });
});
