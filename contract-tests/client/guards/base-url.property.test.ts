// No base URL whatsoever sends a request elsewhere.
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClientError } from "../../../src/index.js";
import { plainOperations } from "../plain-operations.js";
import { captureFor, doors } from "./capture.js";
import { awaitCounterexample, findCounterexample } from "./counterexample.js";
import type { PlatformFetch } from "../../contract/caller.js";
import type { Listener } from "../../contract/world.js";

/** What a base URL is made of, and what may be slipped into one. */
const parts = [
  ["https://", "http://", "HTTPS://", "ftp://", "//", "https:/", "https:\\\\", "https:///", ""],
  ["", "", "user@", "user:pass@", "127.0.0.1@", "localhost:80@"],
  ["api.test", "127.0.0.1", "localhost", "[::1]", "0x7f.1", "１２７.0.0.1"],
  ["", "", "", ".", ".evil.test", "%2eevil.test"],
  ["", "", ":80", ":99999", ":"],
  ["", "/", "/prefix", "/a/../b", "/%2e%2e", "//", "/ ", "\\", "/\t"],
  ["", "", "", "?", "?a=b", "#", "#a", "\n"],
];
const base = fc.tuple(...parts.map((some) => fc.constantFrom(...some))).map((chosen) => chosen.join(""));

type Send = (custom_base_url: string, fetch: PlatformFetch) => unknown;

/**
 * Either a ClientError and nothing sent, or requests over https, or to this machine, to the host that whoever reads the
 * URL would name.
 */
const baseUrlsAreSafe = (send: Send, listener?: Listener) =>
  fc.asyncProperty(base, async (url) => {
    const { fetch, sent, claim } = captureFor(listener);
    try {
      await send(url, fetch);
    } catch (error) {
      assert(error instanceof ClientError, error as Error);
      assert.equal(error.code, "invalid_base_url");
      assert.equal(sent.length, 0);
      return;
    }
    for (const request of sent) {
      const { protocol, hostname, origin, pathname, href } = new URL(request.url);
      assert.equal(request.url, href);
      assert.equal(href, origin + pathname);
      assert(protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname));
      assert.equal(origin, new URL(url).origin);
      assert.doesNotMatch(url, /[\s\\?#@]/);
    }
    claim(["path", "operation"]);
  });

const [operation] = plainOperations as [(typeof plainOperations)[number]];

const careless: [name: string, send: Send][] = [
  ["a client that takes any URL", (url, fetch) => fetch(new URL("/v1", url).href, {})],
  [
    "a client that looks at how the URL begins",
    (url, fetch) => {
      const begins = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1))/.test(url);
      if (!begins || !URL.canParse(url)) throw new ClientError("invalid_base_url", "refused");
      return fetch(`${url}/v1`, {});
    },
  ],
];

describe("base URLs", () => {
  it.for(doors)("are safe with %s", async ([, send], { listener }) => {
    const property = baseUrlsAreSafe(
      (custom_base_url, fetch) => send(operation, operation.ids, { custom_base_url, fetch }),
      listener,
    );
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it.for(careless)("are not with %s", async ([, send]) => {
    expect(await awaitCounterexample(baseUrlsAreSafe(send))).toContain("Counterexample");
  });
});
