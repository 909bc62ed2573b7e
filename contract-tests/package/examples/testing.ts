import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** What somebody may break in the unit under test. Each of the five test files has to notice each. */
const faults = [
  ['return "look it up"', 'return "gone"'],
  ['"member_not_found" ? "gone" : "refused"', '"member_not_found" ? "gone" : "gone"'],
  ["await client.organizations.members.delete(ids);", ""],
] as const;

export function testTesting(cwd: string): void {
  const unit = join(cwd, "testing/off-board.ts");
  const source = readFileSync(unit, "utf8");
  const run = (name: string): { status: number | null; output: string } => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync("npm", ["run", `test:${name}`], {
      cwd,
      env,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    return { status, output: stdout + stderr };
  };
  for (const name of ["vitest", "jest", "node", "msw", "nock"])
    test(`testing/ with ${name} is green, and red when the unit is broken`, () => {
      const { status, output } = run(name);
      assert.equal(status, 0, output);
      for (const [sound, broken] of faults) {
        assert.ok(source.includes(sound), `The unit has no ${sound}`);
        writeFileSync(unit, source.replace(sound, broken));
        const after = run(name);
        writeFileSync(unit, source);
        assert.notEqual(after.status, 0, `${sound}\nbecame\n${broken}\n${after.output}`);
      }
    });
}
