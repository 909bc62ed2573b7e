import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { readFlags } from "../../../scripts/command/read-flags.js";
import { testExpress } from "./express.js";
import { installExamples } from "./install.js";
import { testOffBoardMember } from "./off-board-member.js";
import { testOffBoardMembers } from "./off-board-members.js";
import { testOffBoardQueue } from "./off-board-queue.js";
import { testTesting } from "./testing.js";

readFlags(
  `Usage: npm run test:examples

Packs the package, installs it beside a copy of examples/, compiles and runs each of them, and looks at what they print
and send. What the queue does is skipped without redis-server, except in CI. Takes some two minutes.`,
  [],
);

const cwd = installExamples();
after(() => rmSync(dirname(cwd), { recursive: true }));

test("the examples compile", () => {
  const tsc = join(cwd, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc], { cwd, encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
testOffBoardMember(cwd);
testOffBoardMembers(cwd);
testOffBoardQueue(cwd);
testExpress(cwd);
testTesting(cwd);
