// The mock of the contract tests is there whenever a test comes to ask.
import { expect, inject, it } from "vitest";

async function ask(): Promise<Headers> {
  const { headers, body } = await fetch(inject("mock_url"));
  await body?.cancel();
  return headers;
}

it("ends no connection that nobody uses", async () => {
  // The first answer of a server says how long it would have been.
  await ask();
  const headers = await ask();
  expect([headers.get("connection"), headers.get("keep-alive")]).toEqual(["keep-alive", null]);
});
