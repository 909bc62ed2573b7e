// An id is sent intact or refused with a reason.
import { describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { ClientError } from "../../../src/index.js";
import { fillPath, verifyUrl, writeIds } from "../../../src/path.js";
import { examplesOf } from "../../contract/cases.js";
import { plainOperations } from "../plain-operations.js";
import { capture, doors, failure } from "./capture.js";

const custom_base_url = inject("mock_url");

/** In every id that has room for it, so that a message that quotes the id can be told from one that does not. */
const marker = "q0";

const refused: [name: string, id: unknown][] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 42],
  ["zero", 0],
  ["true", true],
  ["a bigint", 1n],
  ["a symbol", Symbol(marker)],
  ["a function", () => marker],
  ["an object", { id: marker }],
  ["an array of one id", [marker]],
  ["a String object", Object(marker)],
  ["an object with toString", { toString: () => marker }],
  ["an empty string", ""],
  ["a dot", "."],
  ["two dots", ".."],
  ["an encoded dot", "%2e"],
  ["an encoded dot in capitals", "%2E"],
  ["two encoded dots", "%2e%2E"],
  ["a dot and an encoded one", ".%2e"],
  ["an encoded dot and a dot", "%2e."],
  ["a dot encoded twice", "%252e"],
  ["two dots encoded thrice", "%25252e%25252e"],
  ["a dot whose escape is encoded digit by digit", "%%32%65"],
  ["a dot whose escape is encoded in part", "%2%65"],
  ["a slash", `a/${marker}`],
  ["a trailing slash", `${marker}/`],
  ["a way out", `../${marker}`],
  ["an encoded slash", `a%2f${marker}`],
  ["an encoded slash in capitals", `a%2F${marker}`],
  ["a slash encoded twice", `a%252f${marker}`],
  ["a backslash", `a\\${marker}`],
  ["an encoded backslash", `a%5c${marker}`],
  ["a query", `a?${marker}`],
  ["an encoded query", `a%3f${marker}`],
  ["a fragment", `a#${marker}`],
  ["an encoded fragment", `a%23${marker}`],
  ["a path parameter", `a;${marker}`],
  ["an encoded path parameter", `a%3B${marker}`],
  ["a space", `a ${marker}`],
  ["a leading space", ` ${marker}`],
  ["an encoded space", `a%20${marker}`],
  ["a tab", `a\t${marker}`],
  ["a trailing newline", `${marker}\n`],
  ["an encoded CRLF", `a%0d%0a${marker}`],
  ["a null character", `a\0${marker}`],
  ["an encoded null character", `a%00${marker}`],
  ["an escape character", `a\u001b${marker}`],
  ["DEL", `a\u007f${marker}`],
  ["a C1 control character", `a\u0085${marker}`],
  ["an encoded C1 control character", `a%C2%85${marker}`],
  ["a no-break space", `a\u00a0${marker}`],
  ["an encoded no-break space", `a%c2%a0${marker}`],
  ["a line separator", `a\u2028${marker}`],
  ["an encoded line separator", `a%e2%80%a8${marker}`],
  ["an ideographic space", `a\u3000${marker}`],
  ["a byte order mark", `\ufeff${marker}`],
  ["an encoded byte order mark", `%ef%bb%bf${marker}`],
  ["a lone high surrogate", `${marker}\ud800`],
  ["a lone low surrogate", `\udc00${marker}`],
  ["a lone surrogate and an escape", `\ud800%41${marker}`],
  ["surrogates in the wrong order", `\udc00\ud800${marker}`],
];

