// What the linter lets through and no tool can bundle, or serve, is refused at its place in the source.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundleSource } from "../../scripts/description/bundle.js";
import { startMock } from "../../scripts/command/start-mock.js";
import { renderTypes } from "../../scripts/render/render-types.js";
import { copySource, edit, findProblems, type Change } from "./copies.js";

describe("The bundler", () => {
  it.for<[what: string, change: Change, line: string]>([
    [
      "a response that the root does not register",
      edit("openapi.yaml", "    Forbidden:\n      $ref: responses/Forbidden.yaml\n", ""),
      // Whichever operation is the first that has it.
      expect.stringMatching(
        /^responses\/Forbidden\.yaml:1 #\/paths\/.+\/responses\/403 stands for a component that openapi\.yaml does not register\.$/,
      ) as string,
    ],
    [
      "a schema that the root does not register",
      edit(
        "openapi.yaml",
        "    SCIMMultiValuedAttribute:\n      $ref: schemas/SCIMMultiValuedAttribute.yaml\n",
        "",
      ),
      "schemas/SCIMMultiValuedAttribute.yaml:1 #/components/schemas/SCIMIMs/allOf/0 stands for a component that openapi.yaml does not register.",
    ],
    [
      "a parameter's schema that Ajv cannot compile",
      edit("parameters/member_id.yaml", /pattern: .*/, "pattern: ^[a-z$"),
      "parameters/member_id.yaml:9 Invalid regular expression: /^[a-z$/u: Unterminated character class (ajv)",
    ],
    [
      "a schema that Ajv cannot compile, and not one that refers to it",
      edit("schemas/SCIMManager.yaml", "type: string", "type: string\n    pattern: ^[a-z$"),
      "schemas/SCIMManager.yaml:5 Invalid regular expression: /^[a-z$/u: Unterminated character class (ajv)",
    ],
    [
      "what the schema of OpenAPI does not allow",
      edit("openapi.yaml", "version: 0.1.0", "vers: 0.1.0"),
      "openapi.yaml:3 must have required property 'version'",
    ],
    [
      "what it does not allow, though no component is there",
      (folder) => writeFileSync(join(folder, "openapi.yaml"), "openapi: 3.1.1\npaths: {}\n"),
      "openapi.yaml:1 must have required property 'info'",
    ],
  ])("refuses %s", async ([, change, line]) => {
    expect(await findProblems(bundleSource, change)).toEqual([line]);
  });

  const identify = (name: string): Change =>
    edit(`schemas/${name}.yaml`, "type: object", "$id: urn:a\ntype: object");

  it.for<[what: string, changes: Change[], message: string]>([
    [
      "a version of OpenAPI that its parser does not know",
      [edit("openapi.yaml", /openapi: .*/, "openapi: 9.0.0")],
      "Unsupported OpenAPI version: 9.0.0",
    ],
    [
      "two schemas with one $id",
      [identify("SCIMManager"), identify("SCIMName")],
      'reference "urn:a" resolves to more than one schema',
    ],
  ])("hands on what is said of the whole document: %s", async ([, changes, message]) => {
    await expect(bundleSource(copySource(...changes))).rejects.toThrow(message);
  });

  const ways = (target: string): Change =>
    edit(
      "schemas/SCIMManager.yaml",
      "  display_name:\n",
      "  way:\n    description: A way.\n    oneOf: [{ $ref: ./SCIMName.yaml }, { $ref: ./SCIMRole.yaml }]\n" +
        `    discriminator: { propertyName: kind, mapping: { name: ${target} } }\n  display_name:\n`,
    );

  it.for(["./SCIMName.yaml", "../schemas/SCIMName.yaml", '"#/components/schemas/SCIMName"'])(
    "follows a discriminator to %s",
    async (target) => {
      const { components } = await bundleSource(copySource(ways(target)));
      expect(components.schemas["SCIMManager"]).toMatchObject({
        properties: { way: { discriminator: { mapping: { name: "#/components/schemas/SCIMName" } } } },
      });
    },
  );

  it("refuses a discriminator that leads to no schema", async () => {
    expect(await findProblems(bundleSource, ways("./Nobody.yaml"))).toEqual([
      "schemas/SCIMManager.yaml:16 ./Nobody.yaml stands for a schema that openapi.yaml does not register.",
    ]);
  });

  it("takes a schema that holds itself, and so do the types and the mock", async () => {
    const to =
      "  boss:\n    description: The next.\n    allOf:\n      - $ref: ./SCIMManager.yaml\n  display_name:\n";
    const root = copySource(edit("schemas/SCIMManager.yaml", "  display_name:\n", to));
    const document = await bundleSource(root);
    expect(renderTypes(document)).toContain('boss?: components["schemas"]["SCIMManager"];');
    const mock = await startMock(document);
    const path = "/v1/b2b/organizations/a/members/passwords/b";
    const headers = { authorization: "Basic YTpi" };
    const { status } = await fetch(mock.url + path, { method: "DELETE", headers });
    await mock.close();
    expect(status).toBe(200);
  });

  it("lets through what is wrong with the document itself", async () => {
    await expect(bundleSource("openapi/nowhere.yaml")).rejects.toThrow("nowhere.yaml");
  });
});
