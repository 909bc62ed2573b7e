import { unescapeKey, type Home } from "../contract/values/shape.js";

/** The keys from the bundle's root to where it is written what stands in a place of a body. */
export const pointerTo = (schema: readonly string[], { owner, trail }: Home): string[] => [
  ...(owner === undefined ? schema : ["components", "schemas", owner]),
  ...trail
    .split("/")
    .slice(1)
    .flatMap((step) => (step === "[]" ? ["items"] : ["properties", unescapeKey(step)])),
];
