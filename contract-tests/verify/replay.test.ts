// A recording gives away neither secrets nor anybody's data, and is judged as what it was recorded of.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createHar, toEntry } from "../contract/har.js";
import { caseOf, deletions as document } from "../contract/cases.js";
import { toExchange, type Exchange } from "../contract/exchange.js";
import { completeBody, listVariations } from "../contract/values/body-variants.js";
import { listHosts } from "../contract/values/hosts.js";
import { judge } from "./judge.js";
import { maskText, redact } from "./redact.js";
import { verdictOf } from "./render.js";
import { judgeRecording } from "./replay.js";
import type { Outcome } from "./run.js";

const path = "/v1/b2b/organizations/organization-test-1/members/member-test-1";
const answer = { status_code: 200, request_id: "request-id-test-1", member_id: "member-test-1" };
const began = new Date(0);

/** An exchange of an operation, with a body in its answer. */
function exchangeOf(body: unknown, { pathname = path, status = 200, headers = {} } = {}): Exchange {
  return toExchange(
    document,
    { method: "DELETE", url: `https://test.stytch.com${pathname}`, headers, text: undefined, spoiled: [] },
    { status, headers: { "content-type": "application/json" }, text: JSON.stringify(body) },
  );
}

const describeFindings = (exchange: Exchange): string[] =>
  judge(document, exchange).findings.map(({ kind, at, says }) => `${kind}: ${at} ${says}`);

describe("A recording", () => {
  it("has nothing of what is somebody's, and says what it said", () => {
    const password = caseOf(document, "organizations.members.deletePassword")!;
    const example = password.answers[0]!.body as { member: object };
    const somebody = {
      ...example,
      member: {
        ...example.member,
        email_address: "zelda.quux@example.com",
        name: "Zelda Qüux",
        mfa_phone_number: "+15555550123",
        trusted_metadata: { "zelda@example.com": { born: 1815, "favourite color": "teal-ish" } },
        nick_name: "countess",
      },
    };
    const pathname = "/v1/b2b/organizations/acme.corp/members/passwords/zelda-password-1";
    const headers = {
      authorization: "Basic cHJvamVjdC10ZXN0LTE6bm90LWEtc2VjcmV0",
      "x-stytch-member-session": "the-session-of-zelda",
      cookie: "a=b",
    };
    const exchange = exchangeOf(somebody, { pathname, headers });
    exchange.response_headers["set-cookie"] = "session=of-zelda";
    exchange.response_headers["x-for"] = "zelda";
    const written = JSON.stringify(createHar([toEntry(redact(document, exchange), began, 1)]));
    expect(written.match(/zelda|quux|qüux|1815|555|teal|countess|acme|born|cHJv|a=b/gi)).toBeNull();
    expect(describeFindings(redact(document, exchange))).toEqual(describeFindings(exchange));
  });

  it.for(
    listHosts(document, "response").map(
      ([body, places]) => [`${body.operation.operationId} ${body.declared}`, body, places] as const,
    ),
  )("says of each answer to %s what was said before it was written", ([, body, places]) => {
    const { operation, declared } = body;
    const examples = operation.answers.filter((each) => each.declared === declared).map((each) => each.body);
    const complete = completeBody(document, body, places, examples);
    const pathname = operation.path.replaceAll(/\{[^}]+\}/g, "id-1");
    const status = declared === "default" ? 418 : Number(declared);
    const all = listVariations(document, body, places, complete).flatMap(({ variants }) => variants);
    // Of the many of a large body, some of each kind.
    const step = Math.ceil(all.length / 20);
    const variants = all.filter((_, index) => index % step === 0);
    expect(variants.length).toBeGreaterThan(0);
    for (const variant of variants) {
      const exchange = exchangeOf(variant.body, { pathname, status });
      const written = JSON.stringify(createHar([toEntry(redact(document, exchange), began, 1)]));
      const [read] = judgeRecording(document, written).asked;
      expect(read!.findings.map(({ kind, at, says }) => `${kind}: ${at} ${says}`)).toEqual(
        describeFindings(exchange),
      );
    }
  });

  it.for<[text: string, masked: string]>([
    ["", ""],
    ["Ada", "xxx"],
    ["+1 555-0123", "+0 000-0000"],
    ["ada@example.com", "xxx@xxxxxxx.xxx"],
    ["日本", "xx"],
    ["zelda-", "xxxxx-"],
    ["2026-04-25T16:37:09Z", "2000-01-01T00:00:00Z"],
    ["2026-04-25 16:37", "0000-00-00 00:00"],
    ["member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f", "member-test-00000000-0000-4000-8000-000000000000"],
  ])("has %s as %s", ([text, masked]) => expect(maskText(text)).toBe(masked));
});

