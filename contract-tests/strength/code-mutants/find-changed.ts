import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What Stryker mutates, as git names it. */
function readMutated(): string[] {
  const { mutate } = JSON.parse(readFileSync("stryker.config.json", "utf8")) as { mutate: string[] };
  return mutate.map((glob) => `:(glob)${glob}`);
}

export const listMutated = (): string[] =>
  (git("ls-files", "-z", ...readMutated()) ?? "").split("\0").filter(Boolean);

/**
 * The lines of that code that are new since this branch parted from a commit, as Stryker takes them: `file:from-to`.
 * Undefined where git knows no such commit.
 */
export function findChanged(commit: string): string[] | undefined {
  const base = git("merge-base", "--end-of-options", commit, "HEAD");
  if (base === undefined) return undefined;
  const diff = git(
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    base.trim(),
    "--",
    ...readMutated(),
  )!;
  let file = "";
  return diff.split("\n").flatMap((line) => {
    file = /^\+\+\+ b\/(.+)$/.exec(line)?.[1] ?? file;
    const [, from, count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    return from === undefined || count === "0" ? [] : `${file}:${from}-${Number(from) + Number(count) - 1}`;
  });
}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  return status === 0 ? stdout : undefined;
}
