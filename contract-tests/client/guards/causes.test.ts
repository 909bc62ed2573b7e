// A cause that is shown is a copy, of which no more is read than what it says itself.
import { afterEach, describe, expect, it, vi } from "vitest";
import { copyCause } from "../../../src/cause.js";
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
  vi.resetModules();
  vi.stubGlobal("DOMException", { prototype: {} });
  try {
    const { copyCause: copy } = await import("../../../src/cause.js");
    expect(copy(new TypeError("a"), secrets)).toMatchObject({ name: "TypeError", message: "a" });
  } finally {
    vi.unstubAllGlobals();
    vi.resetModules();
  }
});