describe("A recording of somebody else's", () => {
  interface Given {
    request?: object;
    response?: object;
    content?: object;
  }
  const entry = ({ request, response, content }: Given = {}) => ({
    request: { method: "DELETE", url: `https://test.stytch.com${path}`, headers: [], ...request },
    response: {
      status: 200,
      headers: [{ name: "content-type", value: "application/json" }],
      content: { size: 9, mimeType: "application/json", text: JSON.stringify(answer), ...content },
      ...response,
    },
  });
  const replay = (...entries: object[]): Outcome =>
    judgeRecording(document, JSON.stringify({ log: { entries } }));
  const zipped = gzipSync(JSON.stringify(answer)).toString("base64");
  const gzip = [
    { name: ":status", value: "200" },
    { name: "Content-Type", value: "application/json; charset=utf-8" },
    { name: "Content-Encoding", value: "gzip" },
  ];

  it.for<[what: string, given: Given]>([
    ["as it is", {}],
    ["in base64", { content: { text: btoa(JSON.stringify(answer)), encoding: "base64" } }],
    ["compressed as it came", { content: { text: zipped, encoding: "base64" }, response: { headers: gzip } }],
    [
      "in base64, of an answer that came compressed",
      {
        content: { text: btoa(JSON.stringify(answer)), encoding: "base64" },
        response: { headers: gzip },
      },
    ],
    [
      "of HTTP/2, with what stands for its first line",
      { request: { httpVersion: "h2", headers: [{ name: ":path", value: "/" }] } },
    ],
    ["without headers, which a browser left out", { response: { headers: [] } }],
  ])("is read %s", ([, given]) => {
    const { response, ...rest } = given;
    const outcome = replay(entry({ ...rest, ...(response && { response }) }));
    expect(outcome.asked).toMatchObject([
      { operationId: "organizations.members.delete", unclear: undefined },
    ]);
    expect(verdictOf(outcome)).toBe("kept");
  });

  it("is judged like any answer", () => {
    const text = JSON.stringify({ ...answer, member_id: null });
    const outcome = replay(entry(), entry({ content: { text } }));
    expect(verdictOf(outcome)).toBe("broken");
    expect(outcome.asked[1]).toMatchObject({
      what: "entry 2",
      findings: [{ at: "/member_id", says: "is null" }],
    });
  });

  it.for<[what: string, given: Given, why: string]>([
    ["an answer that did not come", { response: { status: 0 } }, "no answer was recorded"],
    [
      "a body that was left out",
      { content: { text: undefined } },
      "the answer was recorded without its body",
    ],
    [
      "a gateway's page",
      { response: { status: 502, headers: [] }, content: { text: "<html>", mimeType: "text/html" } },
      "502 with text/html is the answer of a gateway",
    ],
  ])("tells nothing by %s", ([, given, why]) => {
    const outcome = replay(entry(given));
    expect([verdictOf(outcome), outcome.asked[0]!.unclear]).toEqual(["could not tell", why]);
  });

  it("says as news what the caller did otherwise, such as the official SDK's body", () => {
    const headers = [{ name: "content-type", value: "application/json" }];
    const outcome = replay(entry({ request: { headers, postData: { text: "{}" } } }));
    expect(verdictOf(outcome)).toBe("kept");
    expect(outcome.asked[0]!.findings).toMatchObject([
      { kind: "news", at: "body", says: "was sent otherwise than described" },
    ]);
  });

  it("counts what is for another address, and judges none of it", () => {
    const url = "https://example.com/logo.png";
    const other = entry({ request: { method: "GET", url } });
    const text = JSON.stringify({ log: { entries: [other, entry()] } });
    const left = (target: string): number => judgeRecording(document, text, new URL(target)).asked.length;
    expect(judgeRecording(document, text).left_out).toEqual([expect.stringMatching(/^1 of 2 entries/)]);
    expect(
      ["https://test.stytch.com", "https://api.stytch.com", "https://test.stytch.com/a"].map(left),
    ).toEqual([1, 0, 0]);
    expect(verdictOf(replay(other))).toBe("could not tell");
  });

  it.for(["", "{}", '{"log":{"entries":[{}]}}', "[]", "null"])("is refused where it is %s", (text) => {
    expect(() => judgeRecording(document, text)).toThrow(/./);
  });
});
