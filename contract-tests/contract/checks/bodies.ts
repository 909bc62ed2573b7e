import { expect } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import {
  completeBody,
  generateBodies,
  listVariations,
  type Variant,
  type Variation,
} from "../values/body-variants.js";
import { flatten } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { requiredHeaders } from "../values/header-states.js";
import { listHosts } from "../values/hosts.js";
import { statusOf } from "../operation/declared-status.js";
import { record } from "../recorder.js";
import { isObject, shapeOf, type Shape } from "../values/shape.js";
import { methodOf, type Check, type World } from "../world.js";
import { isRedirect, partsOf, redirected } from "./answers.js";
import { expectObjections } from "./expect-valid.js";

/** Every answer that the description allows, and every one that breaks a single keyword of it, reaches the caller as it is. */
export function bodyChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  const { operationId, safe, answers, least } = operation;
  const hosts = listHosts(document, "response").filter(([body]) => body.operation === operation);
  return hosts.flatMap(([body, places]) => {
    const declared = body.declared!;
    const own = answers.filter((answer) => answer.declared === declared);
    const status = statusOf(own[0] ?? { declared, status: undefined, name: undefined, body: undefined });
    const examples = own.map((answer) => answer.body);
    const complete = completeBody(document, body, places, examples);
    const shape = shapeOf(document, body.schema);
    const headers = requiredHeaders(document, operation.responses[declared]!.headers);
    const generated = generateBodies(document, body, places, complete).map((each) => ({ body: each }));
    const variations: Variation[] = [
      ...listVariations(document, body, places, complete),
      { criterion: "combination of edges", variants: generated },
    ];
    const all = variations.flatMap(({ criterion, variants }) =>
      variants.map((variant) => ({ criterion, ...variant })),
    );
    const handOn = async (world: World, variant: (typeof all)[number]): Promise<void> => {
      const { criterion, violates } = variant;
      const { fetch, exchanges } = record(world);
      world.stub.answer = () => ({ status, headers, body: variant.body });
      const call = methodOf(world, operationId, { fetch, custom_base_url: world.stub.url });
      const outcome = await call(flatten(operation, least)).catch((error: unknown) => error);
      expectHandedOn(outcome, { status, safe, shape }, variant);
      expectObjections(world, exchanges, (violations) =>
        expect(
          violations.map(({ keyword }) => keyword),
          `every ${criterion}`,
        ).toEqual(violates === undefined ? [] : expect.arrayContaining([violates])),
      );
    };
    return [
      {
        title: `hands on every body that a ${declared} may have`,
        variants: all.filter(({ violates }) => violates === undefined),
      },
      {
        title: `hands on every body that a ${declared} may not have`,
        variants: all.filter(({ violates }) => violates !== undefined),
      },
    ]
      .filter(({ variants }) => variants.length > 0)
      .map(({ title, variants }) => ({
        title,
        run: async (world: World) => {
          for (const variant of variants) await handOn(world, variant);
        },
      }));
  });
}

/** Whether a body shows that the API gave it, by what every success promises: the status and a request_id. */
function isConfirmed(body: object, status: number, { properties }: Shape): boolean {
  const { status_code, request_id } = body as Record<string, unknown>;
  const promises = (name: string): boolean => properties.get(name)?.required === true;
  if (promises("status_code") && status_code !== status) return false;
  return !promises("request_id") || (typeof request_id === "string" && request_id !== "");
}

function expectHandedOn(
  outcome: unknown,
  { status, safe, shape }: { status: number; safe: boolean; shape: Shape },
  { body, violates, criterion }: Variant & { criterion: string },
): void {
  if (isRedirect(status)) {
    expect(outcome, `every ${criterion}`).toMatchObject(redirected(status, safe));
  } else if (status < 400 && (!isObject(body) || !isConfirmed(body, status, shape))) {
    const refused = { code: "invalid_response", may_have_been_applied: !safe };
    expect(outcome, `every ${criterion}`).toMatchObject({ name: "RequestError", ...refused });
  } else if (status < 400) {
    expect(outcome, `every ${criterion}`).toEqual(body);
  } else if (isObject(body)) {
    const { error_type } = body as { error_type?: unknown };
    const known = typeof error_type === "string" ? error_type : "unknown_error";
    // The error has no nulls: what a body has as null it lacks.
    const present = Object.entries(partsOf(body)).map(([name, value]) => [name, value ?? undefined]);
    expect(outcome, `every ${criterion}`).toMatchObject({
      ...(violates === undefined && { request_id: undefined, ...Object.fromEntries(present) }),
      name: "StytchError",
      status_code: status,
      error_type: known,
    });
  } else {
    expect(outcome, `every ${criterion}`).toMatchObject({
      name: "StytchError",
      status_code: status,
      error_type: "unknown_error",
    });
  }
}
