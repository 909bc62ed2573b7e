import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { findStale, writeAll } from "../scripts/generated-files.js";
import { render } from "../scripts/render.js";
import { edit, findProblems } from "./find-problems.js";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const committed = render("openapi/openapi.yaml");

/** A copy of what generation reads and writes, below a folder whose name a URL would spell in another way. */
function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "generate ä%20%'-"));
  folders.push(folder);
  for (const name of ["openapi", "generated", "scripts", "package.json"]) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

function runGenerate(
  folder: string,
  ...flags: string[]
): { status: number | null; stdout: string; stderr: string } {
  const args = ["--import", "tsx", join(folder, "scripts/generate.ts"), ...flags];
  return spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

/** What is broken, where, from what to what, and the place and the sentence that name it. */
const broken: [
  name: string,
  file: string,
  from: string | RegExp,
  to: string,
  place: string,
  message: string,
][] = [
  [
    "a $ref to nowhere",
    "schemas/SCIMRegistration.yaml",
    "./SCIMAttributes.yaml",
    "./Nowhere.yaml",
    "schemas/SCIMRegistration.yaml:20",
    "Can't resolve $ref",
  ],
  [
    "an undeclared path parameter",
    "openapi.yaml",
    "members/{member_id}:",
    "members/{other_id}:",
    "paths/member.yaml:20",
    "does not define the path parameter `{other_id}`",
  ],
  [
    "a duplicate operationId",
    "paths/member.yaml",
    "members.delete\n",
    "members.deletePassword\n",
    "paths/member-password.yaml:2",
    "unique `operationId`",
  ],
  [
    "a wrong example",
    "responses/Unauthorized.yaml",
    "status_code: 401",
    'status_code: "401"',
    "responses/Unauthorized.yaml:10",
    "must be integer",
  ],
  [
    "a missing description",
    "schemas/Member.yaml",
    /( member_id:\n) +description: .*\n/,
    "$1",
    "schemas/Member.yaml:28",
    '"member_id" lacks a description',
  ],
  [
    "a pattern that does not compile",
    "parameters/member_id.yaml",
    /pattern: .*/,
    "pattern: ^[a-z$",
    "parameters/member_id.yaml:10",
    "Invalid regular expression",
  ],
  [
    "a keyword that Ajv cannot apply",
    "schemas/RetiredEmail.yaml",
    "type: string",
    "type: [string, object]\n    minItems: 1",
    "schemas/RetiredEmail.yaml:5",
    'missing type "array" for keyword "minItems"',
  ],
  [
    "a method that is no DELETE",
    "paths/member.yaml",
    /^delete:/,
    "post:",
    "paths/member.yaml:1",
    "The client cannot express the method POST.",
  ],
  [
    "a request body",
    "paths/member.yaml",
    "  responses:",
    "  requestBody:\n    description: None.\n    content: { application/json: { schema: { type: string }, example: a } }\n  responses:",
    "paths/member.yaml:25",
    "The client cannot express an operation's own requestBody.",
  ],
  [
    "an operation without a session header",
    "paths/member.yaml",
    "    - $ref: ../parameters/X-Stytch-Member-Session.yaml\n",
    "",
    "paths/member.yaml:20",
    "without the header X-Stytch-Member-Session: `authorization` would be dropped",
  ],
];

describe("a description that is not good", () => {
  it.for(broken)("stops generation for %s", async ([, file, from, to, place, message]) => {
    const lines = await findProblems(render, file, from, to);
    expect(lines).toContainEqual(expect.stringContaining(message));
    expect(lines.find((line) => line.includes(message))).toMatch(`${place} `);
  });

  it("leaves generated/ as it was and ends with exit code 1", () => {
    const folder = copyProject();
    edit(
      join(folder, "openapi/paths/member.yaml"),
      "operationId: organizations.members.delete",
      "operationId: Delete",
    );
    const { status, stderr } = runGenerate(folder);
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
});

/** A change of each kind in the description. */
const changes: [name: string, file: string, from: string, to: string][] = [
  ["a description", "schemas/Member.yaml", "description: One person", "description: A person"],
  ["an example", "responses/Forbidden.yaml", "is not permitted to", "may not"],
  ["a path", "openapi.yaml", "members/passwords/{", "members/password/{"],
];

describe("a change of the description", () => {
  it.for(changes)("makes generated/ stale when it is in %s", async ([, file, from, to]) => {
    const folder = copyProject();
    edit(join(folder, "openapi", file), from, to);
    const files = await render(join(folder, "openapi/openapi.yaml"));
    expect(findStale(files, "generated")).toContain("openapi.json");
  });

  it("makes generated/ stale when it is in a field name", async () => {
    const folder = copyProject();
    for (const file of [
      "schemas/RetiredEmail.yaml",
      "schemas/Member.yaml",
      "examples/password_deleted_full.yaml",
    ]) {
      edit(join(folder, "openapi", file), /\bemail_id\b/g as never, "address_id");
    }
    const files = await render(join(folder, "openapi/openapi.yaml"));
    expect(findStale(files, "generated")).toEqual(["openapi.json", "types.ts"]);
  });

  it("is named by --check, which writes nothing, through a link too", () => {
    const folder = copyProject();
    edit(join(folder, "openapi/schemas/Member.yaml"), "description: One person", "description: A person");
    const link = `${folder}-link`;
    symlinkSync(folder, link, "junction");
    folders.push(link);
    expect(runGenerate(link, "--check")).toMatchObject({
      status: 1,
      stderr: "generated/openapi.json is stale.\ngenerated/types.ts is stale.\nRun: npm run generate\n",
    });
    expect(readFileSync(join(folder, "generated/types.ts"), "utf8")).toBe(
      readFileSync("generated/types.ts", "utf8"),
    );
  });

  it("is taken in by the next run, which says what changed in each file", async () => {
    const folder = copyProject();
    const generated = join(folder, "generated");
    edit(join(folder, "openapi/schemas/Member.yaml"), "description: One person", "description: A person");
    const files = await render(join(folder, "openapi/openapi.yaml"));
    expect(writeAll(files, generated).split("\n")).toEqual([
      `${generated}/openapi.json  updated: 1 lines added, 1 removed`,
      `${generated}/types.ts  updated: 1 lines added, 1 removed`,
      `${generated}/client.ts  unchanged`,
    ]);
    expect(findStale(files, generated)).toEqual([]);
  });

  it("is noticed when a kill let through only some of the files", async () => {
    const folder = copyProject();
    edit(join(folder, "generated/types.ts"), "export interface paths", "export interface old_paths");
    expect(findStale(await committed, join(folder, "generated"))).toEqual(["types.ts"]);
  });
});

describe("npm run generate", () => {
  it("writes the same bytes on every run, which are the committed ones", async () => {
    expect(await render("openapi/openapi.yaml")).toEqual(await committed);
    expect(Object.keys(await committed)).toEqual(["openapi.json", "types.ts", "client.ts"]);
    expect(findStale(await committed, "generated"), "Run: npm run generate").toEqual([]);
  });

  it("explains itself, and ends with exit code 2 when it is used wrongly", () => {
    expect(runGenerate(".", "--help")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("--check"),
    });
    expect(runGenerate(".", "--chekc")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("'--chekc'"),
    });
    expect(runGenerate(".", "--check", "--watch")).toMatchObject({
      status: 2,
      stderr: "--check writes nothing, so that there is nothing to watch for.\n",
    });
  });

  it("is refused below a folder that tools cannot tell from a part of a URL", () => {
    for (const odd of ["#", "?", ":"]) {
      const folder = mkdtempSync(join(tmpdir(), `generate-${odd}-`));
      folders.push(folder);
      mkdirSync(join(folder, "scripts"));
      cpSync("scripts/check-folder.js", join(folder, "scripts/check-folder.js"));
      writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
      const { status, stderr } = spawnSync(process.execPath, ["scripts/check-folder.js"], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(stderr).toBe(
        `Tools take the ${odd} in ${folder} for something else than a part of its name: move the checkout.\n`,
      );
      expect(status).toBe(1);
    }
  });

  it("goes on after a mistake in --watch, and after a save by rename", async () => {
    const folder = copyProject();
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
    writeFileSync(`${file}~`, good.replace("description: One person", "description: A person"));
    renameSync(`${file}~`, file);
    await expect.poll(() => output, slow).toContain("generated/types.ts  updated: 1 lines added, 1 removed");
    expect(child.exitCode).toBeNull();
  });
});
