// No cause whatsoever carries a credential.
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyCause } from "../../../src/cause.js";
import { Secrets } from "../../../src/secrets.js";
import { awaitCounterexample, findCounterexample } from "./counterexample.js";
import { findSecret, planted } from "./secret-scanner.js";

const clean = fc.constantFrom<unknown>(null, undefined, 1, "clean", true, 1n, Symbol("clean"), () => "clean");
const leaking = fc
  .tuple(fc.constantFrom(...planted), fc.nat(7))
  .map(
    ([secret, kind]): unknown =>
      [
        secret,
        `Basic ${secret}`,
        encodeURIComponent(secret),
        Buffer.from(secret),
        new Headers({ a: secret }),
        Symbol(secret),
        { [secret]: 1 },
        new Error(secret),
      ][kind],
  );

/** Errors, objects and collections within each other, a credential in some. */
const { cause } = fc.letrec<{ cause: unknown }>((tie) => ({
  cause: fc.oneof(
    { depthSize: "medium" },
    { weight: 3, arbitrary: clean },
    { weight: 1, arbitrary: leaking },
    ...[
      fc.array(tie("cause"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("message", "config", "headers", "toString"), tie("cause"), {
        maxKeys: 3,
      }),
      tie("cause").map((value) => Object.assign(new TypeError("m", { cause: value }), { code: "E" })),
      tie("cause").map((value) => new AggregateError([value], "several")),
      tie("cause").map((value) => new Map([[value, value]])),
      tie("cause").map((value) => new Set([value])),
      tie("cause").map((value) => Object.defineProperty({}, "hidden", { value })),
      tie("cause").map((value) => Object.defineProperty({}, Symbol("s"), { get: () => value })),
      tie("cause").map((value) => Object.create(null, { value: { value, enumerable: true } })),
    ].map((arbitrary) => ({ weight: 1, arbitrary: arbitrary as fc.Arbitrary<unknown> })),
  ),
}));

/** Whatever a cause is, its copy is an Error that shows no credential, and the message where that is clean. */
const causesAreClean = (copy: (cause: unknown) => unknown) =>
  fc.asyncProperty(cause, async (given) => {
    const copied = copy(given);
    assert.equal(findSecret(new Error("m", { cause: copied })), undefined);
    assert(copied instanceof Error);
    if (given instanceof Error) assert(copied.message === given.message || findSecret(given.message));
  });

const secrets = new Secrets(planted);
const careless: [name: string, copy: (cause: unknown) => unknown][] = [
  ["kept", (given) => (given instanceof Error ? given : new Error(typeof given))],
  ["removed", () => new Error("removed")],
  ["copied with all that they hold", (given) => Object.assign(copyCause(given, secrets), given)],
  ["copied as they are", (given) => copyCause(given, new Secrets([]))],
];

describe("causes", () => {
  it("are clean when they are copied", async () => {
    const property = causesAreClean((given) => copyCause(given, secrets));
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it.for(careless)("are not, or too clean, when they are %s", async ([, copy]) => {
    expect(await awaitCounterexample(causesAreClean(copy))).toContain("Counterexample");
  });
});
