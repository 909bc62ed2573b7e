// The packed package has its entries in both formats, its types and nothing else.
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { publint } from "publint";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { installPacked, run, type Packed } from "./install-packed.js";

let packed: Packed;
let tarball: Buffer;
let project: string;
let installed: string;

beforeAll(() => {
  packed = installPacked();
  tarball = readFileSync(packed.tarball);
  ({ project, installed } = packed);
}, 120_000);
afterAll(() => packed.remove());

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

  it("tells errors by their classes across both formats, and is one version in both", () => {
    const source = `
      import { createRequire } from "node:module";
      import * as esm from "stytch-b2b-members";
      import { createFetchClient } from "stytch-b2b-members/fetch";
      const require = createRequire(import.meta.url);
      const cjs = require("stytch-b2b-members");
      const required = require("stytch-b2b-members/fetch").createFetchClient;
      const init = { params: { path: { organization_id: "organization-test-1", member_id: "member-test-1" } } };
      const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";
      const agents = [];
      const config = { project_id: "project-test-1", secret: "not-a-secret", max_retries: 0 };
      const fails = (status) => async (url, { headers }) => {
        agents.push(headers["User-Agent"]);
        if (status === undefined) throw new TypeError("x");
        return new Response("", { status });
      };
      const report = {};
      for (const [made, { B2BClient }, asked] of [["import", esm, cjs], ["require", cjs, esm]])
        for (const status of [undefined, 404, "refused"]) {
          const client = new B2BClient({ ...config, fetch: fails(status) });
          const ids = status === "refused" ? { member_id: ".." } : init.params.path;
          const error = await client.organizations.members.delete(ids).catch((error) => error);
          const classes = ["ClientError", "StytchError", "RequestError"];
          report[made + " " + status] = classes.filter((name) => error instanceof asked[name]).join();
        }
      for (const create of [createFetchClient, required])
        await create({ ...config, fetch: fails(404) }).DELETE(path, init);
      console.log(JSON.stringify({
        ...report,
        copies: new Set([esm.B2BClient, cjs.B2BClient, createFetchClient, required]).size,
        exports: [Object.keys(esm), Object.keys(cjs)].map((names) => names.toSorted().join()),
        agents: [...new Set(agents)],
      }));`;
    writeFileSync(join(project, "formats.mjs"), source);
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(JSON.parse(run(process.execPath, ["formats.mjs"], project))).toEqual({
      "import undefined": "RequestError",
      "import 404": "StytchError",
      "import refused": "ClientError",
      "require undefined": "RequestError",
      "require 404": "StytchError",
      "require refused": "ClientError",
      copies: 4,
      exports: Array(2).fill("B2BClient,ClientError,RequestError,StytchError,envs"),
      agents: [`stytch-b2b-members/${version}`],
    });
  });

  it("needs no Node that can require ES modules", () => {
    const source = `
      const { B2BClient } = require("stytch-b2b-members");
      const { createFetchClient } = require("stytch-b2b-members/fetch");
      const { nodeFetch } = require("stytch-b2b-members/node");
      const { openapi } = require("stytch-b2b-members/openapi.json");
      console.log(typeof B2BClient, typeof createFetchClient, typeof nodeFetch, Object.keys(require("stytch-b2b-members/types")).length, openapi);`;
    writeFileSync(join(project, "old.cjs"), source);
    const flags = ["--no-experimental-require-module", "old.cjs"];
    expect(run(process.execPath, flags, project)).toBe("function function function 0 3.1.1\n");
  });

  it("is found by resolvers that know no exports", () => {
    // A path is resolved without them.
    const source = `
      const [, , folder] = process.argv;
      console.log(typeof require(folder).B2BClient);`;
    writeFileSync(join(project, "path.cjs"), source);
    expect(run(process.execPath, ["path.cjs", installed], project)).toBe("function\n");
  });

  it("has types that fit every way to resolve them, and nothing that publint remarks on", async () => {
    const analysis = await checkPackage(createPackageFromTarballData(tarball));
    if (!analysis.types) throw new Error("There are no types.");
    expect(Object.keys(analysis.entrypoints)).toEqual([
      ".",
      "./fetch",
      "./node",
      "./testing",
      "./types",
      "./openapi.json",
      "./package.json",
    ]);
    expect(analysis.problems).toEqual([]);
    const copy = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
    const { messages } = await publint({ pack: { tarball: copy as ArrayBuffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it("has source maps that lead to sources it brings", () => {
    const dist = join(installed, "dist");
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
    const [mapped, unmapped] = [true, false].map((is) =>
      files.filter((name) => /\.(js|ts)$/.test(name) && files.includes(`${name}.map`) === is),
    );
    const entries = ["fetch", "index", "node", "testing", "types"];
    const declared = ["cjs/generated/types", ...entries.map((name) => `esm/${name}`)];
    expect(unmapped!.toSorted()).toEqual(declared.map((name) => `${name}.d.ts`));
    const sourcesOf = (name: string): string[] => {
      expect(readFileSync(join(dist, name), "utf8").trimEnd()).toMatch(
        /^\/\/# sourceMappingURL=[\w-]+(\.d)?\.(js|ts)\.map$/m,
      );
      const { sources } = JSON.parse(readFileSync(`${join(dist, name)}.map`, "utf8")) as {
        sources: string[];
      };
      return sources.map((source) => join(dirname(join(dist, name)), source));
    };
    const sources = mapped!.flatMap(sourcesOf);
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    const shipped = readdirSync(join(installed, "src")).map((name) => join(installed, "src", name));
    // A file of types alone leads nowhere but by its declarations.
    expect(shipped.filter((name) => !sources.includes(name))).toEqual([]);
  });

  it("offers the fetch client, the fetch of Node, the types and the description as entries", () => {
    const source = `
      import { createFetchClient } from "stytch-b2b-members/fetch";
      import { nodeFetch } from "stytch-b2b-members/node";
      import * as types from "stytch-b2b-members/types";
      import { createRequire } from "node:module";
      const { openapi } = createRequire(import.meta.url)("stytch-b2b-members/openapi.json");
      console.log(typeof createFetchClient, typeof nodeFetch, Object.keys(types).length, openapi);`;
    writeFileSync(join(project, "entries.mjs"), source);
    expect(run(process.execPath, ["entries.mjs"], project)).toBe("function function 0 3.1.1\n");
  });

  it.for([
    ["as ES modules", "mts", "--module nodenext --lib es2022,dom"],
    ["as CommonJS", "cts", "--module nodenext --lib es2022,dom"],
    ["without those of a platform", "mts", "--module nodenext --lib es2022"],
    [
      "with the oldest options",
      "ts",
      "--module commonjs --moduleResolution node10 --target es5 --lib es2015",
    ],
  ])("brings types that compile %s, without skipLibCheck", ([, extension, options]) => {
    const source = `
      import { B2BClient, StytchError, type Member, type OrganizationsMembersDeleteParams } from "stytch-b2b-members";
      import { createFetchClient, type FetchClient } from "stytch-b2b-members/fetch";
      import { nodeFetch } from "stytch-b2b-members/node";
      import type { components } from "stytch-b2b-members/types";
      export const member: Member | components["schemas"]["Member"] | undefined = undefined;
      export const params: OrganizationsMembersDeleteParams = { organization_id: "o", member_id: "m" };
      export const client: FetchClient = createFetchClient();
      export const done: Promise<{ member_id: string }> = new B2BClient({ fetch: nodeFetch() }).organizations.members.delete(params);
      export const is = (error: unknown): boolean => error instanceof StytchError && error.error_type === "member_not_found";`;
    const file = join(project, `consumer.${extension}`);
    writeFileSync(file, source);
    // The compiler's own libraries are not what is looked at.
    const flags = `--noEmit --strict --exactOptionalPropertyTypes --skipDefaultLibCheck ${options}`;
    const { fileNames, options: read, errors } = ts.parseCommandLine([...flags.split(" "), file]);
    expect(errors).toEqual([]);
    const host = { ...ts.createCompilerHost(read), getCurrentDirectory: () => project };
    const found = ts.getPreEmitDiagnostics(ts.createProgram(fileNames, read, host));
    expect(ts.formatDiagnostics(found, host)).toBe("");
  });

  it("has nothing of Node in any entry but its own, so that bundles for other platforms have none", () => {
    for (const format of ["esm", "cjs"]) {
      const folder = join(installed, "dist", format);
      const imports = (name: string) =>
        [
          ...readFileSync(join(folder, name), "utf8").matchAll(/\b(?:from|import|require\()\s*"([^"]+)"/g),
        ].map(([, from]) => from!);
      const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
      expect(files.filter((name) => imports(name).some((from) => from.startsWith("node:")))).toEqual([
        "node.js",
      ]);
      expect(files.filter((name) => imports(name).includes("./node.js"))).toEqual([]);
      expect(imports("index.js").filter((from) => from.startsWith("./shared-")).length).toBeGreaterThan(0);
    }
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

  it("holds nothing but what it needs, and runs nothing when it is installed", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).map((name) =>
      name.replaceAll("\\", "/"),
    );
    const expected = [
      /^(package\.json|README\.md|LICENSE)$/,
      /^(src|generated)$/,
      /^src\/[\w-]+\.ts$/,
      /^generated\/(client\.ts|examples\.ts|openapi\.json)$/,
      /^dist(\/(esm|cjs))?$/,
      /^dist\/esm\/[\w-]+(\.d\.ts|\.js(\.map)?)$/,
      /^dist\/cjs\/[\w-]+\.js(\.map)?$/,
      /^dist\/cjs\/(src|generated)(\/[\w-]+\.d\.ts(\.map)?)?$/,
      /^dist\/cjs\/package\.json$/,
    ];
    expect(files.filter((name) => !expected.some((form) => form.test(name)))).toEqual([]);
    const { dependencies, scripts } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
    expect(Object.keys(scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
  });
});
