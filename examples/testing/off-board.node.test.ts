// Tests with Node's own runner: node --import tsx --test testing/off-board.node.test.ts
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { B2BClient } from "stytch-b2b-members";
import { createMock } from "stytch-b2b-members/testing";
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
  assert.equal(await offBoard(client, ids), "gone");
  assert.equal(mock.requests.length, 1);
  assert.equal(mock.requests[0]!.method, "DELETE");
  assert.match(mock.requests[0]!.url, /\/organization-test-1\/members\/member-test-1$/);
});

for (const [example, outcome] of [
  ["member_not_found", "gone"],
  ["session_authorization_error", "refused"],
  ["too_many_requests", "refused"],
  ["internal_server_error", "look it up"],
] as const)
  test(`takes ${example} for: ${outcome}`, async () => {
    mock.respondWith("organizations.members.delete", example);
    assert.equal(await offBoard(client, ids), outcome);
  });

test("does not know what became of a request whose connection broke", async () => {
  mock.respondWith("organizations.members.delete", new TypeError("fetch failed"));
  assert.equal(await offBoard(client, ids), "look it up");
});
