// The command that compares the description takes the last tag, and ends with 1 until both versions say enough, with 2 for what it cannot compare.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { nextVersion } from "../../scripts/diff/versions.js";
import { document } from "../contract/cases.js";
import { runInProcess } from "../run-in-process.js";
import { copyProject, edit, run } from "./copies.js";

const { version } = document.info;
const next = nextVersion(version, "major");

/** A copy in which a property became optional since the tag, and more. */
function release(): string {
  const folder = copyProject(onTestFinished);
  const git = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
  git("init", "-q");
  git("add", "generated", "package.json");
  git("commit", "-qm", "Release");
  git("tag", "v-last");
  const required = "required: [email_id, email_address]";
  edit("openapi/schemas/RetiredEmail.yaml", required, "required: [email_id]")(folder);
  edit("package.json", `"version": "${version}"`, `"version": "${next}"`)(folder);
  return folder;
}

it("compares with the last tag, and ends with 1 until both versions say enough", async () => {
  const folder = release();
  const before = await run(folder, "--import", "tsx", "scripts/diff.ts");
  edit("openapi/openapi.yaml", `  version: ${version}`, `  version: ${next}`)(folder);
  const after = await runInProcess(join(folder, "scripts/diff.ts"), "--base", "HEAD", "--format", "github");
  expect({ ...before, stdout: before.stdout.split("\n").slice(-5) }).toEqual({
    status: 1,
    stdout: [
      "1 change(s) since v-last.",
      "Together: major.",
      `info.version says ${version}, and has to say ${next} at least after ${version}.`,
      `package.json says ${next}, which is enough after ${version}.`,
      "",
    ],
    stderr: "",
  });
  expect(after).toEqual({
    status: 0,
    stdout: expect.stringMatching(
      /^::warning file=openapi\/schemas\/RetiredEmail.yaml,line=3,.*\n$/,
    ) as string,
    stderr: "",
  });
});

it("ends with 2 and one line for what it does not know", async () => {
  const wrong = {
    "--base nowhere": "nowhere is neither a file nor a commit.",
    "--base README.md": "README.md is no OpenAPI 3.0 or 3.1 document.",
    "--format html": "There is no format html: it is one of terminal, markdown, json, github.",
  };
  for (const [args, line] of Object.entries(wrong))
    expect(await runInProcess("scripts/diff.ts", ...args.split(" "))).toEqual({
      status: 2,
      stdout: "",
      stderr: `${line}\n`,
    });
});
