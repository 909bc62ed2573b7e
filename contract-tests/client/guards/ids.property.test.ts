// No id whatsoever reaches another resource.
import assert from "node:assert/strict";
import * as fc from "fast-check";
import createClient from "openapi-fetch";
import { describe, expect, it } from "vitest";
import { ClientError } from "../../../src/index.js";
import { plainOperations } from "../plain-operations.js";
import { captureFor, doors, type Operation } from "./capture.js";
import { awaitCounterexample, findCounterexample } from "./counterexample.js";
import type { PlatformFetch } from "../../contract/caller.js";
import type { Listener } from "../../contract/world.js";

/** What a hostile or unlucky id is made of, from single characters and from pieces of escapes. */
const characters = [..."aeEfF.%25/\\?#;~|-_é😀 \0\t\n:@&=+", "\ud800", "\udc00", "\u0085", "．"];
const pieces = [".", "%2e", "%2E", "%252e", "%", "25", "2e", "/", "%2f", "%5C", "a"];
const strange = [undefined, null, 0, [], {}, ["a"], Object("a"), Symbol("a")];

const id = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 }) },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...pieces), maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(...strange) },
);

type Send = (
  operation: Operation,
  ids: Record<string, unknown>,
  config: { custom_base_url: string; fetch: PlatformFetch },
) => unknown;

/** Where the API is: at the root of a host, as the description has it, or below a path. */
const prefix = fc.constantFrom("", "/prefix");

/**
 * Either a ClientError and nothing sent, or a request with the configured origin, exactly the template's segments, and
 * in each its id. It stays so when a proxy on the way decodes the path once more, and again.
 */
const idsStayInPlace = (send: Send, ids: fc.Arbitrary<unknown> = id, listener?: Listener) =>
  fc.asyncProperty(
    fc.constantFrom(...plainOperations),
    fc.tuple(ids, ids),
    prefix,
    async (operation, values, below) => {
      const given = Object.fromEntries(
        Object.keys(operation.ids).map((name, index) => [name, values[index]]),
      );
      const { fetch, sent, claim } = captureFor(listener);
      try {
        await send(operation, given, { custom_base_url: `https://api.test${below}`, fetch });
      } catch (error) {
        assert(error instanceof ClientError, error as Error);
        assert.equal(error.code, "invalid_path_parameter");
        assert.equal(sent.length, 0);
        claim({ operationId: operation.operationId, params: given, parameter: error.parameter });
        return;
      }
      assert.equal(sent.length, 1);
      const { origin, pathname, href } = new URL(sent[0]!.url);
      assert.equal(origin, "https://api.test");
      assert.equal(href, origin + pathname);
      assert.equal(href, sent[0]!.url);
      const template = `${below}${operation.path}`.split("/");
      const expected = template.map((part) => (part.startsWith("{") ? given[part.slice(1, -1)] : part));
      assert.deepEqual(pathname.split("/").map(decodeURIComponent), expected);
      for (let path = pathname, before = ""; path !== before;) {
        before = path;
        path = path.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent);
        assert.equal(new URL(origin + path).pathname.split("/").length, template.length);
        assert.doesNotMatch(path, /[?#\\;\s]/);
      }
      claim(["path", "operation"]);
    },
  );

/** openapi-fetch as it comes. */
const bare: Send = ({ path }, ids, { custom_base_url: baseUrl, fetch }) =>
  createClient<Record<string, { delete: object }>>({
    baseUrl,
    fetch: ({ url, method }) => fetch(url, { method }),
  }).DELETE(path as never, { params: { path: ids } } as never);

/** A client that refuses some ids and encodes the rest. */
const guardedBy =
  (accepts: (text: string) => boolean): Send =>
  ({ path }, ids, { custom_base_url, fetch }) => {
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = ids[name];
      if (typeof value === "string" && accepts(value)) return encodeURIComponent(value);
      throw new ClientError("invalid_path_parameter", "refused");
    });
    return fetch(custom_base_url + url, {});
  };

const splits = /[\p{Cc}\p{Cs}\s/\\?#;]/u;

const unguarded: [name: string, send: Send][] = [
  ["bare openapi-fetch", bare],
  [
    "a client that takes every string that can be encoded",
    guardedBy((text) => text !== "" && !/\p{Cs}/u.test(text)),
  ],
  ["a client that knows no escapes", guardedBy((text) => !/^\.{0,2}$/.test(text) && !splits.test(text))],
  [
    "a client that knows no escaped slash",
    guardedBy((text) => !/^(\.|%(25)*2e){0,2}$/i.test(text) && !splits.test(text)),
  ],
  [
    "a client that decodes once",
    guardedBy((text) => {
      const decoded = text.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent);
      return !/^\.{0,2}$/.test(decoded) && !splits.test(decoded);
    }),
  ],
];

describe("ids", () => {
  it.for(doors)("stay in their place with %s", async ([, send], { listener }) => {
    const property = idsStayInPlace(send, id, listener);
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it.for(unguarded)("do not with %s", async ([, send]) => {
    expect(await awaitCounterexample(idsStayInPlace(send))).toContain("Counterexample");
  });

  it("find the dot segment bug in an unguarded client", async () => {
    const harmless = fc.string({ unit: fc.constantFrom(..."ae.E2"), minLength: 1, maxLength: 4 });
    expect(await awaitCounterexample(idsStayInPlace(bare, harmless))).toMatch(/Counterexample: .*"\.{1,2}"/);
  });
});
