// The command says in one line what is wrong, writes nothing then, and goes on watching.
import { spawn } from "node:child_process";
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
import { describe, it } from "vitest";
import { optimizeLate } from "../optimize-late.js";
import { runInProcess } from "../run-in-process.js";
import { copyProject, edit, makeFolder, run } from "./copies.js";

const runGenerate = (folder: string, ...flags: string[]): ReturnType<typeof run> =>
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

  it("takes somebody else's document with --spec and --out, and replaces only what it wrote itself", async ({
    expect,
    onTestFinished,
  }) => {
    const folder = makeFolder(onTestFinished);
    const [spec, out] = [join(folder, "a.json"), join(folder, "out")];
    const get = { responses: { 204: { description: "" } } };
    const paths = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`/${n}`, { get }]));
    const servers = [{ url: "https://a.test" }];
    const info = { title: "a", version: "1" };
    writeFileSync(spec, JSON.stringify({ openapi: "3.1.0", info, servers, security: [], paths }));
    const wrong = { status: 2, stdout: "" };
    const together = "--spec and --out go together.\n";
    const generate = (...flags: string[]) => runInProcess("scripts/generate.ts", ...flags);
    const alone = await generate("--spec", spec);
    const nowhere = await generate("--out", out);
    const watched = await generate("--spec", spec, "--out", out, "--check");
    const first = await generate("--spec", spec, "--out", out);
    expect(alone).toEqual({ ...wrong, stderr: together });
    expect(nowhere).toEqual({ ...wrong, stderr: together });
    expect(watched).toEqual({ ...wrong, stderr: "--spec goes with neither --check nor --watch.\n" });
    expect(first).toEqual({
      status: 0,
      stderr: "",
      stdout: [
        ...Array.from({ length: 10 }, (_, n) => `GET /${n} is called get${n}.\n`),
        "and 2 more.\n",
        ...["openapi.json", "types.ts", "client.ts", "examples.ts"].map(
          (name) => `${out}/${name}  created\n`,
        ),
      ].join(""),
    });
    expect((await generate("--spec", spec, "--out", out)).stdout).toContain("client.ts  unchanged\n");
    writeFileSync(join(out, "client.ts"), "export {};\n");
    writeFileSync(spec, "[");
    expect(await generate("--spec", spec, "--out", out)).toEqual({
      ...wrong,
      stderr: `${join(out, "client.ts")} was not generated: it would be lost.\n`,
    });
    rmSync(join(out, "client.ts"));
    const broken = await generate("--spec", spec, "--out", out);
    expect(broken).toMatchObject({ status: 1, stdout: "" });
    expect(broken.stderr).toMatch(/a\.json:1 Failed to parse: .*\nNothing was written\.\n$/);
    expect(readdirSync(out)).toEqual(["examples.ts", "openapi.json", "types.ts"]);
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

  it("goes on after a mistake in --watch, one in a lint rule too, and after a save by rename", async ({
    expect,
    onTestFinished,
  }) => {
    const throwing = edit("openapi/redocly-plugin.js", "const seen =", "const seen = null.seen;");
    const folder = copyProject(onTestFinished, throwing);
    const file = join(folder, "openapi/schemas/Member.yaml");
    const good = readFileSync(file, "utf8");
    const args = ["--import", "tsx", join(folder, "scripts/generate.ts"), "--watch"];
    const child = spawn(process.execPath, [...optimizeLate, ...args], { cwd: folder });
    onTestFinished(() => void child.kill());
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    const slow = { timeout: 30_000 };
    await expect.poll(() => output, slow).toContain("problem(s) in the API description");
    expect(output).toMatch(/^openapi\/redocly-plugin\.js:\d+ This is more than/m);
    edit("openapi/redocly-plugin.js", "const seen = null.seen;", "const seen =")(folder);
    await expect.poll(() => output, slow).toContain("generated/client.ts  unchanged");
    writeFileSync(file, `${good}\ttab: 1\n`);
    await expect.poll(() => output, slow).toMatch(/^openapi\/schemas\/Member\.yaml:\d+ Failed to parse: /m);
    writeFileSync(`${file}~`, "");
    renameSync(`${file}~`, file);
    await expect.poll(() => output, slow).toContain("openapi/schemas/Member.yaml:1 The file is empty.");
    writeFileSync(file, good);
    await expect.poll(() => output.match(/client\.ts {2}unchanged/g), slow).toHaveLength(2);
    expect(child.exitCode).toBeNull();
  });
});
