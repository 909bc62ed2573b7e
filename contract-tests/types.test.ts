import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { observeTypes } from "./coverage/obligations.js";
import { document } from "./spec.js";
import { createCompiler } from "./types/compiler.js";

const list = (folder: string): string[] => readdirSync(folder).map((file) => `${folder}/${file}`);

/** What people wrote by hand about the generated types. Nothing runs these files: that they compile is the test. */
const fixtures = [...list("contract-tests/types"), ...list("contract-tests/golden")];
const compiler = createCompiler(fixtures);

it.for(fixtures.map((file) => [file] as const))("%s compiles", ([file]) => {
  expect(compiler.listErrors(file)).toEqual([]);
});

it("uses everything that the generated types declare of an operation", ({ task }) => {
  expect(fixtures.flatMap(compiler.listErrors)).toEqual([]);
  const used = compiler.listUsed();
  task.meta.reached = observeTypes(document, (keys) => {
    const declared = compiler.findDeclarations(keys);
    return declared.length > 0 && declared.every((position) => used.has(position));
  });
  expect(task.meta.reached).not.toEqual([]);
});
