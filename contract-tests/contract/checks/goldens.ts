import { expect } from "vitest";
import { listDemands } from "../golden/demands.js";
import type { Golden } from "../golden/goldens.js";
import type { Check } from "../world.js";
import { expectDescribed } from "./expect-valid.js";

/** The one place that tells what people have not typed. Where a description has more than a golden, nothing else fails. */
export function demandChecks(typed: readonly Golden[]): Check[] {
  return [
    {
      title: "have everything that is described",
      run: async (world) => {
        const { document } = world;
        const demands = typed.flatMap((golden) => listDemands(document, golden));
        const sentences = new Set(await Promise.all(demands.map(({ describe }) => describe())));
        expect([...sentences].join("\n"), "what only a person can know, from the API's documentation").toBe(
          "",
        );
        for (const golden of typed) {
          const describe = (other: typeof document): void => expect(listDemands(other, golden)).toEqual([]);
          expectDescribed(world, golden.operationId, describe, "demand");
        }
      },
    },
  ];
}
