// The command says in one line what is wrong, writes nothing then, and goes on watching.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, it } from "vitest";
import { copyProject, edit, makeFolder } from "./copies.js";

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a script of a folder by itself, to its end. */
async function run(folder: string, ...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}

const runGenerate = (folder: string, ...flags: string[]): Promise<Run> =>
  run(folder, "--import", "tsx", join(folder, "scripts/generate.ts"), ...flags);

// Each waits for processes of its own.
describe.concurrent("npm run generate", () => {
  it("ends with exit code 1 for a description that is not good, also through a link, and leaves generated/ as it was", async ({
    expect,
    onTestFinished,
  }) => {
    const folder = copyProject(
      onTestFinished,
      edit("openapi/paths/member.yaml", "operationId: organizations.members.delete", "operationId: Delete"),
    );
    const link = `${folder}-link`;
    symlinkSync(folder, link, "junction");
    onTestFinished(() => rmSync(link));
    const { status, stderr } = await runGenerate(link, "--check");
    expect(stderr).toMatch(
      /^openapi\/paths\/member\.yaml:3 An operationId is the dotted path of a client method/,
    );
    expect(stderr).not.toContain("    at ");
    expect(status).toBe(1);
    for (const name of readdirSync("generated")) {
      expect(readFileSync(join(folder, "generated", name), "utf8")).toBe(
        readFileSync(join("generated", name), "utf8"),
      );
    }
  });

  it("explains itself, and ends with exit code 2 when it is used wrongly", async ({ expect }) => {
    expect(await runGenerate(".", "--help")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("--check"),
    });
    expect(await runGenerate(".", "--chekc")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'--chekc'"),
    });
    expect(await runGenerate(".", "--check", "--watch")).toMatchObject({
      status: 2,
      stderr: "--check writes nothing, so that there is nothing to watch for.\n",
    });
  });

  it("is refused below a folder that tools cannot tell from a part of a URL", async ({
    expect,
    onTestFinished,
  }) => {
    for (const odd of ["#", "?", ":"]) {
      const folder = join(makeFolder(onTestFinished), `generate-${odd}-`);
      mkdirSync(join(folder, "scripts"), { recursive: true });
      cpSync("scripts/check-folder.js", join(folder, "scripts/check-folder.js"));
      writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
      const { status, stderr } = await run(folder, "scripts/check-folder.js");
      expect(stderr).toBe(
        `Tools take the ${odd} in ${folder} for something else than a part of its name: move the checkout.\n`,
      );
      expect(status).toBe(1);
    }
  });

  it("goes on after a mistake in --watch, and after a save by rename", async ({ expect, onTestFinished }) => {
    const folder = copyProject(onTestFinished);
    const file = join(folder, "openapi/schemas/Member.yaml");
    const good = readFileSync(file, "utf8");
    writeFileSync(file, `${good}\ttab: 1\n`);
    const args = ["--import", "tsx", join(folder, "scripts/generate.ts"), "--watch"];
    const child = spawn(process.execPath, args, { cwd: folder });
    onTestFinished(() => void child.kill());
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    const slow = { timeout: 30_000 };
    await expect.poll(() => output, slow).toContain("problem(s) in the API description");
    expect(output).toMatch(/^openapi\/schemas\/Member\.yaml:\d+ Failed to parse: /m);
    writeFileSync(`${file}~`, "");
    renameSync(`${file}~`, file);
    await expect.poll(() => output, slow).toContain("openapi/schemas/Member.yaml:1 The file is empty.");
    expect(child.exitCode).toBeNull();
  });
});
