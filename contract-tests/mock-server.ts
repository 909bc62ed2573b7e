import type { TestProject } from "vitest/node";
import { startMock } from "../scripts/mock.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where Prism serves generated/openapi.json, for every test file alike. */
    mock_url: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mock = await startMock("generated/openapi.json");
  project.provide("mock_url", mock.url);
  return mock.close;
}
