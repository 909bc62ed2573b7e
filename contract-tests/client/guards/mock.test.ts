// The mock answers as the examples of any description say, those that today's has none of too.
import { afterAll, expect, it } from "vitest";
import { examples } from "../../../generated/examples.js";
import { createMock, type Mock } from "../../../src/testing.js";

const example = (status: number, json?: string) => ({ status, headers: {}, json });
const others = {
  "things.get": {
    method: "GET",
    path: "/v1/things.{id}/a",
    answers: {
      gone: example(410, "{}"),
      moved: example(300),
      found: example(200, "[1]"),
      none: example(204),
    },
  },
  "all.any": { method: "GET", path: "/v1/all/{id}", answers: { a: example(200, '"any"') } },
  "all.mine": { method: "GET", path: "/v1/all/~mine", answers: { a: example(200, '"mine"') } },
  "things.delete": { method: "DELETE", path: "/v1/things.{id}/a", answers: { gone: example(410, "{}") } },
};
Object.assign(examples, others);
afterAll(() => {
  for (const id of Object.keys(others)) Reflect.deleteProperty(examples, id);
});

async function ask(mock: Mock, method: string, path: string): Promise<unknown[]> {
  const { signal } = new AbortController();
  const answer = await mock.fetch(`https://a.test${path}`, { method, headers: {}, signal } as never);
  return [answer.status, answer.headers.get("Content-Type"), await answer.text()];
}

it("The first success among the examples is the answer, as often as it is asked for", async () => {
  const mock = createMock();
  for (const _ of [1, 2])
    expect(await ask(mock, "GET", "/v1/things.1/a")).toEqual([200, "application/json", "[1]"]);
});

it("An answer without a body has no media type", async () => {
  const mock = createMock();
  mock.respondWith("things.get" as never, "none" as never);
  expect(await ask(mock, "GET", "/v1/things.1/a")).toEqual([204, null, ""]);
  mock.respondWith("things.get" as never, { status: 202 });
  expect(await ask(mock, "GET", "/v1/things.1/a")).toEqual([202, null, ""]);
});

it("An operation without a success has no answer, and a path that is only alike no operation", async () => {
  const mock = createMock();
  await expect(ask(mock, "DELETE", "/v1/things.1/a")).rejects.toThrow("The mock has no answer for DELETE");
  await expect(ask(mock, "GET", "/v1/thingsX1/a")).rejects.toThrow("The mock has no answer for GET");
  expect(mock.requests.map(({ operationId }) => operationId)).toEqual(["things.delete", undefined]);
});

it("Of two paths that fit, the one without a parameter is the operation's", async () => {
  const mock = createMock();
  expect(await ask(mock, "GET", "/v1/all/~mine")).toEqual([200, "application/json", '"mine"']);
  expect(await ask(mock, "GET", "/v1/all/~other")).toEqual([200, "application/json", '"any"']);
});
