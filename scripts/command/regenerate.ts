import { describeStale, writeAll } from "./generated-files.js";
import { SpecError } from "../description/spec-error.js";

const folder = "generated";

/** Regenerates `generated/`, or only compares it, and says what has come of it: false when something is wrong. */
export async function regenerate(check = false): Promise<boolean> {
  try {
    // Loaded late, so that --help and a wrong flag answer at once.
    const { render } = await import("../render/render.js");
    const files = await render("openapi/openapi.yaml");
    if (!check) {
      console.log(writeAll(files, folder));
      const { listWholeBodies } = await import("../render/render-client.js");
      for (const note of listWholeBodies(JSON.parse(files["openapi.json"]!))) console.log(note);
      return true;
    }
    const stale = describeStale(files, folder);
    if (stale === undefined) console.log("generated/ is up to date.");
    else console.error(stale);
    return stale === undefined;
  } catch (error) {
    const { message, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof SpecError)
      console.error(
        `${message}\n${error.problems.length} problem(s) in the API description; ${folder}/ is as it was.`,
      );
    else if (syscall !== undefined) console.error(`${folder}/ cannot be written: ${message}`);
    else throw error;
    return false;
  }
}
