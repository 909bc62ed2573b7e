import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startMock } from "../../../scripts/command/start-mock.js";
import { startMemberServer, type Answer } from "./member-server.js";
import { start, until, type Program } from "./program.js";

export function testExpress(cwd: string): void {
  const serve = async (context: TestContext, url: string): Promise<{ program: Program; url: string }> => {
    const program = start(context, { cwd, args: ["express.ts"], env: { STYTCH_BASE_URL: url, PORT: "0" } });
    await until(
      () => program.stdout.includes("\n"),
      () => program.stderr,
    );
    return { program, url: `http://127.0.0.1:${/\d+/.exec(program.stdout)![0]}/organizations/o-1/members/` };
  };
  const bearer = { authorization: "Bearer jwt-1" };

  test("express.ts answers 204 when the mock has deleted", async (context) => {
    const mock = await startMock("generated/openapi.json");
    context.after(() => mock.close());
    const { url } = await serve(context, mock.url);
    const { status } = await fetch(`${url}m-1`, { method: "DELETE", headers: bearer });
    assert.equal(status, 204);
  });

  const answers: Record<string, [Answer, status: number, may_have_been_deleted: boolean]> = {
    session_not_found: [{ status: 404 }, 401, false],
    invalid_session_token: [{ status: 400 }, 401, false],
    session_authorization_error: [{ status: 403 }, 403, false],
    session_authorization_tenancy_error: [{ status: 403 }, 403, false],
    member_not_found: [{ status: 404 }, 404, false],
    organization_not_found: [{ status: 404 }, 502, false],
    unauthorized_credentials: [{ status: 401 }, 502, false],
    too_many_requests: [{ status: 429, headers: { "Retry-After": "100" } }, 503, false],
    internal_server_error: [{ status: 500 }, 502, true],
    connection_lost: [{ hang_up: true }, 502, true],
  };
  test("express.ts maps what went wrong, and never calls without a session", async (context) => {
    const server = await startMemberServer(context, (member_id) => ({
      error_type: member_id,
      ...answers[member_id]?.[0],
    }));
    const { url } = await serve(context, server.url);
    for (const [error, [, status, may_have_been_deleted]] of Object.entries(answers))
      await context.test(`answers ${status} after ${error}`, async () => {
        const response = await fetch(url + error, { method: "DELETE", headers: bearer });
        assert.equal(response.status, status);
        assert.deepEqual(await response.json(), { error, may_have_been_deleted });
        assert.equal(response.headers.get("retry-after"), error === "too_many_requests" ? "100" : null);
        assert.equal(server.requests.at(-1)!.headers["x-stytch-member-sessionjwt"], "jwt-1");
      });
    await context.test("answers 204 to a session in a cookie", async () => {
      const headers = { cookie: "a=b; stytch_session=token-1" };
      assert.equal((await fetch(`${url}m-1`, { method: "DELETE", headers })).status, 204);
      assert.equal(server.requests.at(-1)!.headers["x-stytch-member-session"], "token-1");
    });
    const sent = server.requests.length;
    await context.test("answers 401 without a session, and 400 to an id that is refused", async () => {
      assert.equal((await fetch(`${url}m-1`, { method: "DELETE" })).status, 401);
      assert.equal((await fetch(`${url}a%2Fb`, { method: "DELETE", headers: bearer })).status, 400);
      assert.equal(server.requests.length, sent);
    });
  });

  test("express.ts leaves the API when its client has gone", async (context) => {
    const server = await startMemberServer(context, () => ({ delay: 60_000 }));
    const { program, url } = await serve(context, server.url);
    const controller = new AbortController();
    const { signal } = controller;
    const request = fetch(`${url}m-1`, { method: "DELETE", headers: bearer, signal });
    await until(
      () => server.requests.length === 1,
      () => program.stderr,
    );
    controller.abort();
    await assert.rejects(request, { name: "AbortError" });
    await until(
      () => server.left === 1 && program.stderr.includes("}"),
      () => program.stderr,
      5,
    );
    assert.match(program.stderr, /error: 'aborted', may_have_been_deleted: true/);
  });
}
