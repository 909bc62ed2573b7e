// Tests with msw, for those who have it: npx vitest run --config testing/vitest.config.ts testing/off-board.msw.test.ts
// The bodies are yours to write. stytch-b2b-members/testing brings those of the description.
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { B2BClient } from "stytch-b2b-members";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { offBoard } from "./off-board.ts";

const url = "https://test.stytch.com/v1/b2b/organizations/:organization_id/members/:member_id";
const deleted: unknown[] = [];
const server = setupServer(
  http.delete(url, ({ params }) => {
    deleted.push(params);
    // A success without these two is none to the client.
    return HttpResponse.json({
      status_code: 200,
      request_id: "request-id-test-1",
      member_id: params["member_id"],
    });
  }),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const client = new B2BClient({ project_id: "project-test-1", secret: "not-a-secret", max_retries: 0 });
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };

test("deletes the member", async () => {
  expect(await offBoard(client, ids)).toBe("gone");
  expect(deleted).toEqual([ids]);
});

test("takes a 404 for gone only if it is the member that is missing", async () => {
  const answer = (error_type: string) =>
    http.delete(url, () =>
      HttpResponse.json({ status_code: 404, error_type, error_message: "", error_url: "" }, { status: 404 }),
    );
  server.use(answer("member_not_found"));
  expect(await offBoard(client, ids)).toBe("gone");
  server.use(answer("organization_not_found"));
  expect(await offBoard(client, ids)).toBe("refused");
});

test("does not know what became of a request whose connection broke", async () => {
  server.use(http.delete(url, () => HttpResponse.error()));
  expect(await offBoard(client, ids)).toBe("look it up");
});
