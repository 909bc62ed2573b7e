// No redirect is followed.
import { describe, expect, it } from "vitest";
import { wiredCallers } from "./callers.js";
import { answer, deleted, startServer } from "./fault-server.js";
import type { PlatformFetch } from "../../contract/caller.js";

describe.each(wiredCallers)("%s", (_, call) => {
  it.each([300, 301, 302, 303, 304, 305, 307, 308])(
    "refuses to follow a %i to another server",
    async (status_code) => {
      const other = await startServer(answer(200));
      const server = await startServer(answer(status_code, "", { Location: `${other.url}/` }));
      expect(await call({ custom_base_url: server.url, retry: "idempotent" })).toMatchObject({
        as: "RequestError",
        code: "unexpected_redirect",
        status_code,
        may_have_been_applied: true,
        attempts: [{ status_code, code: "unexpected_redirect", waited_ms: 0 }],
      });
      expect(other.requests).toEqual([]);
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each([
    ["without a Location", {}],
    ["to nothing that is a URL", { Location: "http://[" }],
    ["to the same server", { Location: "/" }],
    ["to a file", { Location: "file:///etc/passwd" }],
  ])("refuses a redirect %s", async (_title, lines) => {
    const server = await startServer(answer(307, "", lines), answer(200));
    expect(await call({ custom_base_url: server.url })).toMatchObject({
      code: "unexpected_redirect",
      status_code: 307,
    });
    expect(server.requests).toHaveLength(1);
  });

  it("does not wait for the body of a redirect", async () => {
    const server = await startServer(answer(302, "", { Location: "/", "Content-Length": 99 }));
    expect(await call({ custom_base_url: server.url })).toMatchObject({ code: "unexpected_redirect" });
    await expect.poll(server.open, { interval: 5 }).toBe(0);
  });

  it("refuses an answer for which a fetch of the caller's followed a redirect", async () => {
    const other = await startServer(answer(200, deleted));
    const server = await startServer(answer(303, "", { Location: `${other.url}/` }));
    const follow: PlatformFetch = (url, init) => fetch(url, { ...init, redirect: "follow" });
    expect(await call({ custom_base_url: server.url, fetch: follow })).toMatchObject({
      as: "RequestError",
      code: "unexpected_redirect",
      may_have_been_applied: true,
    });
  });

  it("refuses a redirect that the platform does not let it see", async () => {
    const opaque = Object.defineProperty(new Response(deleted), "type", { value: "opaqueredirect" });
    expect(await call({ fetch: async () => opaque })).toMatchObject({ code: "unexpected_redirect" });
  });
});
