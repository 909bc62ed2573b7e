// Tests with Vitest: npx vitest run --config testing/vitest.config.ts
import { B2BClient } from "stytch-b2b-members";
import { createMock } from "stytch-b2b-members/testing";
import { beforeEach, expect, test } from "vitest";
import { offBoard } from "./off-board.ts";

const mock = createMock();
const client = new B2BClient({
  project_id: "project-test-1",
  secret: "not-a-secret",
  fetch: mock.fetch,
  max_retries: 0,
});
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
beforeEach(() => mock.reset());

test("deletes the member", async () => {
  expect(await offBoard(client, ids)).toBe("gone");
  expect(mock.requests).toMatchObject([{ method: "DELETE", operationId: "organizations.members.delete" }]);
  expect(mock.requests[0]!.url).toMatch(/\/organization-test-1\/members\/member-test-1$/);
});

test.for([
  ["member_not_found", "gone"],
  ["session_authorization_error", "refused"],
  ["too_many_requests", "refused"],
  ["internal_server_error", "look it up"],
] as const)("takes %s for: %s", async ([example, outcome]) => {
  mock.respondWith("organizations.members.delete", example);
  expect(await offBoard(client, ids)).toBe(outcome);
});

test("does not know what became of a request whose connection broke", async () => {
  mock.respondWith("organizations.members.delete", new TypeError("fetch failed"));
  expect(await offBoard(client, ids)).toBe("look it up");
});
