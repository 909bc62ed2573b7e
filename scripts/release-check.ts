import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { readFlags } from "./command/read-flags.js";

const { facts, tag } = readFlags(
  `Usage: npm run release:check -- [--facts] [--tag NAME]

Says whether what is checked out may be published: the tree is clean, versions and changelog agree, the tests
pass, those from the packed package too, and npm would take it. Nothing is published.

  --facts   only what takes seconds: the tree, the versions, the changelog, the repository
  --tag     the tag that is published; it has to be v and the version
  --help    show this text`,
  ["facts"],
  ["tag"],
);
process.chdir(dirname(import.meta.dirname));

interface Manifest {
  version: string;
  repository: { url: string };
}
const readJson = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8")) as Manifest;

const { version, repository } = readJson("package.json");
const problems = [...findChanges(), ...findVersions(), ...findRepository()];
if (problems.length > 0) end(problems.join("\n"));
console.log(`The tree is clean, and everything says ${version}.`);

if (!facts) {
  const tests = [
    "check",
    "test:all",
    "size",
    "docs",
    "test:browser",
    "test:examples",
    "test:compilers",
    "test:runtimes",
  ];
  for (const args of [...tests.map((name) => ["run", name]), ["publish", "--dry-run"]]) {
    console.log(`\nnpm ${args.join(" ")}`);
    const { status } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
    if (status !== 0) end(`npm ${args.join(" ")} ended with ${status}.`);
  }
  for (const change of findChanges()) end(`After the tests: ${change}`);
  console.log(`\n${version} may be published: push the tag v${version}.`);
}

function findChanges(): string[] {
  const changed = git("status", "--porcelain");
  return changed === "" ? [] : [`The tree is not clean: commit or remove\n${changed}`];
}

function findVersions(): string[] {
  const locked = readJson("package-lock.json").version;
  const [entry = "nothing"] = /^## .*$/m.exec(readFileSync("CHANGELOG.md", "utf8")) ?? [];
  const [, released] = /^## (\d\S*) - \d{4}-\d{2}-\d{2}$/.exec(entry) ?? [];
  return [
    ...(locked === version
      ? []
      : [`package-lock.json has version ${locked}, package.json ${version}: run \`npm install\`.`]),
    ...(released === version
      ? []
      : [`CHANGELOG.md begins with "${entry}": name it "## ${version} - " and the day.`]),
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`The tag is ${tag}, and package.json has ${version}.`]),
  ];
}

/** npm refuses the provenance of a package whose `repository` is not the one that it is built in. */
function findRepository(): string[] {
  const origin = git("config", "--default", "", "remote.origin.url");
  const place = (url: string): string => url.replace(/^.*github\.com[:/]|\.git$/g, "");
  return origin === "" || place(origin) === place(repository.url)
    ? []
    : ["`repository` in package.json is not the remote that is called origin."];
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { encoding: "utf8" });
  if (status !== 0) end(`git ${args[0]} says: ${stderr.trim()}`);
  return stdout.trim();
}

function end(message: string): never {
  console.error(message);
  process.exit(1);
}
