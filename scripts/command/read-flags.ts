import { parseArgs } from "node:util";

/**
 * Reads the flags of a script, those with a value among them: prints `help` for `--help`, and ends with exit code 2 for
 * anything unknown.
 */
export function readFlags<Name extends string, Valued extends string = never>(
  help: string,
  names: readonly Name[],
  valued: readonly Valued[] = [],
): Partial<Record<Name, boolean> & Record<Valued, string>> {
  const options = Object.fromEntries([
    ...["help", ...names].map((name) => [name, { type: "boolean" as const }] as const),
    ...valued.map((name) => [name, { type: "string" as const }] as const),
  ]);
  try {
    const values: Record<string, unknown> = parseArgs({ options, strict: true }).values;
    if (values["help"] === true) {
      console.log(help);
      process.exit(0);
    }
    return values as Partial<Record<Name, boolean> & Record<Valued, string>>;
  } catch (error) {
    console.error(`${(error as Error).message.split("\n")[0]}\n\n${help}`);
    process.exit(2);
  }
}
