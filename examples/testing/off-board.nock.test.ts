// Tests with nock, for those who have it: node --import tsx --test testing/off-board.nock.test.ts
// The bodies are yours to write. stytch-b2b-members/testing brings those of the description.
import nock from "nock";
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { B2BClient } from "stytch-b2b-members";
import { offBoard } from "./off-board.ts";

const client = new B2BClient({ project_id: "project-test-1", secret: "not-a-secret", max_retries: 0 });
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
const intercept = (): nock.Interceptor =>
  nock("https://test.stytch.com").delete("/v1/b2b/organizations/organization-test-1/members/member-test-1");

before(() => nock.disableNetConnect());
afterEach(() => assert.deepEqual(nock.pendingMocks(), []));
after(() => nock.restore());

test("deletes the member", async () => {
  // A success without these two is none to the client.
  intercept().reply(200, { status_code: 200, request_id: "request-id-test-1", member_id: ids.member_id });
  assert.equal(await offBoard(client, ids), "gone");
});

test("takes a 404 for gone only if it is the member that is missing", async () => {
  const answer = { status_code: 404, error_message: "", error_url: "" };
  intercept().reply(404, { ...answer, error_type: "member_not_found" });
  assert.equal(await offBoard(client, ids), "gone");
  intercept().reply(404, { ...answer, error_type: "organization_not_found" });
  assert.equal(await offBoard(client, ids), "refused");
});

test("does not know what became of a request whose connection broke", async () => {
  intercept().replyWithError("socket hang up");
  assert.equal(await offBoard(client, ids), "look it up");
});
