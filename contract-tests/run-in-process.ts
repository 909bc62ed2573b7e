import { resolve } from "node:path";
import { format } from "node:util";
import { vi } from "vitest";

interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

let runs = 0;

/**
 * Runs a script to its end as its command does, but in the process of the tests, which has loaded what a process of its
 * own takes a second for. One at a time; what is about the process itself needs one.
 */
export async function runInProcess(script: string, ...args: string[]): Promise<Run> {
  const run: Run = { status: 0, stdout: "", stderr: "" };
  const exit = new Error("process.exit");
  let hasEnded = false;
  const write =
    (to: "stdout" | "stderr") =>
    (...said: unknown[]): void => {
      // A script may catch what stands for its end here.
      if (!hasEnded) run[to] += `${format(...said)}\n`;
    };
  const { argv, exitCode } = process;
  const cwd = process.cwd();
  const spies = [
    vi.spyOn(console, "log").mockImplementation(write("stdout")),
    vi.spyOn(console, "error").mockImplementation(write("stderr")),
    vi.spyOn(process, "exit").mockImplementation((code) => {
      if (!hasEnded) run.status = Number(code);
      hasEnded = true;
      throw exit;
    }),
  ];
  process.argv = [process.execPath, resolve(script), ...args];
  process.exitCode = 0;
  try {
    // A module runs once under each name.
    runs += 1;
    await import(/* @vite-ignore */ `${resolve(script)}?${runs}`);
  } catch (error) {
    if (error !== exit) throw error;
  } finally {
    if (!hasEnded) run.status = Number(process.exitCode);
    process.argv = argv;
    process.exitCode = exitCode;
    process.chdir(cwd);
    for (const spy of spies) spy.mockRestore();
  }
  return run;
}
