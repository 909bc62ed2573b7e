// A cause that is shown is a copy, of which no more is read than what it says itself.
import { afterEach, describe, expect, it, vi } from "vitest";
import type * as causes from "../../../src/cause.js";
import { copyCause } from "../../../src/cause.js";
import { define } from "../../../src/own.js";
import { Secrets } from "../../../src/secrets.js";

const secrets = new Secrets([]);

/** An object that has a name only so many prototypes away. */
const distant = (levels: number): object =>
  levels === 0 ? { name: "Distant" } : (Object.create(distant(levels - 1)) as object);

describe("The name of a cause", () => {
  afterEach(() => void Reflect.deleteProperty(Object.prototype, "name"));

  it("is looked for in five objects, its own and its classes'", () => {
    expect(copyCause(distant(4), secrets).name).toBe("Distant");
    expect(copyCause(distant(5), secrets).name).toBe("Error");
  });

  it("is not what somebody wrote to Object.prototype", () => {
    const polluted: object = Object.prototype;
    Object.defineProperty(polluted, "name", { value: "Evil", configurable: true });
    expect(copyCause({}, secrets).name).toBe("Error");
  });
});

it("A runtime whose DOMException has no accessors can be imported in, and says what an error is", async () => {
  vi.stubGlobal("DOMException", { prototype: {} });
  try {
    // A module runs once under each name.
    const name = "../../../src/cause.js?odd";
    const { copyCause: copy } = (await import(/* @vite-ignore */ name)) as typeof causes;
    expect(copy(new TypeError("a"), secrets)).toMatchObject({ name: "TypeError", message: "a" });
  } finally {
    vi.unstubAllGlobals();
  }
});

it("What is defined on an error can be changed by who gets it, as on any other", () => {
  const error = new Error("a");
  define(error, "name", "Named");
  const descriptor = { value: "Named", enumerable: false, configurable: true, writable: true };
  expect(Object.getOwnPropertyDescriptor(error, "name")).toEqual(descriptor);
});
