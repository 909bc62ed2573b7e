// The generated types have everything that people typed of an operation.
import { expect, it } from "vitest";
import { document } from "../../contract/cases.js";
import { createCompiler } from "./compiler.js";
import { isUsed, observeTypes } from "./generated-types.js";
import { goldenPrograms } from "./golden-programs.js";

const compiler = createCompiler(goldenPrograms);

it.for(Object.keys(goldenPrograms).map((file) => [file] as const))("take the values of %s", ([file]) => {
  expect(compiler.listErrors(file)).toEqual([]);
});

it("are counted where such a value is given", ({ task }) => {
  task.meta.reached = observeTypes(document, isUsed(compiler));
  expect(task.meta.reached).not.toEqual([]);
});
