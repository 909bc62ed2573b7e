import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * How many types TypeScript instantiates for a program, beyond those of an empty one: a measure of its work that is the
 * same on every machine.
 */
export function countInstantiations(program: string, project: string, skipLibCheck: boolean): number {
  return compile(program, project, skipLibCheck) - compile("export {};", project, skipLibCheck);
}

function compile(program: string, project: string, skipLibCheck: boolean): number {
  const folder = join(project, "compile");
  mkdirSync(folder, { recursive: true });
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    lib: ["es2022"],
    types: [],
    noEmit: true,
    skipLibCheck,
  };
  writeFileSync(join(folder, "program.mts"), program);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.mts"] }));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  const [, count] = /^Instantiations: +(\d+)$/m.exec(stdout) ?? [];
  if (count === undefined || stdout.includes("error TS")) throw new Error(stdout);
  return Number(count);
}
