// The generated types have everything that people typed of an operation.
import { expect, it } from "vitest";
import type { Response } from "../../../scripts/description/document.js";
import { renderTypes } from "../../../scripts/render/render-types.js";
import { document } from "../../contract/cases.js";
import { completeGolden } from "../../contract/golden/demands.js";
import { folder, goldens } from "../../contract/golden/goldens.js";
import { createCompiler } from "./compiler.js";
import { isUsed, observeTypes, proveTypes } from "./generated-types.js";
import { goldenPrograms, renderGolden } from "./golden-programs.js";

const compiler = createCompiler(goldenPrograms);

it.for(Object.keys(goldenPrograms).map((file) => [file] as const))("take the values of %s", ([file]) => {
  expect(compiler.listErrors(file)).toEqual([]);
});

it("are counted where such a value is given", ({ task }) => {
  task.meta.reached = observeTypes(document, isUsed(compiler));
  expect(task.meta.reached).not.toEqual([]);
});

it("are missed where they lack what such a value is of", ({ task }) => {
  expect(compiler.areMissed([[]])).toEqual([false]);
  task.meta.proven = proveTypes(document, compiler);
  expect(task.meta.proven).not.toEqual([]);
});

it("take what nobody typed yet from the description, so that one check alone asks for it", async () => {
  const golden = completeGolden(document, goldens.at(-1)!);
  const copy = structuredClone(document);
  const { properties, required } = copy.components.schemas["Member"] as Record<string, object>;
  Object.assign(properties!, { zz_colour: { type: "string" } });
  (required as string[]).push("zz_colour");
  const { parameters, responses } = copy.paths[golden.path]!["delete"] as {
    parameters: object[];
    responses: Record<string, Response>;
  };
  parameters.push({ name: "zz_limit", in: "query", required: true, schema: { type: "integer" } });
  const schema = { type: "object", required: ["zz_hint"], properties: { zz_hint: { type: "boolean" } } };
  responses["499"] = {
    description: "It does not fit.",
    headers: { "ZZ-Limit": { schema: { type: "integer" } } },
    content: { "application/json": { schema } },
  } as Response;

  const types = renderTypes(copy);
  const compile = (text: string): string | undefined =>
    createCompiler({ [`${folder}/${golden.operationId}.ts`]: text }).findErrorWith(types);
  expect(compile(renderGolden(golden))).toContain("zz_colour");
  expect(compile(renderGolden(completeGolden(copy, golden)))).toBeUndefined();
});
