// Of an answer in a form of its own no more is kept than its known fields, and what it lacks is said.
import { describe, expect, it } from "vitest";
import { parseRefusal, parseSuccess } from "../../../src/answer.js";
import { Secrets } from "../../../src/secrets.js";

const secrets = new Secrets([]);
const longest = 64 * 1024;

/** A refusal of so many characters. */
const refusal = (length: number, fields: object): string => {
  const start = JSON.stringify({ ...fields, rest: "" }).slice(0, -2);
  return `${start}${"a".repeat(length - start.length - 2)}"}`;
};

describe("A refusal", () => {
  it("is kept whole up to 64 KiB", () => {
    const text = refusal(longest, { error_type: "busy" });
    expect(text).toHaveLength(longest);
    expect(parseRefusal(503, text, secrets)).toMatchObject({ error_type: "busy", rest: expect.any(String) });
  });

  it("keeps its known fields when it is longer, and of those the texts", () => {
    const text = refusal(longest + 1, {
      error_type: "busy",
      error: { a: 1 },
      error_details: { a: 1 },
      error_uri: "u",
    });
    expect(parseRefusal(503, text, secrets)).toEqual({
      status_code: 503,
      error_type: "busy",
      error_message: "The answer is not in the API's format.",
      error_url: "u",
      error_uri: "u",
    });
  });

  it.each([
    "request_id",
    "error_type",
    "error_message",
    "error_url",
    "error",
    "error_description",
    "error_uri",
  ])("keeps its %s when it is longer", (name) => {
    expect(parseRefusal(503, refusal(longest + 1, { [name]: "a" }), secrets)).toHaveProperty(name, "a");
  });

  it.each([
    [longest, longest],
    [longest + 1, "The answer is not in the API's format.".length],
  ])("keeps a known field of %d characters of a longer one as %d", (length, kept) => {
    const text = JSON.stringify({ error_message: "a".repeat(length) });
    expect(parseRefusal(503, text, secrets).error_message).toHaveLength(kept);
  });
});

describe("A success", () => {
  const json = new Headers({ "Content-Type": "application/json" });

  it.each([
    ["empty", "a", "it has a body, and none is described"],
    ["empty", "", {}],
    ["json", "a", "its body is not JSON"],
    ["json", "1", { data: 1 }],
  ] as const)("that is described as %s is read of %j", (expected, text, parsed) => {
    expect(parseSuccess(200, json, text, expected)).toEqual(parsed);
  });
});
