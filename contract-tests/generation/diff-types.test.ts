// What is said to break nobody who compiles breaks nobody: by the compiler, over the types generated before and after.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { expect, it, onTestFinished } from "vitest";
import { listOperations } from "../../scripts/description/document.js";
import { renderTypes } from "../../scripts/render/render-types.js";
import { cases, indexOfCase, joinCases } from "./diff-cases.js";

const helpers = `
import type { paths as Base } from "./base.js";
import type { paths as Revision } from "./revision.js";
type Sent<Operation> = Pick<Operation, Extract<keyof Operation, "parameters" | "requestBody">>;
/** Without what is never there. */
type There<Answer> = { [Key in keyof Answer as Answer[Key] extends undefined ? never : Key]: Answer[Key] };
type Read<Operation> = Operation extends { responses: infer All } ? { [Status in keyof All]: There<All[Status]> } : never;
type Fits<Given, Wanted> = [Given] extends [Wanted] ? true : false;
`;

/** The cases after which what was sent is not accepted, or what is answered not taken for what it was. */
async function listUnfit(): Promise<Set<number>> {
  const folder = mkdtempSync(join(tmpdir(), "diff-types-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const base = joinCases(1);
  writeFileSync(join(folder, "base.ts"), renderTypes(base));
  writeFileSync(join(folder, "revision.ts"), renderTypes(joinCases(2)));
  const operations = listOperations(base).filter(({ path }) => path.startsWith("/case-"));
  const lines = operations.flatMap(({ path, method }) => {
    const [before, after] = ["Base", "Revision"].map(
      (side) => `${side}[${JSON.stringify(path)}]["${method}"]`,
    );
    const checks = [`Fits<Sent<${before}>, Sent<${after}>>`, `Fits<Read<${after}>, Read<${before}>>`];
    return checks.map((check) => ({ check: `true satisfies ${check};`, index: indexOfCase(path) }));
  });
  const file = join(folder, "checks.ts");
  writeFileSync(file, `${lines.map(({ check }) => check).join("\n")}${helpers}`);
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es5.d.ts"],
    module: ts.ModuleKind.NodeNext,
  });
  const source = program.getSourceFile(file)!;
  const found = ts.getPreEmitDiagnostics(program).map(({ file: place, start, messageText }) => {
    const line = place === source ? lines[source.getLineAndCharacterOfPosition(start!).line] : undefined;
    if (line === undefined) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    return line.index;
  });
  return new Set(found);
}

it("leaves out no break that the compiler sees", async () => {
  const unfit = await listUnfit();
  const isSaid = (index: number): boolean => /: .*compile/.test(cases[index]![3]);
  expect([...unfit].filter((index) => !isSaid(index)).map((index) => cases[index]![0])).toEqual([]);
  expect([...unfit].filter(isSaid).length).toBeGreaterThan(25);
});
