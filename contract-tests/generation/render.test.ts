// A broken description stops generation with file and line, and generated/ is fresh.
import { describe, expect, it } from "vitest";
import { describeStale } from "../../scripts/command/generated-files.js";
import { foldLists, render } from "../../scripts/render/render.js";
import { edit, findProblems, placeOf, type Change } from "./copies.js";

describe("The rendered files", () => {
  it("are the same bytes on every run, which are the committed ones", async () => {
    const files = await render("openapi/openapi.yaml");
    expect(await render("openapi/openapi.yaml")).toEqual(files);
    expect(Object.keys(files)).toEqual(["openapi.json", "types.ts", "client.ts", "examples.ts"]);
    expect(describeStale(files, "generated")).toBeUndefined();
    for (const name of ["types.ts", "client.ts", "examples.ts"])
      expect(files[name]).toMatch(/^\/\/ Generated from openapi\/ by `npm run generate`\. Do not edit\.\n/);
    expect(files["openapi.json"]).toContain(
      '"x-generated": "From openapi/ by `npm run generate`. Do not edit."',
    );
  });

  it("have a list of texts on one line of at most 90 characters", () => {
    const written = (length: number): string => JSON.stringify(["a".repeat(length), 'b\n"c"'], null, 2);
    const longest = "a".repeat(74);
    expect(foldLists(written(74))).toBe(`["${longest}", "b\\n\\"c\\""]`);
    expect(foldLists(written(75))).toBe(written(75));
  });

  it.for<[what: string, changes: Change[], lines: string[]]>([
    [
      "that does not parse, and none of what follows from it",
      [edit("schemas/RetiredEmail.yaml", "type: object", "type: [object")],
      ["schemas/RetiredEmail.yaml:3 Failed to parse: deficient indentation."],
    ],
    [
      "that a rule refuses",
      [edit("schemas/Member.yaml", /( member_id:\n) +description: .*\n/, "$1")],
      [
        `${placeOf("schemas/Member.yaml", "  member_id:")} Property "member_id" lacks a description. Beside a \`$ref\`, wrap the \`$ref\` in \`allOf\`. (house/property-documented)`,
      ],
    ],
    [
      "with a keyword that Ajv cannot apply",
      [edit("schemas/RetiredEmail.yaml", "type: string", "type: [string, object]\n    minItems: 1")],
      ['schemas/RetiredEmail.yaml:5 strict mode: missing type "array" for keyword "minItems" (ajv)'],
    ],
    [
      "that the client cannot express, told place by place",
      [
        edit("openapi.yaml", "    CustomRole:", "    StytchError:"),
        edit("paths/member.yaml", /^delete:/, "trace:"),
        edit("parameters/X-Stytch-Member-Session.yaml", "required: false", "required: true"),
      ],
      [
        `${placeOf("openapi.yaml", "    CustomRole:")} The client cannot express a schema called StytchError: the client has a type of this name.`,
        "paths/member.yaml:1 The client cannot express the method TRACE.",
        "parameters/X-Stytch-Member-Session.yaml:1 The client cannot express X-Stytch-Member-Session as a required header.",
      ],
    ],
  ])("are none of a description %s", async ([, changes, lines]) => {
    const found = await findProblems(render, ...changes);
    expect(found.toSorted()).toEqual(lines.toSorted());
  });
});
