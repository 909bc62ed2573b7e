/**
 * The seed of this run: `CONTRACT_SEED`, or 1. It is fixed, so that CI and a colleague get the run that you got; give
 * another one to look for more.
 */
export function seed(given: string | undefined = process.env["CONTRACT_SEED"]): number {
  if (given === undefined || given === "") return 1;
  const number = Number(given);
  if (!/^\d+$/.test(given) || number > 0x7fffffff)
    throw new Error(
      `CONTRACT_SEED must be a whole number from 0 to 2147483647, not ${JSON.stringify(given)}`,
    );
  return number;
}
