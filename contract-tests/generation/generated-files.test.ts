// A change of the description, or a write that was cut short, makes generated/ stale until the next run.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeStale, findStale, writeAll } from "../../scripts/command/generated-files.js";
import { render } from "../../scripts/render/render.js";
import { copySource, edit, makeFolder, type Change } from "./copies.js";

/** A copy of generated/. */
function copyGenerated(): string {
  const folder = makeFolder();
  cpSync("generated", folder, { recursive: true });
  return folder;
}

describe("a change of the description", () => {
  it.for<[what: string, change: Change]>([
    ["an example", edit("responses/Forbidden.yaml", "is not permitted to", "may not")],
    ["a path", edit("openapi.yaml", "members/passwords/{", "members/password/{")],
  ])("makes generated/ stale when it is in %s", async ([, change]) => {
    const files = await render(copySource(change));
    expect(findStale(files, "generated")).toContain("openapi.json");
  });

  it("makes generated/ stale when it is in a field name", async () => {
    const sources = [
      "schemas/RetiredEmail.yaml",
      "schemas/Member.yaml",
      "examples/password_deleted_full.yaml",
    ];
    const files = await render(
      copySource(...sources.map((file) => edit(file, /\bemail_id\b/g, "address_id"))),
    );
    expect(findStale(files, "generated")).toEqual(["openapi.json", "types.ts", "examples.ts"]);
    expect(describeStale(files, "generated")).toBe(
      "generated/openapi.json is stale.\ngenerated/types.ts is stale.\ngenerated/examples.ts is stale.\nRun: npm run generate",
    );
  });

  it("makes generated/ stale when it is in a description, until the next run, which says what changed in each file", async () => {
    const generated = copyGenerated();
    const files = await render(
      copySource(edit("schemas/Member.yaml", "description: One person", "description: A person")),
    );
    expect(findStale(files, generated)).toContain("openapi.json");
    expect(writeAll(files, generated).split("\n")).toEqual([
      `${generated}/openapi.json  updated: 1 lines added, 1 removed`,
      `${generated}/types.ts  updated: 1 lines added, 1 removed`,
      `${generated}/client.ts  unchanged`,
      `${generated}/examples.ts  unchanged`,
    ]);
    expect(findStale(files, generated)).toEqual([]);
  });
});

describe("a kill that let through only some of the files", () => {
  it("is noticed", () => {
    const names = readdirSync("generated");
    const files = Object.fromEntries(
      names.map((name) => [name, readFileSync(join("generated", name), "utf8")]),
    );
    const generated = copyGenerated();
    edit("types.ts", "export interface paths", "export interface old_paths")(generated);
    expect(findStale(files, generated)).toEqual(["types.ts"]);
  });
});
