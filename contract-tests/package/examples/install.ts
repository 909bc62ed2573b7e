import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";

/** Packs the package and installs it beside a copy of the examples, in a new folder outside of this one. */
export function installExamples(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "examples-")));
  console.log("Packing …");
  npm(["pack", "--silent", "--pack-destination", folder], ".");
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  cpSync("examples", join(folder, "examples"), {
    recursive: true,
    filter: (file) => !file.split(sep).includes("node_modules"),
  });
  const quiet = ["--silent", "--prefer-offline", "--no-audit", "--no-fund"];
  console.log("Installing what the examples need …");
  npm(["ci", ...quiet], join(folder, "examples"));
  // In the repository the package is a link to it; here it is what is published.
  npm(["install", "--no-save", ...quiet, join(folder, tarball)], join(folder, "examples"));
  return join(folder, "examples");
}

function npm(args: string[], cwd: string): void {
  const { status } = spawnSync("npm", args, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`npm ${args[0]} ended with ${status}.`);
}
