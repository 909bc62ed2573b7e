import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startMock } from "../../../scripts/command/start-mock.js";
import { startMemberServer, type Answer } from "./member-server.js";
import { start, type Ended } from "./program.js";

export function testOffBoardMember(cwd: string): void {
  const run = (context: TestContext, url: string, ...ids: string[]): Promise<Ended> =>
    start(context, {
      cwd,
      args: ["off-board-member.ts", ...ids],
      env: { STYTCH_BASE_URL: url, STYTCH_SESSION_TOKEN: "session-token-1" },
    }).ended;

  test("off-board-member.ts deletes a member of the mock", async (context) => {
    const mock = await startMock("generated/openapi.json");
    context.after(() => mock.close());
    const ended = await run(context, mock.url, "organization-test-1", "member-test-1");
    assert.equal(ended.stderr, "");
    assert.match(ended.stdout, /^Deleted, in the call request-id-test-\S+\.\n$/);
    assert.equal(ended.status, 0);
  });

  const failures: Record<string, [Answer, status: number, says: RegExp]> = {
    member_not_found: [{ status: 404, error_type: "member_not_found" }, 0, /There is no such member\.\n$/],
    organization_not_found: [
      { status: 404, error_type: "organization_not_found" },
      1,
      /Nothing was deleted\.\n$/,
    ],
    session_authorization_error: [
      { status: 403, error_type: "session_authorization_error" },
      1,
      /Nothing was deleted\.\n$/,
    ],
    "a 500": [{ status: 500 }, 3, /may have been deleted all the same\. Look before you repeat it\.\n$/],
    "a broken connection": [{ hang_up: true }, 3, /may have been deleted all the same/],
  };
  test("off-board-member.ts says what may have happened", async (context) => {
    for (const [name, [answer, status, says]] of Object.entries(failures))
      await context.test(`after ${name}`, async () => {
        const server = await startMemberServer(context, () => answer);
        const ended = await run(context, server.url, "o-1", "m-1");
        assert.match(ended.stderr, says);
        assert.equal(ended.status, status);
        assert.deepEqual(
          server.requests.map(({ headers }) => headers["x-stytch-member-session"]),
          ["session-token-1"],
        );
      });
    await context.test("where nobody listens", async () => {
      const ended = await run(context, "http://127.0.0.1:9", "o-1", "m-1");
      assert.match(ended.stderr, /Nothing was deleted\.\n$/);
      assert.equal(ended.status, 1);
    });
    await context.test("for an id that is refused", async () => {
      const ended = await run(context, "http://127.0.0.1:9", "o-1", "..");
      assert.match(ended.stderr, /^Nothing was sent\. /);
      assert.equal(ended.status, 1);
    });
    await context.test("and how it is called", async () => {
      const ended = await run(context, "http://127.0.0.1:9", "o-1");
      assert.match(ended.stderr, /^Usage: /);
      assert.equal(ended.status, 2);
    });
  });
}
