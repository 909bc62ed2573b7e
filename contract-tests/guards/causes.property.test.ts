import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secrets } from "../../src/secrets.js";
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

/** A cause without a credential is kept as it is; any other is replaced by something that shows none. */
const causesAreClean = (cleanCause: (cause: unknown) => unknown) =>
  fc.asyncProperty(cause, async (given) => {
    const kept = cleanCause(given);
    assert.equal(findSecret(new Error("m", { cause: kept })), undefined);
    assert.equal(kept === given, findSecret(given) === undefined);
  });

const careless: [name: string, cleanCause: (cause: unknown) => unknown][] = [
  ["kept", (given) => given],
  ["removed", () => new Error("removed")],
  [
    "searched in their messages",
    (given) => (planted.some((secret) => `${(given as Error)?.message}`.includes(secret)) ? "" : given),
  ],
  [
    "searched as JSON",
    (given) => {
      try {
        return planted.some((secret) => JSON.stringify(given)?.includes(secret)) ? "" : given;
      } catch {
        return "";
      }
    },
  ],
];

describe("causes", () => {
  it("are clean when Secrets cleans them", async () => {
    const secrets = new Secrets(planted);
    const property = causesAreClean((given) => secrets.cleanCause(given));
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it.for(careless)("are not, or too clean, when they are %s", async ([, cleanCause]) => {
    expect(await awaitCounterexample(causesAreClean(cleanCause))).toContain("Counterexample");
  });
});
