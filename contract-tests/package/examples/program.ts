import { spawn } from "node:child_process";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

/** What a program was started with, besides the credentials of a project that does not exist. */
interface Start {
  cwd: string;
  args: readonly string[];
  env?: Record<string, string>;
  input?: string;
}

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  /** What it has printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<Ended>;
}

/**
 * Starts Node with what an example's first lines say, and nothing of this process's environment but the path. It ends
 * with its test at the latest.
 */
export function start(context: TestContext, { cwd, args, env = {}, input = "" }: Start): Program {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    cwd,
    env: {
      PATH: process.env["PATH"],
      STYTCH_PROJECT_ID: "project-test-1",
      STYTCH_SECRET: "not-a-secret",
      ...env,
    },
  });
  context.after(() => child.kill("SIGKILL"));
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (chunk: string) => (text[name] += chunk));
  // A program that ends without reading closes it.
  child.stdin.on("error", () => undefined).end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject).on("close", (status) => resolve({ status, ...text }));
  });
  return {
    get stdout() {
      return text.stdout;
    },
    get stderr() {
      return text.stderr;
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Waits until something holds; fails with what `describe` says. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  describe: () => string,
  seconds = 60,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Not within ${seconds} s: ${describe()}`);
    await sleep(20);
  }
}
