import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Packed {
  /** The file that `npm pack` wrote. */
  tarball: string;
  /** A folder outside the tree, into whose `node_modules` it is installed. */
  project: string;
  /** The package in there. */
  installed: string;
  remove: () => void;
}

/** Packs the package, which builds it, and installs it as its users do. */
export function installPacked(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  npm(["pack", "--pack-destination", folder], ".");
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz"))!;
  const [tarball, project] = [join(folder, name), join(folder, "project")];
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], project);
  return {
    tarball,
    project,
    installed: join(project, "node_modules/stytch-b2b-members"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What a command printed; throws with all of it where the command fails. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** npm itself, started the same way on every platform. */
export function npm(args: readonly string[], cwd: string): string {
  const script = process.env["npm_execpath"];
  return script === undefined ? run("npm", args, cwd) : run(process.execPath, [script, ...args], cwd);
}
