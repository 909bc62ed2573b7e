import { readFileSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { startMock } from "../../../scripts/command/start-mock.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where Prism serves generated/openapi.json, for every test file alike. */
    mock_url: string;
    /** What looks like a reference to every tool, and is data where it stands in the value of an example. */
    like_refs: object;
    /** Where Prism serves the same with `like_refs` in the example of a 500. */
    like_refs_url: string;
  }
}

const like_refs = {
  $ref: "../Users/1",
  $id: "a",
  $anchor: "a",
  discriminator: { propertyName: "a", mapping: { b: "./Nobody.yaml" } },
  deep: [{ $ref: "#/nowhere" }, { $ref: "https://a.test/b" }],
};

export default async function setup(project: TestProject): Promise<() => Promise<unknown>> {
  const bundle = readFileSync("generated/openapi.json", "utf8");
  const other = bundle.replace(
    '"error_type": "internal_server_error"',
    (type) => `${type}, "error_details": ${JSON.stringify(like_refs)}`,
  );
  const mocks = await Promise.all([bundle, other].map((text) => startMock(JSON.parse(text) as object)));
  project.provide("mock_url", mocks[0]!.url);
  project.provide("like_refs", like_refs);
  project.provide("like_refs_url", mocks[1]!.url);
  return () => Promise.all(mocks.map(({ close }) => close()));
}
