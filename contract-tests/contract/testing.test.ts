// The mock of stytch-b2b-members/testing answers as the description says, and so as Prism does.
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { B2BClient } from "../../src/index.js";
import { createMock, type ExampleName, type Mock, type OperationId } from "../../src/testing.js";
import { credentials } from "./caller.js";
import { document, findOperation, operations, type AnswerCase } from "./cases.js";
import { listChecks } from "./checks/index.js";
import { startStub } from "./servers/stub.js";
import type { World } from "./world.js";

const stub = await startStub();
afterAll(() => stub.close());

const nameOf = ({ name, declared }: AnswerCase) => (name ?? `empty_${declared}`) as ExampleName<OperationId>;

/** Asks the mock for what a check asks Prism for, by the header `Prefer`. */
function carryTo(mock: Mock): NonNullable<World["fetch"]> {
  return async (url, init) => {
    if (url.startsWith(stub.url)) return fetch(url, init);
    const { prefer = "", ...headers } = init.headers as Record<string, string>;
    const operation = findOperation(operations, init.method, new URL(url).pathname)!;
    const id = operation.operationId as OperationId;
    const [, code, name] = /code=(\d+)(?:, example=(\S+))?/.exec(prefer) ?? [];
    const own = operation.answers.find(({ status }) => `${status}` === code);
    const undeclared = operation.answers.find(({ declared }) => declared === "default");
    if (name !== undefined) mock.respondWith(id, name as ExampleName<typeof id>);
    else if (own !== undefined) mock.respondWith(id, nameOf(own));
    else if (code !== undefined) mock.respondWith(id, { status: Number(code), body: undeclared?.body });
    else mock.reset();
    const answer = await mock.fetch(url, { ...init, headers } as never);
    const given = new Headers();
    answer.headers.forEach((value, each) => given.set(each, value));
    return new Response((await answer.text()) || null, { status: answer.status, headers: given });
  };
}

const kinds = new Set(["answers", "fetch client", "golden calls", "requests"]);
const groups = [...listChecks(document)].filter(({ kind }) => kinds.has(kind));

describe.for(groups.map(({ operationId, kind, checks }) => [`${operationId} ${kind}`, checks] as const))(
  "%s",
  ([, checks]) => {
    // It looks at method and path alone.
    const held = checks.filter(({ title }) => !title.startsWith("is described without room"));
    it.for(held.map(({ title, run }) => [title, run] as const))("%s", async ([, run]) => {
      expect.hasAssertions();
      const world: World = { document, mock_url: "https://mock.test", stub, wire: (each) => each };
      await run({ ...world, fetch: carryTo(createMock()) });
    });
  },
);

describe("the mock", () => {
  const id = "organizations.members.delete";
  const params = { organization_id: "organization-test-1", member_id: "member-test-1" };
  const start = () => {
    const mock = createMock();
    const { members } = new B2BClient({ ...credentials, fetch: mock.fetch, max_retries: 0 }).organizations;
    return { mock, call: () => members.delete(params).catch((error: unknown) => error) };
  };

  it("keeps what it was asked, until it is reset", async () => {
    const { mock, call } = start();
    await call();
    const url = "https://test.stytch.com/v1/b2b/organizations/organization-test-1/members/member-test-1";
    const headers = { Accept: "application/json" };
    expect(mock.requests).toMatchObject([
      { operationId: id, method: "DELETE", url, headers, body: undefined },
    ]);
    mock.respondWith(id, "member_not_found");
    mock.reset();
    expect(mock.requests).toEqual([]);
    expect(await call()).toMatchObject({ status_code: 200 });
  });

  it("gives several answers one after the other, and the last one again", async () => {
    const { mock, call } = start();
    mock.respondWith(id, "too_many_requests", new Error("no route"), {
      status: 404,
      headers: { "X-A": "1" },
    });
    expect(await call()).toMatchObject({ status_code: 429, retry_after_ms: 2000 });
    expect(await call()).toMatchObject({ name: "RequestError", cause: { message: "no route" } });
    for (const _ of [1, 2]) {
      const error = (await call()) as { status_code: number; headers: Headers };
      expect(error.status_code).toBe(404);
      expect(error.headers.get("x-a")).toBe("1");
      expect(["X-A", "x-b"].map((name) => error.headers.has(name))).toEqual([true, false]);
    }
  });

  it.each([
    ["of another realm", runInNewContext('new Error("no route")') as Error],
    ["with a status", Object.assign(new Error("no route"), { status: 404 })],
  ])("rejects with an Error %s", async (_title, error) => {
    const { mock, call } = start();
    mock.respondWith(id, error);
    expect(await call()).toMatchObject({ name: "RequestError", cause: { message: "no route" } });
  });

  it("takes a base URL with a path", async () => {
    const { fetch, requests } = createMock();
    const custom_base_url = "https://mock.test/base";
    const client = new B2BClient({ ...credentials, fetch, custom_base_url });
    await client.organizations.members.delete(params);
    expect(requests).toMatchObject([{ operationId: id }]);
  });

  it("names a request that no operation has", async () => {
    const { fetch, requests } = createMock();
    const url = "https://test.stytch.com/v1/b2b/things";
    const init = { method: "GET", headers: {}, body: '{"a":1}', signal: new AbortController().signal };
    await expect(fetch(url, init as never)).rejects.toThrow(`no answer for GET ${url}`);
    expect(requests).toMatchObject([{ operationId: undefined, url, body: { a: 1 } }]);
  });

  it("ends when it is aborted", async () => {
    const mock = createMock();
    const { members } = new B2BClient({ ...credentials, fetch: mock.fetch }).organizations;
    const signal = AbortSignal.abort();
    await expect(members.delete(params, { signal })).rejects.toMatchObject({ code: "aborted" });
  });

  it("tells what it does not know, and what there is", () => {
    const { respondWith } = createMock();
    expect(() => respondWith("members.delete" as never, "x" as never)).toThrow(
      /no operation members\.delete; it has .*organizations\.members\.delete, /,
    );
    expect(() => respondWith(id, "gone" as never)).toThrow(/no example gone; it has deleted, /);
  });

  it("has every example of the description", () => {
    for (const { operationId, answers } of operations)
      for (const answer of answers)
        expect(() => createMock().respondWith(operationId as OperationId, nameOf(answer))).not.toThrow();
  });
});
