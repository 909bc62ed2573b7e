import { parseArgs } from "node:util";

const usage = `Usage: npx tsx off-board-members/index.ts --organization ID --journal FILE [--ids FILE] [--at-once 10]

Deletes the members whose ids stand in --ids, or in standard input, one a line.`;

export interface Arguments {
  organization_id: string;
  journal_file: string;
  /** Standard input where there is none. */
  ids_file: string | undefined;
  at_once: number;
}

/** Reads the command line, or ends the program with exit code 2. */
export function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: {
        organization: { type: "string" },
        journal: { type: "string" },
        ids: { type: "string" },
        "at-once": { type: "string", default: "10" },
        help: { type: "boolean" },
      },
    });
    const { organization: organization_id, journal: journal_file, ids: ids_file, help } = values;
    if (help === true) {
      console.log(usage);
      process.exit(0);
    }
    const at_once = Number(values["at-once"]);
    if (organization_id === undefined || journal_file === undefined)
      throw new Error("--organization and --journal are needed.");
    if (!Number.isSafeInteger(at_once) || at_once < 1)
      throw new Error("--at-once must be a whole number, 1 or more.");
    return { organization_id, journal_file, ids_file, at_once };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}
