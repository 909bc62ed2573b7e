import { parseArgs } from "node:util";

/**
 * Reads the flags of a script, those with a value among them, and the one `operand` that it has, if any: prints `help`
 * for `--help`, and ends with exit code 2 for anything unknown.
 */
export function readFlags<Name extends string, Valued extends string = never, Operand extends string = never>(
  help: string,
  names: readonly Name[],
  valued: readonly Valued[] = [],
  operand?: Operand,
): Partial<Record<Name, boolean> & Record<Valued, string>> & Record<Operand, string> {
  const options = Object.fromEntries([
    ...["help", ...names].map((name) => [name, { type: "boolean" as const }] as const),
    ...valued.map((name) => [name, { type: "string" as const }] as const),
  ]);
  try {
    const allowPositionals = operand !== undefined;
    const parsed = parseArgs({ options, strict: true, allowPositionals });
    const values: Record<string, unknown> = parsed.values;
    if (values["help"] === true) {
      console.log(help);
      process.exit(0);
    }
    if (operand !== undefined && parsed.positionals.length !== 1) throw new Error(`Name one ${operand}.`);
    return { ...values, ...(operand && { [operand]: parsed.positionals[0] }) } as ReturnType<
      typeof readFlags<Name, Valued, Operand>
    >;
  } catch (error) {
    console.error(`${(error as Error).message.split("\n")[0]}\n\n${help}`);
    process.exit(2);
  }
}
