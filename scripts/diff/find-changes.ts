import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** How much of a version number a change raises, from 1.0 on. */
export type Bump = "major" | "minor" | "patch";

/** A change as Redocly tells it. */
export interface Change {
  /** The keys from the root through every `$ref`: one way to it of maybe many. */
  path: string;
  /** Redocly's name for what stands there: `Schema`, `Parameter`, … */
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** Of what was modified: `key` where its name was. */
  property?: string;
  impact: Bump;
  verdicts: { ruleId: string; message: string }[];
  /** Where it really stands. A value that is not there has the place of what would hold it. */
  base?: { pointer: string; value?: unknown };
  revision?: { pointer: string; value?: unknown };
}

const redocly = fileURLToPath(new URL("bin/cli.js", import.meta.resolve("@redocly/cli/package.json")));

/** Compares two bundles: every difference, in the order of its path. */
export async function findChanges(base: object, revision: object): Promise<Change[]> {
  const folder = mkdtempSync(join(tmpdir(), "diff-"));
  try {
    const files = Object.entries({ base, revision }).map(([name, document]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(document));
      return file;
    });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [redocly, "diff", ...files, "--format", "json", "--fail-on", "none"],
      // From the folder, so that it finds no configuration.
      { cwd: folder, env: { ...process.env, REDOCLY_TELEMETRY: "off" }, maxBuffer: 2 ** 30 },
    );
    return (JSON.parse(stdout) as { changes: Change[] }).changes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
