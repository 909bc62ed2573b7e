import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * What each test file proves that no other does: its first line, a comment. Among them are those that git tracks, so that
 * a run without one of them fails: obligations and mutants cannot miss what they do not know of.
 */
export function readTestFiles(ran: readonly string[]): Record<string, string | undefined> {
  const { stdout } = spawnSync("git", ["ls-files", "-z", "contract-tests/*.test.ts"], { encoding: "utf8" });
  // Where there is no git, nothing is known of what did not run.
  const tracked = (stdout ?? "").split("\0").filter((file) => file !== "");
  return Object.fromEntries([...new Set([...tracked, ...ran])].map((file) => [file, readPurpose(file)]));
}

function readPurpose(file: string): string | undefined {
  return existsSync(file) ? /^\/\/ (.+)/.exec(readFileSync(file, "utf8"))?.[1] : undefined;
}
