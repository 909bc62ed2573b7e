// The packed package has its entries, its types and nothing else.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "package-"));
const project = join(folder, "project");
const installed = join(project, "node_modules/stytch-b2b-members");
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** npm itself, started the same way on every platform. */
function npm(args: string[], cwd: string): string {
  const script = process.env["npm_execpath"];
  return script === undefined ? run("npm", args, cwd) : run(process.execPath, [script, ...args], cwd);
}

beforeAll(() => {
  npm(["pack", "--pack-destination", folder], ".");
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball)], project);
}, 120_000);

const call = `
const client = new B2BClient({ project_id: "project-test-1", secret: "not-a-secret", custom_base_url: process.env.MOCK_URL });
client.organizations.members
  .delete({ organization_id: "organization-test-1", member_id: "member-test-1" })
  .then(({ status_code }) => console.log(status_code));`;

describe("the packed package", () => {
  it.for([
    ["import", "call.mjs", `import { B2BClient } from "stytch-b2b-members";${call}`],
    ["require()", "call.cjs", `const { B2BClient } = require("stytch-b2b-members");${call}`],
  ] as const)("makes a call through %s, and prints no warning", ([, file, source]) => {
    writeFileSync(join(project, file), source);
    const { stdout, stderr } = spawnSync(process.execPath, [file], {
      cwd: project,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], MOCK_URL: inject("mock_url") },
    });
    expect({ stdout, stderr }).toEqual({ stdout: "200\n", stderr: "" });
  });

  it("rejects as it should where the platform's objects are frozen", async () => {
    const source = `
      import { B2BClient } from "stytch-b2b-members";
      for (const custom_base_url of ["http://127.0.0.1:9", process.env.MOCK_URL]) {
        const fetch = async () => { throw Object.assign(new TypeError("x"), { code: "ECONNREFUSED" }); };
        const config = { project_id: "project-test-1", secret: "not-a-secret", custom_base_url, max_retries: 0 };
        const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
        const client = new B2BClient({ ...config, ...(custom_base_url.endsWith(":9") && { fetch }) });
        await client.organizations.members.delete(ids).then(
          ({ status_code }) => console.log(status_code),
          (error) => console.log(error.name, error.code, error.cause.message, error.headers, error.attempts.length),
        );
        await client.organizations.members.delete({ ...ids, member_id: ".." }).catch((error) => console.log(error.name));
      }`;
    writeFileSync(join(project, "frozen.mjs"), source);
    const { stdout, stderr } = spawnSync(process.execPath, ["--frozen-intrinsics", "frozen.mjs"], {
      cwd: project,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], MOCK_URL: inject("mock_url"), NODE_NO_WARNINGS: "1" },
    });
    const refused = "RequestError connection_failed x undefined 1\nClientError\n";
    expect({ stdout, stderr }).toEqual({ stdout: `${refused}200\nClientError\n`, stderr: "" });
  });

  it("offers the fetch client, the types and the description as entries", () => {
    const source = `
      import { createFetchClient } from "stytch-b2b-members/fetch";
      import * as types from "stytch-b2b-members/types";
      import { createRequire } from "node:module";
      const { openapi } = createRequire(import.meta.url)("stytch-b2b-members/openapi.json");
      console.log(typeof createFetchClient, Object.keys(types).length, openapi);`;
    writeFileSync(join(project, "entries.mjs"), source);
    expect(run(process.execPath, ["entries.mjs"], project)).toBe("function 0 3.1.1\n");
  });

  it("brings types that compile without skipLibCheck", () => {
    const source = `
      import { B2BClient, StytchError, type Member, type OrganizationsMembersDeleteParams } from "stytch-b2b-members";
      import { createFetchClient, type FetchClient } from "stytch-b2b-members/fetch";
      import type { components } from "stytch-b2b-members/types";
      export const member: Member | components["schemas"]["Member"] | undefined = undefined;
      export const params: OrganizationsMembersDeleteParams = { organization_id: "o", member_id: "m" };
      export const client: FetchClient = createFetchClient();
      export const done: Promise<{ member_id: string }> = new B2BClient().organizations.members.delete(params);
      export const is = (error: unknown): boolean => error instanceof StytchError && error.error_type === "member_not_found";`;
    writeFileSync(join(project, "consumer.mts"), source);
    const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
    const options = "--noEmit --strict --module nodenext --target es2022 --lib es2022,dom".split(" ");
    expect(run(process.execPath, [tsc, ...options, "consumer.mts"], project)).toBe("");
  });

  it("keeps openapi-fetch out of its types, and internals out of both", () => {
    const declarations = readdirSync(join(installed, "dist"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".d.ts"))
      .map((name) => readFileSync(join(installed, "dist", name), "utf8"));
    expect(declarations.length).toBeGreaterThan(5);
    for (const text of declarations) {
      expect(text).not.toMatch(/(from|import\()\s*"openapi-/);
      expect(text).not.toMatch(/\broutes\b/);
    }
  });

  it("holds nothing but what it needs", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).map((name) =>
      name.replaceAll("\\", "/"),
    );
    const expected =
      /^(package\.json|README\.md|LICENSE|generated|dist|dist\/(src|generated)|generated\/openapi\.json|dist\/(src|generated)\/[\w-]+\.(js|d\.ts))$/;
    expect(files.filter((name) => !expected.test(name))).toEqual([]);
    const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
  });
});
