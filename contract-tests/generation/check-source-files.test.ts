// A source file that cannot be read is told with its line, and nothing that follows from it.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkSourceFiles } from "../../scripts/description/check-source-files.js";
import { copySource, findProblems, type Change } from "./copies.js";

/** Puts bytes in place of a line of a file. */
function replaceLine(file: string, line: number, bytes: string): Change {
  return (folder) => {
    const lines = readFileSync(join(folder, file), "latin1").split("\n");
    lines[line - 1] = bytes;
    writeFileSync(join(folder, file), lines.join("\n"), "latin1");
  };
}

function write(file: string, text: string): Change {
  return (folder) => writeFileSync(join(folder, file), text);
}

function remove(file: string): Change {
  return (folder) => rmSync(join(folder, file));
}

describe("A source file that no parser takes", () => {
  it.for<[what: string, spoil: Change, line: string]>([
    [
      "an unclosed quote in the root",
      replaceLine("openapi.yaml", 4, "  title: 'Stytch"),
      "openapi.yaml:5 Failed to parse: deficient indentation.",
    ],
    [
      "a tab in the root",
      replaceLine("openapi.yaml", 4, "\ttitle: Stytch"),
      "openapi.yaml:4 Failed to parse: tab characters must not be used in indentation.",
    ],
    ["an empty root", write("openapi.yaml", ""), "openapi.yaml:1 The file is empty."],
    [
      "two documents in the root",
      write("openapi.yaml", "a: 1\n---\nb: 2\n"),
      "openapi.yaml:1 Failed to parse: expected a single document in the stream, but found more.",
    ],
    ["no root", remove("openapi.yaml"), "openapi.yaml:1 There is no such file."],
    ["no rules", remove("redocly.yaml"), "redocly.yaml:1 There is no such file."],
    [
      "nothing but a comment",
      write("schemas/Member.yaml", "# Nothing."),
      "schemas/Member.yaml:1 The file is empty.",
    ],
    [
      "rules that do not parse",
      replaceLine("redocly.yaml", 3, "extends: ["),
      "redocly.yaml:4 Failed to parse: missed comma between flow collection entries.",
    ],
    [
      "a list that is not closed",
      replaceLine("schemas/RetiredEmail.yaml", 2, "type: [object"),
      "schemas/RetiredEmail.yaml:3 Failed to parse: deficient indentation.",
    ],
    [
      "a key that is there twice",
      replaceLine("paths/member.yaml", 3, "  tags: [Members]"),
      "paths/member.yaml:3 Failed to parse: duplicated mapping key.",
    ],
    [
      "a problem far down and to the right",
      write("schemas/Member.yaml", `${"\n".repeat(10)}description: A: b`),
      "schemas/Member.yaml:11 Failed to parse: bad indentation of a mapping entry.",
    ],
    [
      "what does not parse under the short extension of YAML",
      write("schemas/Short.yml", "a: ["),
      "schemas/Short.yml:1 Failed to parse: unexpected end of the stream within a flow collection.",
    ],
    [
      "a conflict in the first line",
      replaceLine("openapi.yaml", 1, "<<<<<<<"),
      "openapi.yaml:1 A merge left a conflict here.",
    ],
    [
      "a conflict",
      replaceLine("openapi.yaml", 2, "<<<<<<< HEAD"),
      "openapi.yaml:2 A merge left a conflict here.",
    ],
    [
      "the end of a conflict",
      replaceLine("redocly-plugin.js", 3, ">>>>>>> other"),
      "redocly-plugin.js:3 A merge left a conflict here.",
    ],
    [
      "a byte that is not UTF-8",
      replaceLine("schemas/Member.yaml", 2, "# caf\u00e9"),
      "schemas/Member.yaml:2 This line is not UTF-8.",
    ],
    [
      "such a byte in the rules",
      replaceLine("redocly.yaml", 1, "# \u00ff"),
      "redocly.yaml:1 This line is not UTF-8.",
    ],
    [
      "such a byte in the plugin",
      replaceLine("redocly-plugin.js", 1, "// \u00c3"),
      "redocly-plugin.js:1 This line is not UTF-8.",
    ],
    [
      "a number that JSON has not",
      replaceLine("parameters/member_id.yaml", 12, "  maxLength: .inf"),
      "parameters/member_id.yaml:12 JSON cannot hold this value.",
    ],
    [
      "bytes",
      replaceLine("schemas/RetiredEmail.yaml", 1, "description: !!binary aGk="),
      "schemas/RetiredEmail.yaml:1 JSON cannot hold this value.",
    ],
    [
      "an alias of what it stands in",
      replaceLine("openapi.yaml", 3, "info: &info\n  x-info: *info"),
      "openapi.yaml:4 JSON cannot hold this value.",
    ],
    [
      "a folder by its name",
      (folder) => symlinkSync(".", join(folder, "schemas/Folder.yaml")),
      "schemas/Folder.yaml:1 The file cannot be read: EISDIR.",
    ],
    [
      "a $ref to itself",
      write("schemas/Member.yaml", "$ref: '#'"),
      "schemas/Member.yaml:1 This `$ref` leads back to itself.",
    ],
    [
      "a $ref into itself",
      write("schemas/Member.yaml", "type: object\nproperties:\n  a:\n    $ref: '#/properties/a/%zz'"),
      "schemas/Member.yaml:3 This `$ref` leads back to itself.",
    ],
    [
      "a $ref to itself below a property of that name",
      write("schemas/Member.yaml", "properties: { $ref: { $ref: '#/properties/$ref' } }"),
      "schemas/Member.yaml:1 This `$ref` leads back to itself.",
    ],
    [
      "a $ref to a $ref to itself",
      (folder) => {
        write("schemas/SCIMName.yaml", "$ref: ../schemas/SCIMGroup.yaml")(folder);
        write("schemas/SCIMGroup.yaml", "$ref: ./SCIMName.yaml")(folder);
      },
      "schemas/SCIMGroup.yaml:1 This `$ref` leads back to itself.",
    ],
  ])("is told alone, with its line: %s", async ([, spoil, line]) => {
    expect(await findProblems(checkSourceFiles, spoil)).toEqual([line]);
  });

  it("is none where a name says that it is no source, or text only looks like a conflict", async () => {
    const root = copySource(
      write("notes.txt", "a: ["),
      write("schemas/.#Member.yaml", "a: ["),
      write("schemas/Member.yaml.orig", "a: ["),
      write("schemas/Text.yaml", "a: <<<<<<< b"),
      (folder) => mkdirSync(join(folder, "old.yaml")),
    );
    await expect(checkSourceFiles(root)).resolves.toBeUndefined();
  });

  it("is told where not even its folder is there", async () => {
    await expect(checkSourceFiles("nowhere/openapi.yaml")).rejects.toThrow(
      "nowhere/openapi.yaml:1 There is no such file.\nnowhere/redocly.yaml:1 There is no such file.",
    );
  });

  it("is told beside the others of its kind", async () => {
    const spoil = [write("schemas/SCIMGroup.yaml", "a: ["), write("schemas/SCIMName.yaml", "")];
    expect(await findProblems(checkSourceFiles, ...spoil)).toHaveLength(2);
  });
});
