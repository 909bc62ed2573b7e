import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const rounds = 15;
const config = `{ project_id: "project-test-1", secret: "not-a-secret" }`;
const report = `
const { user, system } = process.cpuUsage();
console.log(user + system);`;
const programs = {
  "bare.mjs": "",
  "imports.mjs": `import { B2BClient } from "stytch-b2b-members"; new B2BClient(${config});`,
  "bare.cjs": "",
  "requires.cjs": `const { B2BClient } = require("stytch-b2b-members"); new B2BClient(${config});`,
};
type Program = keyof typeof programs;

/**
 * CPU of a process that loads the package and makes a client, as a ratio to one that does nothing in the same format. The
 * four take turns, so that what else the machine does meets all alike; of the rounds' ratios, the median is taken.
 */
export function measureCpu(project: string): { imports: number; requires: number } {
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(project, name), text + report);
  const taken = Array.from({ length: rounds }, () => {
    const spend = (name: Program): number =>
      Number(execFileSync(process.execPath, [name], { cwd: project, encoding: "utf8" }));
    return {
      imports: spend("imports.mjs") / spend("bare.mjs"),
      requires: spend("requires.cjs") / spend("bare.cjs"),
    };
  });
  const median = (values: readonly number[]): number =>
    values.toSorted((one, other) => one - other)[(rounds - 1) / 2]!;
  return {
    imports: median(taken.map(({ imports }) => imports)),
    requires: median(taken.map(({ requires }) => requires)),
  };
}