const accepted: [name: string, id: string][] = [
  ["every documented character", "AZaz09._~|-"],
  ["three dots", "..."],
  ["four dots", "...."],
  ["a leading dot", ".a"],
  ["a trailing dot", "a."],
  ["two dots inside", "a..b"],
  ["an encoded dot beside a letter", "a%2eb"],
  ["a percent sign", "100%"],
  ["an escape of a letter", "%41"],
  ["an escape that is none", "%zz"],
  ["an escape that ends early", "%2"],
  ["bytes that are not UTF-8", "%c0%ae"],
  ["a plus", "a+b"],
  ["an ampersand and an equals sign", "a&b=c"],
  ["an at sign and a colon", "user@host:80"],
  ["braces", "{member_id}"],
  ["quotes and angle brackets", `"'<>`],
  ["a dollar pattern", "$&$1$$"],
  ["a star, brackets and an exclamation mark", "a*(b)!"],
  ["a comma", "a,b"],
  ["umlauts", "käthe"],
  ["an emoji", "😀"],
  ["fullwidth dots", "．．"],
  ["a fullwidth slash", "a／b"],
  ["the name of an inherited property", "__proto__"],
  ["128 characters", "m".repeat(128)],
  ["10,000 characters", "m".repeat(10_000)],
];

describe.for(doors)("%s", ([, call]) => {
  describe.for(plainOperations)("$operationId", (operation) => {
    const in_path = operation.parameters.filter((parameter) => parameter.in === "path");

    describe.for(in_path)("$name", ({ name }) => {
      it.for(refused)("refuses %s and sends nothing", async ([, id]) => {
        const { fetch, sent } = capture();
        const error = await failure(() => call(operation, { ...operation.ids, [name]: id }, { fetch }));

        expect(error).toBeInstanceOf(ClientError);
        expect(error).toMatchObject({ code: "invalid_path_parameter", parameter: name });
        expect((error as ClientError).message).toMatch(
          new RegExp(`^${name} must .+\\. Nothing was sent\\.$`),
        );
        expect((error as ClientError).message).not.toContain(marker);
        expect(sent).toEqual([]);
      });

      it.for(accepted)("sends %s as encodeURIComponent writes it", async ([, id]) => {
        const { fetch, sent } = capture();
        const ids = { ...operation.ids, [name]: id };
        await call(operation, ids, { fetch, custom_base_url: "https://api.test" });

        const path = operation.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(ids[key]!));
        expect(sent.map(({ url }) => url)).toEqual([`https://api.test${path}`]);
      });

      it("refuses a missing one", async () => {
        const { [name]: _, ...ids } = operation.ids;
        const { fetch, sent } = capture();
        await expect(call(operation, ids, { fetch })).rejects.toMatchObject({ parameter: name });
        expect(sent).toEqual([]);
      });

      it("refuses an inherited one", async () => {
        const { [name]: id, ...ids } = operation.ids;
        const { fetch, sent } = capture();
        const inheriting = Object.assign(Object.create({ [name]: id }), ids);
        await expect(call(operation, inheriting, { fetch })).rejects.toMatchObject({ parameter: name });
        expect(sent).toEqual([]);
      });

      it("reads it once", async () => {
        const { fetch, sent } = capture();
        const reads = [operation.ids[name], "..", "..", ".."];
        const ids = Object.defineProperty({ ...operation.ids }, name, { get: () => reads.shift() });
        await call(operation, ids, { fetch });
        expect(reads).toHaveLength(3);
        expect(sent).toHaveLength(1);
      });

      it.for(examplesOf(in_path.find((parameter) => parameter.name === name)!))(
        "delivers the spec's example $name intact",
        async ({ value }) => {
          const violations: (string | null)[] = [];
          const { fetch, sent } = capture(async (url, init) => {
            const response = await globalThis.fetch(url, init);
            violations.push(response.headers.get("sl-violations"));
            return response;
          });
          await call(operation, { ...operation.ids, [name]: value }, { fetch, custom_base_url });
          expect(sent).toHaveLength(1);
          expect(new URL(sent[0]!.url).pathname.split("/").map(decodeURIComponent)).toContain(value);
          expect(violations).toEqual([null]);
        },
      );
    });

    it.for([undefined, null, "organization-test-1", 7, [], new Map()])(
      "refuses %o for the ids",
      async (ids) => {
        const { fetch, sent } = capture();
        await expect(call(operation, ids, { fetch })).rejects.toMatchObject({
          code: "invalid_path_parameter",
        });
        expect(sent).toEqual([]);
      },
    );

    it("lets an error of the caller's own getter through, and sends nothing", async () => {
      const { fetch, sent } = capture();
      const thrown = new Error("the caller's own");
      const refuse = () => {
        throw thrown;
      };
      for (const ids of [
        new Proxy({}, { getOwnPropertyDescriptor: refuse }),
        {
          get organization_id() {
            return refuse();
          },
        },
      ]) {
        expect(await failure(() => call(operation, ids, { fetch }))).toBe(thrown);
      }
      expect(sent).toEqual([]);
    });

    it("leaves the ids as they were", async () => {
      const ids = Object.freeze({ ...operation.ids });
      await call(operation, ids, { fetch: capture().fetch });
      expect(ids).toEqual(operation.ids);
    });
  });
});

