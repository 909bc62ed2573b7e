// A change of a schema is noticed.
import { expect, it } from "vitest";
import { document } from "../../contract/cases.js";
import { mutateKinds } from "./mutate-kinds.js";
import { mutateSchemas } from "./mutate-schemas.js";
import { testSpecMutants } from "./test-spec-mutants.js";

const mutants = mutateSchemas(document);

it("applies every operator", () => {
  expect([...new Set(mutants.map(({ operator }) => operator))].toSorted()).toEqual([
    "a closed set",
    "always true",
    "any integer",
    "any text",
    "more optional property",
    "never empty",
    "never null",
    "no longer required",
    "of another type",
    "of one item at most",
    "removed",
    "renamed",
    "required",
    "with one more known value",
  ]);
});

await testSpecMutants([...mutants, ...mutateKinds(document)]);
