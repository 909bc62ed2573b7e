import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const version = "1.76.0";
const integrity =
  "sha512-pjqwnzmA9YK3ZX+IZSICMsywm4qI6HLSngR2py9H6TvFApHHuJjkTAd+gFJfnqJDzJuro8k7ji6JCtJ2U+Byng==";

/** Of the package, the page takes one file. What it depends on would be 280 packages more. */
const wanted = "package/dist/browser/standalone.js";

/** Puts Scalar's script into a folder, unless it is there, and returns its name. */
export function fetchScalar(folder: string): string {
  const name = `scalar-${version}.js`;
  const file = join(folder, name);
  if (existsSync(file)) return name;
  console.error("Fetching Scalar's script from npm, once: 13 MB.");
  const place = mkdtempSync(join(tmpdir(), "scalar-"));
  try {
    const tarball = `scalar-api-reference-${version}.tgz`;
    run("npm", ["pack", `@scalar/api-reference@${version}`, "--prefer-offline", "--loglevel=error"], place);
    const hash = createHash("sha512").update(readFileSync(join(place, tarball)));
    if (`sha512-${hash.digest("base64")}` !== integrity) throw new Error(`${tarball} is not what it was.`);
    run("tar", ["-xzf", tarball, wanted], place);
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(place, wanted), `${file}.tmp`);
    renameSync(`${file}.tmp`, file);
  } finally {
    rmSync(place, { recursive: true });
  }
  return name;
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(
      `${command} ${args[0]} failed: ${error?.message ?? stderr.trim().split("\n", 2).join(" ")}`,
    );
}
