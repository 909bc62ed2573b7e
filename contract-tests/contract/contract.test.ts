import { afterAll, expect, inject, it } from "vitest";
import { startAnswerServer } from "./servers/stub.js";
import { listChecks } from "./checks/index.js";
import { document } from "./cases.js";
import type { World } from "./world.js";

const answers = await startAnswerServer();
afterAll(() => answers.close());

/** The client, Prism on the same bytes, and nothing between them. */
const world: World = {
  document,
  mock_url: inject("mock_url"),
  answers,
  fault: (fetch) => fetch,
  counts: true,
};

const checks = listChecks(document).map((check) => [check.title, check] as const);

it.for(checks)("%s", async ([, { run, covers }], { task }) => {
  expect.hasAssertions();
  await run(world);
  if (covers !== undefined) task.meta.covers = covers;
});
