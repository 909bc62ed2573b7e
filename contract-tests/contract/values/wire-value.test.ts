// The suite reads a parameter off a request as it was written, in every style, and tells what nobody declared.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import { document } from "../cases.js";
import { listStrayKeys, readParameter, writeParameter } from "./wire-value.js";

const template = "/v1/{p}/things";
const of = (facts: Partial<Parameter>): Parameter => ({ name: "p", in: "query", schema: {}, ...facts });
const text = { type: "string" };
const number = { type: "integer" };
const list = { type: "array", items: number };
const object = { type: "object", properties: { a: number, b: text } };
const bundle: OpenApiDocument = document;

type Row = [written: string, facts: Partial<Parameter>, value: unknown];

const queries: Row[] = [
  ["p=a%26b", { schema: text }, "a&b"],
  ["p=a+b", { schema: text }, "a b"],
  ["p=12", { schema: text }, "12"],
  ["p=12", { schema: number }, 12],
  ["p=wrong", { schema: number }, "wrong"],
  ["p=true", { schema: { type: "boolean" } }, true],
  ["p=", { schema: text }, ""],
  ["q=1", { schema: text }, undefined],
  ["p=1&p=2", { schema: list }, [1, 2]],
  ["p=1", { schema: list }, [1]],
  ["p=1,2", { schema: list, explode: false }, [1, 2]],
  ["p=1%202", { schema: list, style: "spaceDelimited", explode: false }, [1, 2]],
  ["p=1|2", { schema: list, style: "pipeDelimited", explode: false }, [1, 2]],
  ["a=1&b=x", { schema: object }, { a: 1, b: "x" }],
  ["p=a,1,b,x", { schema: object, explode: false }, { a: 1, b: "x" }],
  ["p[a]=1&p[b]=x", { schema: object, style: "deepObject", explode: true }, { a: 1, b: "x" }],
  ["p=1&p=2", { schema: number }, ["1", "2"]],
];

const paths: Row[] = [
  ["a%2Fb", { schema: text }, "a/b"],
  ["12", { schema: number }, 12],
  ["1,2", { schema: list }, [1, 2]],
  [".1.2", { schema: list, style: "label", explode: true }, [1, 2]],
  [".1,2", { schema: list, style: "label" }, [1, 2]],
  [";p=1,2", { schema: list, style: "matrix" }, [1, 2]],
  [";p=1;p=2", { schema: list, style: "matrix", explode: true }, [1, 2]],
  [";p=12", { schema: number, style: "matrix" }, 12],
  ["a=1,b=x", { schema: object, explode: true }, { a: 1, b: "x" }],
  ["a,1,b,x", { schema: object }, { a: 1, b: "x" }],
];

describe("A query", () => {
  it.for(queries)("of %s is read by %o", ([search, facts, value]) => {
    const carrier = { url: `https://a.test/v1/x/things?${search}`, headers: {} };
    expect(readParameter(bundle, template, of(facts), carrier)).toEqual(value);
  });

  it.for(queries.filter(([, , value]) => value !== undefined && value !== "wrong"))(
    "like %s is written as %o, and what stands beside it stays",
    ([, facts, value]) => {
      const carrier = { url: "https://a.test/v1/x/things?z=1&p=old", headers: {} };
      const parameter = of(facts);
      writeParameter(bundle, parameter, carrier, value);
      expect(readParameter(bundle, template, parameter, carrier)).toEqual(value);
      expect(new URL(carrier.url).searchParams.get("z")).toBe("1");
    },
  );

  it("has keys that belong to no parameter", () => {
    const parameters = [of({ schema: object }), of({ name: "q", style: "deepObject", schema: object })];
    const url = "https://a.test/v1/x/things?a=1&b=2&q[a]=1&c=3&q=4&Q[a]=5";
    expect(listStrayKeys(bundle, parameters, url)).toEqual(["c", "q", "Q[a]"]);
  });
});

describe("A path", () => {
  it.for(paths)("with %s is read by %o", ([segment, facts, value]) => {
    const carrier = { url: `https://a.test/v1/${segment}/things`, headers: {} };
    expect(readParameter(bundle, template, of({ in: "path", ...facts }), carrier)).toEqual(value);
  });
});

describe("A header", () => {
  it.for<Row>([
    ["a b", { schema: text }, "a b"],
    ["12", { schema: number }, 12],
    ["1,2", { schema: list }, [1, 2]],
    ["a,1,b,x", { schema: object }, { a: 1, b: "x" }],
  ])("of %s is read by %o", ([value, facts, read]) => {
    const carrier = { url: "https://a.test/v1/x/things", headers: { p: value } };
    const parameter = of({ in: "header", ...facts });
    expect(readParameter(bundle, template, parameter, carrier)).toEqual(read);
    writeParameter(bundle, parameter, carrier, undefined);
    expect(carrier.headers).toEqual({});
  });
});
