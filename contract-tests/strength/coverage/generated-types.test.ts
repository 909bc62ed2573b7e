import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { createCompiler } from "./compiler.js";
import { observeTypes } from "./obligations.js";
import { document } from "../../contract/cases.js";

const list = (folder: string): string[] => readdirSync(folder).map((file) => `${folder}/${file}`);

/** What people wrote by hand about the generated types. That it compiles is the test; `tsc` compiles the other fixtures. */
const surface = [...list("contract-tests/contract/golden"), "contract-tests/types/surface.ts"];
const compiler = createCompiler(surface);

it.for(surface.map((file) => [file] as const))("%s compiles", ([file]) => {
  expect(compiler.listErrors(file)).toEqual([]);
});

it("uses everything that the generated types declare of an operation", ({ task }) => {
  expect(surface.flatMap(compiler.listErrors)).toEqual([]);
  const { named, given } = compiler.findUses(surface);
  const isNamed = (keys: readonly string[]): boolean => named.has(JSON.stringify(keys));
  task.meta.reached = observeTypes(document, (keys) => {
    const declared = compiler.findDeclarations(keys);
    // A body is named for each status. What it holds are schemas, which the operations share.
    const body = keys.indexOf("content") + 2;
    return (
      declared.length > 0 &&
      (body < 2
        ? isNamed(keys)
        : isNamed(keys.slice(0, body)) && declared.every((position) => given.has(position)))
    );
  });
  expect(task.meta.reached).not.toEqual([]);
});
