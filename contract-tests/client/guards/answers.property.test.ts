// No answer whatsoever is taken for another kind.
import assert from "node:assert/strict";
import * as fc from "fast-check";
import createClient from "openapi-fetch";
import { describe, expect, it } from "vitest";
import { createFetchClient } from "../../../src/fetch-client.js";
import { B2BClient, RequestError, StytchError } from "../../../src/index.js";
import { credentials, type PlatformFetch } from "../../contract/caller.js";
import type { Listener } from "../../contract/world.js";
import { captureFor } from "./capture.js";
import { awaitCounterexample, findCounterexample } from "./counterexample.js";
import { findSecret, planted, session } from "./secret-scanner.js";

const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}";
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };

/** JSON, and what is nearly JSON, with the API's fields and hostile ones, and credentials in any place. */
const fields = ["status_code", "request_id", "error_type", "error_message", "error_url", "error_details"];
const others = ["error", "error_description", "error_uri", "__proto__", "toString", "toJSON", "then", "kind"];
const text = fc.oneof(
  fc.constantFrom(...planted, "", "not_found", "x\ny", "<html>"),
  fc.string({ maxLength: 5 }),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    text,
    fc.constantFrom<unknown>(null, true, false, 0, 404, 200, 1e308),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...fields, ...others), text), tie("json")), { maxLength: 4 })
      .map((pairs): unknown => Object.fromEntries(pairs)),
    fc.array(tie("json"), { maxLength: 2 }),
  ),
}));
const body = fc.oneof(
  { weight: 6, arbitrary: json.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: json.map((value) => JSON.stringify(value).slice(0, -1)) },
  { weight: 1, arbitrary: text },
);
const status = fc.constantFrom(200, 200, 200, 201, 202, 400, 401, 404, 418, 429, 499, 500, 502, 599);
const json_types = ["application/json", "application/json; charset=utf-8", "application/problem+json"];
const media_type = fc.constantFrom(...json_types, "text/html", "json", "");

const answer = fc.record({ body, status, media_type }).map((init) => ({
  ...init,
  fetch: async () =>
    new Response(init.body, { status: init.status, headers: { "Content-Type": init.media_type } }),
}));

/**
 * Whatever a server answers, a call resolves to the object of a 200, rejects with a StytchError from 400 on, and else
 * with a RequestError; neither shows a credential.
 */
const answersAreSorted = (send: (fetch: PlatformFetch) => Promise<unknown>, listener?: Listener) =>
  fc.asyncProperty(answer, async ({ fetch, body: sent, status: code, media_type: type }) => {
    const recorded = captureFor(listener, fetch);
    let data: unknown;
    try {
      data = await send(recorded.fetch);
    } catch (error) {
      assert.equal(findSecret(error), undefined);
      if (code >= 400) checkRefusal(error, code);
      else checkUnusable(error, code);
      recorded.claim(["status"]);
      return;
    }
    assert.equal(code, 200);
    assert(json_types.includes(type));
    assert(typeof data === "object" && data !== null && !Array.isArray(data));
    assert.equal(JSON.stringify(data), JSON.stringify(JSON.parse(sent)));
    recorded.claim(["status"]);
  });

function checkRefusal(error: unknown, code: number): void {
  assert(error instanceof StytchError, error as Error);
  const { status_code, error_type, error_message, error_url, error_details, request_id, message } = error;
  assert.equal(status_code, code);
  assert.deepEqual(
    [error_type, error_message, error_url].map((field) => typeof field),
    Array(3).fill("string"),
  );
  assert.notEqual(error_type, "");
  assert(request_id === undefined || typeof request_id === "string");
  assert(error_details === undefined || (typeof error_details === "object" && !Array.isArray(error_details)));
  assert.match(message, /^DELETE [ -~]{1,290}$/);
}

function checkUnusable(error: unknown, status_code: number): void {
  assert(error instanceof RequestError, error as Error);
  const { code, excerpt, may_have_been_applied, message } = error;
  assert.deepEqual(
    { code, may_have_been_applied },
    { code: "invalid_response", may_have_been_applied: true },
  );
  assert.equal(error.status_code, status_code);
  assert(excerpt === undefined || (excerpt.length <= 200 && !/[%&\\]/.test(excerpt)));
  assert.match(message, /^DELETE [ -~]{1,290}$/);
}

/** What B2BClient would be without the reading of answers. */
async function callBare(fetch: PlatformFetch): Promise<unknown> {
  const client = createClient<Record<string, { delete: object }>>({
    baseUrl: "https://api.test",
    fetch: () => fetch("", {}),
  });
  const { data, error } = await client.DELETE(path, { params: { path: ids } } as never);
  // Not by the constructor: its errors are scanned, and this one is meant to leak.
  if (error) throw Object.assign(Object.create(StytchError.prototype), { message: "DELETE refused" }, error);
  return data;
}

describe("answers", () => {
  it("are sorted by B2BClient", async ({ listener }) => {
    const property = answersAreSorted(
      (fetch) =>
        new B2BClient({ ...credentials, fetch, max_retries: 0 }).organizations.members.delete(ids, {
          authorization: session,
        }),
      listener,
    );
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it("are not by bare openapi-fetch", async () => {
    expect(await awaitCounterexample(answersAreSorted(callBare))).toContain("Counterexample");
  });

  it("come as data, as error or not at all from createFetchClient", async ({ listener }) => {
    const header = {
      "X-Stytch-Member-Session": session.session_token,
      "X-Stytch-Member-SessionJWT": session.session_jwt,
    };
    const property = fc.asyncProperty(answer, async ({ fetch: answering, status: code }) => {
      const { fetch, claim } = captureFor(listener, answering);
      const client = createFetchClient({ ...credentials, fetch, max_retries: 0 });
      try {
        const { data, error, response } = await client.DELETE(path, { params: { path: ids, header } });
        assert.equal(response.status, code);
        assert.equal(response.ok, code < 400);
        assert.equal(typeof data, code < 400 ? "object" : "undefined");
        assert.equal(typeof error, code < 400 ? "undefined" : "object");
        assert.equal(error?.status_code, code < 400 ? undefined : code);
        assert.equal(findSecret(error), undefined);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        checkUnusable(error, code);
      }
      claim(["status"]);
    });
    expect(await findCounterexample(property)).toBeUndefined();
  });
});
