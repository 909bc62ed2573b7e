import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { displayPath, SpecError } from "./spec-error.js";

/** Runs a tool on a file. What it throws becomes a SpecError: of the file beside it that the stack names, or of the file itself. */
export async function blameFile<Result>(file: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SpecError) throw error;
    const { message, name, stack = "" } = error as Error;
    const folder = pathToFileURL(`${dirname(resolve(file))}/`).href;
    const at = stack.indexOf(folder);
    const [, url, line] = (at >= 0 && /^([^?:]*:[^?:]*)\S*?:(\d+)/.exec(stack.slice(at))) || [];
    throw new SpecError([
      {
        file: displayPath(url === undefined ? resolve(file) : fileURLToPath(url)),
        line: Number(line ?? 1),
        // A TypeError speaks of the tool, not of the file.
        message: `${name === "TypeError" ? "This is more than the tools can take: " : ""}${message.split("\n")[0]}`,
      },
    ]);
  }
}
