import { readFileSync } from "node:fs";
import { parseYaml } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { createLocator } from "../description/locate.js";
import { describeProblem } from "../description/spec-error.js";
import type { Difference } from "./compare-operations.js";

/** Differences that are meant. A `*` stands for anything. */
interface Deviation {
  difference: Difference["kind"];
  places: string[];
  what?: string[];
  reason: string;
}

const someTexts = { type: "array", minItems: 1, items: { type: "string", minLength: 1 } };
const validate = new Ajv2020().compile<Deviation[]>({
  type: "array",
  items: {
    type: "object",
    required: ["difference", "places", "reason"],
    properties: {
      difference: { enum: ["only here", "only there", "required here", "required there", "typed otherwise"] },
      places: someTexts,
      what: someTexts,
      reason: { type: "string", minLength: 1 },
    },
    additionalProperties: false,
  },
});

/** What is left of the differences when those are taken out that a file knows, and a line for each of its texts that none fits. */
export async function leaveNews(
  file: string,
  differences: readonly Difference[],
): Promise<{ news: Difference[]; stale: string[] }> {
  const deviations = parseYaml(readFileSync(file, "utf8")) ?? [];
  if (!validate(deviations)) {
    const { instancePath, message } = validate.errors![0]!;
    throw new Error(`${file} ${instancePath} ${message}.`);
  }
  const isMeant = ({ difference, places, what = ["*"] }: Deviation, found: Difference): boolean =>
    difference === found.kind &&
    places.some((text) => fits(text, found.place)) &&
    what.some((text) => fits(text, found.what));
  const locate = createLocator(file);
  const stale = deviations.flatMap((deviation, index) =>
    (["places", "what"] as const).flatMap((key) => {
      const texts = deviation[key] ?? [];
      return texts.flatMap((text, at) => {
        const alone = { ...deviation, [key]: [text] };
        if (differences.some((each) => isMeant(alone, each))) return [];
        return [{ pointer: [String(index), key, String(at)], text }];
      });
    }),
  );
  return {
    news: differences.filter((each) => !deviations.some((deviation) => isMeant(deviation, each))),
    stale: await Promise.all(
      stale.map(async ({ pointer, text }) =>
        describeProblem({ ...(await locate(pointer)), message: `No difference fits "${text}" any more.` }),
      ),
    ),
  };
}

function fits(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}
