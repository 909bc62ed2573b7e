// The errors are told apart across two copies of the package.
import { describe, expect, it, vi } from "vitest";

const one = await import("../../../src/errors.js");
vi.resetModules();
const two = await import("../../../src/errors.js");

const failed = { attempts: [], may_have_been_applied: true };
const body = { status_code: 404, request_id: "r", error_type: "t", error_message: "m", error_url: "u" };

/** Makes the three errors with one copy of the package. */
const make = {
  ClientError: (copy: typeof one) => new copy.ClientError("invalid_option", "m", "p"),
  StytchError: (copy: typeof one) => new copy.StytchError("m", body, failed),
  RequestError: (copy: typeof one) => new copy.RequestError("m", { code: "timeout" }, failed),
};

const names = Object.keys(make) as (keyof typeof make)[];

describe("two copies of the package", () => {
  it("are two", () => {
    for (const name of names) expect(one[name]).not.toBe(two[name]);
  });

  it.for(names)("recognize each other's %s and nothing else", (name) => {
    for (const [from, to] of [
      [one, one],
      [one, two],
      [two, one],
    ] as const) {
      const error = make[name](from);
      expect(names.filter((other) => error instanceof to[other])).toEqual([name]);
      expect(error).toBeInstanceOf(Error);
    }
  });
});

describe.for(names)("%s", (name) => {
  it("has the brand that every version of the package gives it", () => {
    const brand = Symbol.for(`stytch-b2b-members.${name}`);
    expect(names.filter((each) => brand in make[each](one))).toEqual([name]);
  });

  it("is known by its name, in its stack as well", () => {
    const error: Error = make[name](one);
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: m`);
    expect(error.stack).toMatch(new RegExp(`^${name}: m\\n`));
    expect(Object.keys(error)).not.toContain("name");
  });

  it.for([
    undefined,
    null,
    0,
    "",
    name,
    Symbol.iterator,
    {},
    { name },
    [],
    () => {},
    new Error("m"),
    new TypeError("m"),
  ])("is not %o", (value) => {
    expect(value instanceof one[name]).toBe(false);
  });

  it("is told from its subclass, and recognizes it", () => {
    const { ClientError, StytchError, RequestError } = one;
    const subclasses = {
      ClientError: class Sub extends ClientError {},
      StytchError: class Sub extends StytchError {},
      RequestError: class Sub extends RequestError {},
    };
    const Sub = subclasses[name];
    const sub: unknown = Reflect.construct(
      Sub,
      name === "StytchError" ? ["m", body, failed] : ["m", {}, failed],
    );
    expect(sub).toBeInstanceOf(Sub);
    expect(sub).toBeInstanceOf(one[name]);
    expect(sub).toBeInstanceOf(two[name]);
    expect(make[name](one)).not.toBeInstanceOf(Sub);
    expect(make[name](two)).not.toBeInstanceOf(Sub);
  });
});

describe("the fields", () => {
  it("of a ClientError say what is wrong", () => {
    expect({ ...make.ClientError(one) }).toEqual({
      code: "invalid_option",
      parameter: "p",
      may_have_been_applied: false,
    });
  });

  it("of a StytchError are the answer's", () => {
    const details = { why: 1 };
    const failure = { ...failed, retry_after_ms: 5, cause: "c" };
    const error = new one.StytchError("m", { ...body, error_details: details }, failure);
    expect({ ...error }).toEqual({ ...body, ...failed, error_details: details, retry_after_ms: 5 });
    expect(error.cause).toBe("c");
    expect(make.StytchError(one)).not.toHaveProperty("cause");
  });

  it("of a StytchError without a request id hold none", () => {
    const { request_id: _, ...rest } = body;
    for (const bare of [rest, { ...rest, request_id: null }]) {
      expect(new one.StytchError("m", bare as typeof body, failed).request_id).toBeUndefined();
    }
  });

  it("of a RequestError are what is known", () => {
    const answer = {
      code: "invalid_response",
      status_code: 200,
      request_id: "r",
      excerpt: "<html>",
    } as const;
    const error = new one.RequestError("m", answer, { ...failed, cause: undefined });
    expect({ ...error }).toEqual({ ...answer, ...failed });
    expect(error).toHaveProperty("cause", undefined);
    expect(make.RequestError(one)).not.toHaveProperty("cause");
  });
});
