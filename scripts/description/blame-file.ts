import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { displayPath, SpecError } from "./spec-error.js";

/** Runs a tool on a file. What it throws becomes a SpecError: of the file beside it that the stack names, or of the file itself. */
export async function blameFile<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SpecError) throw error;
    const { message, name, stack } = error as Required<Error>;
    const folder = dirname(resolve(file));
    const [, below] = stack.split(pathToFileURL(`${folder}/`).href);
    const place = below?.match(/^([^/?:\s]+)(?:\?\S*?)?:(\d+)/);
    throw new SpecError([
      {
        file: displayPath(place ? join(folder, decodeURIComponent(place[1]!)) : resolve(file)),
        line: Number(place?.[2] ?? 1),
        // A TypeError speaks of the tool, not of the file.
        message: `${name === "TypeError" ? "This is more than the tools can take: " : ""}${message.split("\n")[0]}`,
      },
    ]);
  }
}
