import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestContext } from "vitest";

/** A copy, for one test, of what generation reads and writes: below a folder whose name a URL would spell in another way. */
export function copyProject(onTestFinished: TestContext["onTestFinished"]): string {
  const folder = mkdtempSync(join(tmpdir(), "generate ä%20%'-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ["openapi", "generated", "scripts", "package.json"]) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}
