// What an assertion proves is what it would miss, and nothing else.
import type { ValidateFunction } from "ajv";
import { expect, it } from "vitest";
import { compileSchemas } from "../../../scripts/description/compile-schemas.js";
import { getByPointer, parsePointer } from "../../../scripts/description/json-pointer.js";
import { document, operations } from "../../contract/cases.js";
import type { Exchange } from "../../contract/exchange.js";
import { listHosts } from "../../contract/values/hosts.js";
import { listPlaces } from "../../contract/values/shape.js";
import { completeBody, listVariations } from "../../contract/values/body-variants.js";
import type { Claim } from "../../contract/world.js";
import { proverOf } from "./prove.js";
import { createSwitchboard } from "./switchboard.js";

const operation = operations.at(-1)!;
const { operationId, method } = operation;
const answer = operation.answers.find(({ declared }) => declared === "404")!;

const exchangeWith = (response_body: unknown): Exchange => ({
  operationId,
  method,
  url: `https://api.test${operation.path.replaceAll(/\{\w+\}/g, "a")}`,
  ids: Object.fromEntries(Object.keys(operation.ids).map((name) => [name, "a"])),
  headers: {},
  spoiled: [],
  text: undefined,
  request_body: undefined,
  status: 404,
  response_text: "",
  response_headers: { "content-type": "application/json" },
  response_body,
});

/** Each with a document of its own, for which nothing has been proven before. */
const prove = (claim: Claim, kind = "answers") => proverOf(structuredClone(document))(kind, {}, claim);

it("proves nothing where nothing is asserted", async () => {
  const exchange = exchangeWith(answer.body);
  expect((await prove({ exchange })).proven).toEqual([]);
  expect((await prove({ exchange, assert: () => {} })).proven).toEqual([]);
});

it("proves what an answer shows where it has to be valid, and not what it lacks", async () => {
  const { error_details: _, ...body } = answer.body as Record<string, unknown>;
  const exchange = exchangeWith(body);
  const { proven, astray } = await prove({
    exchange,
    assert: (violations) => expect(violations).toEqual([]),
  });
  expect(proven).toContain("ErrorBody: property: /error_details absent");
  expect(proven).toContain("ErrorBody: schema keyword: /error_type required satisfied");
  expect(proven).not.toContain("ErrorBody: property: /error_details present");
  expect(proven.filter((id) => id.endsWith(" violated"))).toEqual([]);
  expect(proven.filter((id) => id.includes(": example: "))).toEqual([]);
  expect(astray).toEqual([]);
});

it("proves of a refusal the keyword that refuses, alone", async () => {
  const { error_type: _, ...body } = answer.body as Record<string, unknown>;
  const { proven } = await prove({
    exchange: exchangeWith(body),
    assert: (violations) => expect(violations.map(({ keyword }) => keyword)).toContain("required"),
  });
  expect(proven.filter((id) => id.startsWith("ErrorBody"))).toEqual([
    "ErrorBody: schema keyword: /error_type required violated",
  ]);
});

it("proves of the facts those that were asserted", async () => {
  const exchange = exchangeWith(answer.body);
  const id = `${operationId}: example: 404 ${answer.name}`;
  expect((await prove({ exchange, facts: ["example"] })).proven).toEqual([id]);
  expect((await prove({ exchange, facts: ["example"] }, "fetch client")).proven).toEqual([
    `${operationId}: fetch client: example: 404 ${answer.name}`,
  ]);
});

it("does not take what it judges otherwise than the oracle did", async () => {
  const exchange = exchangeWith({ ...(answer.body as object), error_type: 7 });
  const claim: Claim = { exchange, assert: (violations) => expect(violations).toEqual([]) };
  await expect(prove(claim)).rejects.toThrow("does not hold when it is judged again");
});

it("judges a body again where another schema stands within what it was valid by", () => {
  const { validatorOf, exchange } = createSwitchboard(document);
  const { schema } = operation.responses["404"]!.content!["application/json"]!;
  const isValid = (): unknown => validatorOf(schema)(answer.body);
  const within = listPlaces(document, schema).find(({ trail }) => trail === "/error_type")!.schema;
  expect([isValid(), exchange(new Map([[within, false]]), isValid), isValid()]).toEqual([true, false, true]);
});

it("judges each body as the schemas do when they are compiled as a whole", () => {
  const { validatorOf } = createSwitchboard(document);
  const compiled = compileSchemas(document);
  const wholes = new Map(
    [...compiled].map(([pointer, validate]) => [getByPointer(document, parsePointer(pointer)), validate]),
  );
  for (const [body, places] of listHosts(document, "response")) {
    const complete = completeBody(document, body, places, []);
    const variants = listVariations(document, body, places, complete).flatMap((each) => each.variants);
    for (const variant of variants.filter((_, index) => index % 5 === 0)) {
      const listErrors = (validate: ValidateFunction | undefined): string[] => {
        validate!(variant.body);
        return (validate!.errors ?? [])
          .map(({ keyword, instancePath }) => `${instancePath} ${keyword}`)
          .toSorted();
      };
      expect(listErrors(validatorOf(body.schema))).toEqual(listErrors(wholes.get(body.schema)));
    }
  }
});
