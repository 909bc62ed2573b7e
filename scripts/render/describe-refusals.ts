import type { createLocator } from "../description/locate.js";
import type { Refusal } from "./render-client.js";

const most = 10;

/** What a client would get wrong: a line for each kind with its count, and one for each of its first ten places. */
export async function describeRefusals(
  refusals: readonly Refusal[],
  locate: ReturnType<typeof createLocator>,
): Promise<string> {
  const kinds = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const places = kinds.get(refusal.kind);
    if (places === undefined) kinds.set(refusal.kind, [refusal]);
    else places.push(refusal);
  }
  const describe = async ([kind, places]: [string, Refusal[]]): Promise<string> => {
    const shown = places.slice(0, most).map(async ({ pointer, name, isName }) => {
      const { file, line } = await locate(pointer, isName);
      return `  ${file}:${line} ${pointer.slice(1).join(" ")}${name === undefined ? "" : ` (${name})`}`;
    });
    const more = places.length > most ? [`  and ${places.length - most} more`] : [];
    const heading = `The client cannot express ${kind}. (${places.length})`;
    return [heading, ...(await Promise.all(shown)), ...more].join("\n");
  };
  return (await Promise.all([...kinds].map(describe))).join("\n");
}
