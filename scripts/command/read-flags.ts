import { parseArgs } from "node:util";

/** Reads the flags of a script: prints `help` for `--help`, and ends with exit code 2 for anything unknown. */
export function readFlags<Name extends string>(
  help: string,
  names: readonly Name[],
): Partial<Record<Name, boolean>> {
  const options = Object.fromEntries(["help", ...names].map((name) => [name, { type: "boolean" as const }]));
  try {
    const { values } = parseArgs({ options, strict: true });
    if (values["help"] === true) {
      console.log(help);
      process.exit(0);
    }
    return values as Partial<Record<Name, boolean>>;
  } catch (error) {
    console.error(`${(error as Error).message.split("\n")[0]}\n\n${help}`);
    process.exit(2);
  }
}
