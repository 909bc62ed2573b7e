// A place in the bundle is found in the source, in its file and its line.
import { rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { createLocator, locate } from "../../scripts/description/locate.js";
import { makeFolder, placeOf } from "./copies.js";

const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

describe("A place in the bundle", () => {
  it.for<[pointer: string[], place: string]>([
    [[], "openapi.yaml:1"],
    [["info", "title"], "openapi.yaml:4"],
    [["nowhere"], "openapi.yaml:1"],
    [["openapi", "length"], "openapi.yaml:1"],
    [["paths", path], "paths/member.yaml:1"],
    [["paths", path, "delete", "operationId"], "paths/member.yaml:3"],
    [["paths", path, "delete", "parameters", "0"], "parameters/organization_id.yaml:1"],
    [["paths", path, "delete", "parameters", "0", "schema", "type"], "parameters/organization_id.yaml:10"],
    [["paths", path, "delete", "responses", "401", "content"], "responses/Unauthorized.yaml:2"],
    [
      ["components", "schemas", "Member", "properties", "member_id", "toString"],
      placeOf("schemas/Member.yaml", "  member_id:"),
    ],
  ])("is found in the source: %j", async ([pointer, place]) => {
    const { file, line } = await locate("openapi/openapi.yaml", pointer);
    expect(`${file}:${line}`).toBe(`openapi/${place}`);
  });

  it.for<[pointer: string[], place: string]>([
    [["whole"], "other.yaml:1"],
    [["part"], "other.yaml:4"],
    [["part", "c"], "other.yaml:5"],
    [["twice", "c"], "other.yaml:5"],
    [["here", "b"], "root.yaml:6"],
    [["null", "b"], "root.yaml:7"],
  ])("is found behind references: %j", async ([pointer, place]) => {
    const folder = makeFolder();
    const root = [
      "whole: { $ref: other.yaml }",
      "part: { $ref: 'other.yaml#/a~1b/part' }",
      "twice: { $ref: '#/part' }",
      "here: { $ref: '#/there' }",
      "there:",
      "  b: 1",
      "null: null",
    ];
    writeFileSync(join(folder, "root.yaml"), root.join("\n"));
    writeFileSync(join(folder, "other.yaml"), "a/b:\n  # A comment.\n\n  part:\n    c: 1\n");
    const { file, line } = await locate(join(folder, "root.yaml"), pointer);
    expect(`${relative(folder, file)}:${line}`).toBe(place);
  });

  it("is found in a root of any name", async () => {
    const root = join(makeFolder(), "description");
    writeFileSync(root, "a: 1\nb: 2\n");
    expect(await locate(root, ["b"])).toMatchObject({ line: 2 });
  });

  it("is found among others without reading a file again", async () => {
    const folder = makeFolder();
    const root = join(folder, "root.yaml");
    writeFileSync(root, "a: { $ref: other.yaml }\nb: 1");
    writeFileSync(join(folder, "other.yaml"), "c: 1\nd: 2\n");
    const find = createLocator(root);
    expect(await find(["a", "c"])).toMatchObject({ line: 1 });
    rmSync(root);
    rmSync(join(folder, "other.yaml"));
    expect(await find(["a", "d"])).toMatchObject({ line: 2 });
    expect(await find(["b"])).toMatchObject({ line: 2 });
  });

  it("is not found in a file that is not there", async () => {
    await expect(locate("openapi/nowhere.yaml", [])).rejects.toThrow("nowhere.yaml");
  });
});
