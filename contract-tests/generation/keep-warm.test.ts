// A process that runs again keeps its modules, unless it is to begin anew or has ended itself, and ends with who asks.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, it, type TestContext } from "vitest";
import { keepWarm } from "../../scripts/command/keep-warm.js";
import { makeFolder } from "./copies.js";

const script = `
import { appendFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rule } from "./rule.mjs";
const at = (name) => join(import.meta.dirname, name);
process.on("message", () => {
  appendFileSync(at("runs"), process.pid + " " + rule + "\\n");
  if (readFileSync(at("mood"), "utf8") === "bad") process.exit(1);
  process.send("done");
});
`;

/** A script that notes its process and what it imports. */
function writeScript({ onTestFinished }: TestContext) {
  const folder = makeFolder(onTestFinished);
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("script.mjs", script);
  write("rule.mjs", "export const rule = 1;");
  write("mood", "good");
  const listRuns = (): { pid: number; rule: string }[] =>
    readFileSync(join(folder, "runs"), "utf8")
      .trim()
      .split("\n")
      .map((line) => ({ pid: Number(line.split(" ")[0]), rule: line.split(" ")[1]! }));
  return { file: join(folder, "script.mjs"), write, listRuns };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const slow = { timeout: 10_000 };

// Each waits for processes of its own.
describe.concurrent("A process that is kept warm", () => {
  it("runs each time that it is asked, and begins anew when it is told to", async (context) => {
    const { expect, onTestFinished } = context;
    const { file, write, listRuns } = writeScript(context);
    const warnings: Error[] = [];
    const warn = (warning: Error): void => void warnings.push(warning);
    process.on("warning", warn);
    onTestFinished(() => void process.off("warning", warn));
    const run = keepWarm(file);
    for (let times = 0; times < 12; times += 1) await run();
    write("rule.mjs", "export const rule = 2;");
    await run();
    await run(true);
    await run();
    const runs = listRuns();
    const [first, last] = [runs[0]!.pid, runs.at(-1)!.pid];
    expect(runs).toEqual([
      ...Array.from({ length: 13 }, () => ({ pid: first, rule: "1" })),
      ...Array.from({ length: 2 }, () => ({ pid: last, rule: "2" })),
    ]);
    expect(last).not.toBe(first);
    await expect.poll(() => isAlive(first), slow).toBe(false);
    expect(warnings).toEqual([]);
    await run(true);
  });

  it("is replaced after it has ended itself", async (context) => {
    const { expect } = context;
    const { file, write, listRuns } = writeScript(context);
    const run = keepWarm(file);
    write("mood", "bad");
    await run();
    write("mood", "good");
    await run();
    await run();
    const [ended, next, again] = listRuns().map(({ pid }) => pid);
    expect(next).not.toBe(ended);
    expect(again).toBe(next);
  });

  it("ends with the process that asks, however that ends", async (context) => {
    const { expect, onTestFinished } = context;
    const { file, write, listRuns } = writeScript(context);
    const module = pathToFileURL("scripts/command/keep-warm.ts").href;
    const program = `
      import { keepWarm } from ${JSON.stringify(module)};
      await keepWarm(${JSON.stringify(file)})();
      console.log("asked");
      setInterval(() => {}, 1000);`;
    write("asking.mjs", program);
    const args = ["--import", "tsx", join(dirname(file), "asking.mjs")];
    const asking = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void asking.kill("SIGKILL"));
    await once(asking.stdout, "data");
    const { pid } = listRuns()[0]!;
    expect(isAlive(pid)).toBe(true);
    asking.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), slow).toBe(false);
  });
});