describe("An id", () => {
  const fill = (template: string, ids: Record<string, unknown>): string =>
    fillPath(template, writeIds(Object.fromEntries(Object.keys(ids).map((name) => [name, {}])), ids));

  it("takes more characters than a function takes arguments", () => {
    const id = "m".repeat(200_000);
    expect(fill("/{id}", { id })).toBe(`/${id}`);
  });

  it.for([
    [undefined, "must be a string, and is undefined"],
    [null, "must be a string, and is null"],
    [42, "must be a string, and is number"],
    ["", "must not be empty"],
    ["..", 'must not be a dot segment ("." or ".."), which would address another resource'],
    ["a/b", "must not contain a control character, white space, a lone surrogate, or any of / \\ ? # ;"],
  ])("says what is wrong with %j", ([id, problem]) => {
    const message = `member_id ${problem}. Nothing was sent.`;
    expect(() => fill("/{member_id}", { member_id: id })).toThrow(expect.objectContaining({ message }));
  });

  it("takes a long run of nested escapes in its stride", () => {
    const id = `%${"25".repeat(50_000)}2e`;
    const begun = performance.now();
    expect(() => fill("/{id}", { id })).toThrow(ClientError);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe("verifyUrl", () => {
  const base_url = "https://api.test/prefix";
  const template = "/v1/members/{member_id}/passwords/{password_id}";
  const ids = { member_id: "m|1", password_id: "p 2" };
  const built = "https://api.test/prefix/v1/members/m%7C1/passwords/p%202";
  const written = { member_id: "m%7C1", password_id: "p%202" };
  const verify = (url: string) => verifyUrl(url, base_url, template, ids, written, "");

  it("accepts the URL that was meant", () => {
    expect(() => verify(built)).not.toThrow();
  });

  it.for([
    ["another host of the same length", "https://apj.test/prefix/v1/members/m%7C1/passwords/p%202"],
    ["another host", "https://evil.test/prefix/v1/members/m%7C1/passwords/p%202"],
    ["a host that begins alike", "https://api.test.evil.test/prefix/v1/members/m%7C1/passwords/p%202"],
    ["the host as a user name", "https://api.test@evil.test/prefix/v1/members/m%7C1/passwords/p%202"],
    ["another scheme", "http://api.test/prefix/v1/members/m%7C1/passwords/p%202"],
    ["another port", "https://api.test:8443/prefix/v1/members/m%7C1/passwords/p%202"],
    ["credentials", "https://user:pass@api.test/prefix/v1/members/m%7C1/passwords/p%202"],
    ["a query", `${built}?force=true`],
    ["an empty query", `${built}?`],
    ["a fragment", `${built}#x`],
    ["an empty fragment", `${built}#`],
    ["no prefix", "https://api.test/v1/members/m%7C1/passwords/p%202"],
    ["another prefix", "https://api.test/prefix2/v1/members/m%7C1/passwords/p%202"],
    ["a segment too few", "https://api.test/prefix/v1/members/m%7C1/passwords"],
    ["a segment too many", `${built}/x`],
    ["a trailing slash", `${built}/`],
    ["an empty segment", "https://api.test/prefix/v1/members//passwords/p%202"],
    ["a dot segment", "https://api.test/prefix/v1/members/../passwords/p%202"],
    ["an encoded dot segment", "https://api.test/prefix/v1/members/%2e%2e/passwords/p%202"],
    ["a detour", "https://api.test/prefix/x/../v1/members/m%7C1/passwords/p%202"],
    ["another id", "https://api.test/prefix/v1/members/m%7C2/passwords/p%202"],
    ["swapped ids", "https://api.test/prefix/v1/members/p%202/passwords/m%7C1"],
    ["an id encoded twice", "https://api.test/prefix/v1/members/m%257C1/passwords/p%202"],
    ["an id that is not UTF-8", "https://api.test/prefix/v1/members/%FF/passwords/p%202"],
    ["an escape that is none", "https://api.test/prefix/v1/members/%zz/passwords/p%202"],
    ["another template", "https://api.test/prefix/v1/members/m%7C1/sessions/p%202"],
    ["an encoded letter in the template", "https://api.test/prefix/v1/%6dembers/m%7C1/passwords/p%202"],
    ["an unfilled template", `${base_url}${template}`],
    ["a tab that a URL parser drops", built.replace("/v1", "/\tv1")],
    ["a newline that a URL parser drops", `${built}\n`],
    ["a backslash that a URL parser turns", built.replace("/v1", "\\v1")],
    ["a space that a URL parser encodes", built.replace("%20", " ")],
    ["capitals that a URL parser lowers", built.replace("api.test", "API.test")],
    ["the default port that a URL parser drops", built.replace("api.test", "api.test:443")],
    ["no URL at all", "not a URL"],
    ["an empty string", ""],
  ])("refuses %s", ([, url]) => {
    const refusal = expect.objectContaining({ code: "invalid_path_parameter", parameter: undefined });
    expect(() => verify(url!)).toThrow(refusal);
    expect(() => verify(url!)).toThrow(
      `The URL built for ${template} does not address it. Nothing was sent.`,
    );
  });

  it("refuses an id that was written as another", () => {
    const other = { ...written, member_id: "m%7C2" };
    const url = built.replace("m%7C1", "m%7C2");
    expect(() => verifyUrl(url, base_url, template, ids, other, "")).toThrow(ClientError);
  });

  it("takes a template apart once", () => {
    const split = vi.spyOn(String.prototype, "split");
    onTestFinished(() => split.mockRestore());
    const [host, one] = ["https://api.test", "/v1/once/{id}"];
    for (const id of ["a", "b", "c"]) verifyUrl(`${host}/v1/once/${id}`, host, one, { id }, { id }, "");
    expect(split.mock.contexts.filter((text) => `${text}` === one)).toHaveLength(1);
  });

  it("refuses what no URL parser leaves as it is, and no escape, in the base URL and in what was written too", () => {
    const [host, one] = ["https://API.test", "/v1/{id}"];
    expect(() => verifyUrl(`${host}/v1/a`, host, one, { id: "a" }, { id: "a" }, "")).toThrow(ClientError);
    const broken = { ...written, member_id: "%zz" };
    const url = built.replace("m%7C1", "%zz");
    expect(() => verifyUrl(url, base_url, template, ids, broken, "")).toThrow(ClientError);
  });

  it("refuses an id of which nothing was written", () => {
    expect(() =>
      verifyUrl("https://api.test/v1/", "https://api.test", "/v1/{id}", { id: [] }, { id: "" }, ""),
    ).toThrow(ClientError);
  });

  it("refuses an id that was lost", () => {
    expect(() =>
      verifyUrl("https://api.test/v1/undefined", "https://api.test", "/v1/{id}", {}, {}, ""),
    ).toThrow(ClientError);
  });

  it.for(["/v1/a{id}", "/v1/{id}a"])("refuses an id for all of a segment in %s", (part) => {
    const id = { id: "m" };
    expect(() => verifyUrl("https://api.test/v1/m", "https://api.test", part, id, id, "")).toThrow(
      ClientError,
    );
  });

  it("stands between the client and the wire: a host name that openapi-fetch takes for a template is refused", async () => {
    const [operation] = plainOperations;
    for (const [, call] of doors) {
      const { fetch, sent } = capture();
      const config = { fetch, custom_base_url: "https://{organization_id}.test" };
      await expect(
        call(operation!, { ...operation!.ids, organization_id: "evil" }, config),
      ).rejects.toMatchObject({
        code: "invalid_path_parameter",
      });
      expect(sent).toEqual([]);
    }
  });
});
