// What forbids a release is said, each thing in a line of its own, before anything long is run.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { runInProcess } from "../run-in-process.js";

const folder = mkdtempSync(join(tmpdir(), "release-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

const git = (...args: string[]) =>
  spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
const check = (...args: string[]) =>
  runInProcess(join(folder, "scripts/release-check.ts"), "--facts", ...args);

function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

beforeAll(() => {
  for (const name of ["package.json", "package-lock.json", "CHANGELOG.md", "scripts"])
    cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  edit("CHANGELOG.md", (text) => text.replace(/^## .*$/m, `## ${version} - 2026-01-31`));
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "Release");
});
beforeEach(() => {
  git("reset", "-q", "--hard");
  git("remote", "remove", "origin");
});

const same = `The tree is clean, and everything says ${version}.\n`;

it.for([
  ["no tag", []],
  ["the tag of the version", ["--tag", `v${version}`]],
] as const)("has no objection with %s", async ([, args]) => {
  expect(await check(...args)).toEqual({ status: 0, stdout: same, stderr: "" });
});

it.for([
  "https://github.com/stytch-b2b-members/stytch-b2b-members",
  "git@github.com:stytch-b2b-members/stytch-b2b-members.git",
])("knows the repository as %s", async (url) => {
  git("remote", "add", "origin", url);
  expect(await check()).toEqual({ status: 0, stdout: same, stderr: "" });
});

it.for<[what: string, spoil: () => void, lines: string[]]>([
  ["a file that is not committed", () => writeFileSync(join(folder, "new.ts"), ""), ["?? new.ts"]],
  [
    "a changelog without the version",
    () => edit("CHANGELOG.md", (text) => text.replace(/^## .*$/m, "## Unreleased")),
    ['CHANGELOG.md begins with "## Unreleased"'],
  ],
  [
    "a version that the lock file and the changelog do not have",
    () => edit("package.json", (text) => text.replace(`"version": "${version}"`, '"version": "9.8.7"')),
    [`package-lock.json has version ${version}, package.json 9.8.7`, '"## 9.8.7 - " and the day'],
  ],
  [
    "another repository",
    () => git("remote", "add", "origin", "https://github.com/example/example.git"),
    ["`repository` in package.json is not the remote"],
  ],
])("says no to %s", async ([, spoil, lines]) => {
  spoil();
  const { status, stderr } = await check();
  expect(status).toBe(1);
  for (const line of lines) expect(stderr).toContain(line);
  rmSync(join(folder, "new.ts"), { force: true });
});

it("says no to another tag", async () => {
  expect(await check("--tag", "v9.8.7")).toEqual({
    status: 1,
    stdout: "",
    stderr: `The tag is v9.8.7, and package.json has ${version}.\n`,
  });
});

it("ends with 2 for a flag that it does not have", async () => {
  expect((await check("--publish")).status).toBe(2);
});
