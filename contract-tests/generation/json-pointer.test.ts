// A JSON pointer is read and written as RFC 6901 has it.
import { describe, expect, it } from "vitest";
import { formatPointer, getByPointer, parsePointer } from "../../scripts/description/json-pointer.js";

describe("A JSON pointer", () => {
  it.for([
    ["#/", [""]],
    ["#/paths/~1v1~1{id}/delete", ["paths", "/v1/{id}", "delete"]],
    ["#/a~1b/c~0d/~01", ["a/b", "c~d", "~1"]],
    ["#/~1~1/~0~0", ["//", "~~"]],
  ] as const)("is read and written: %s", ([fragment, keys]) => {
    expect(parsePointer(fragment)).toEqual(keys);
    expect(formatPointer(keys)).toBe(fragment);
  });

  it("is read when a URI spells it", () => {
    expect(parsePointer("#/a%20b/%7Eid")).toEqual(["a b", "~id"]);
    expect(parsePointer("#/100%/%zz")).toEqual(["100%", "%zz"]);
  });

  it("leads to a value, or to none", () => {
    const root = { a: { b: [1, { c: null }] } };
    expect(getByPointer(root, [])).toBe(root);
    expect(getByPointer(root, ["a", "b", "1", "c"])).toBeNull();
    expect(getByPointer(root, ["a", "x", "y"])).toBeUndefined();
  });
});
