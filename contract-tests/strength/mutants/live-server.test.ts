// A live server that serves another description is told apart by what it answers, and one that serves this one is not.
import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { deletions as document, listOperationCases } from "../../contract/cases.js";
import { completeBody, listVariations } from "../../contract/values/body-variants.js";
import { listBodies } from "../../contract/values/hosts.js";
import { change, listPlaces } from "../../contract/values/shape.js";
import { project, startDocumentedServer, type DocumentedServer } from "../../verify/documented-server.js";
import { verdictOf } from "../../verify/render.js";
import { askServer, type Outcome } from "../../verify/run.js";
import { mutateSchemas } from "./mutate-schemas.js";
import { mutateOperation } from "./spec-mutants.js";

const operations = listOperationCases(document);
const { ids, ...credentials } = project;

/** Asks a server everything, and judges it by the description as it is. */
async function ask(served: OpenApiDocument, prepare: (server: DocumentedServer) => void = () => {}) {
  const server = await startDocumentedServer(served);
  prepare(server);
  try {
    return await askServer({
      document,
      target: new URL(server.url),
      credentials,
      deletions: { targets: ["member_password_id", "member_id"], given: ids },
    });
  } finally {
    server.close();
  }
}

const isReported = ({ asked }: Outcome): boolean =>
  asked.some(({ findings, unclear }) => findings.length > 0 || unclear !== undefined);

/** What passed the wire, without what differs from run to run. */
const transcriptOf = ({ asked }: Outcome): string[] =>
  asked.map(({ operationId, what, exchange }) => {
    const { status, response_headers, response_text } = exchange!;
    const { date: _, ...headers } = response_headers;
    return JSON.stringify([operationId, what, status, headers, response_text]);
  });

/** Whether an answer is another one of those that the description has for its status. */
const isExample = ({ exchange }: Outcome["asked"][number]): boolean =>
  operations.some(({ operationId, answers }) =>
    answers.some(
      ({ status, body }) =>
        operationId === exchange!.operationId &&
        status === exchange!.status &&
        exchange!.response_headers["content-type"]?.startsWith("application/json") === true &&
        JSON.stringify(body) === exchange!.response_text,
    ),
  );

// The examples have two roles that no list of values has.
const clean = structuredClone(document);
for (const { value } of Object.values(clean.components.examples!))
  Object.assign(
    value as object,
    JSON.parse(JSON.stringify(value).replaceAll('"role_id":"reader"', '"role_id":"stytch_member"')),
  );

describe("another operation", async () => {
  const truth = await ask(clean);
  const known = transcriptOf(truth);
  const mutants = operations.flatMap((operation) => mutateOperation(clean, operation));

  it("is told from the true one, of which nothing is reported", () => {
    expect([verdictOf(truth), isReported(truth)]).toEqual(["kept", false]);
  });

  it.for(mutants.map(({ name, document: served }) => [name, served] as const))(
    "is reported where it shows: %s",
    async ([, served]) => {
      const outcome = await ask(served);
      const said = transcriptOf(outcome);
      const changed = outcome.asked.filter((_, index) => said[index] !== known[index]);
      // Another of its examples is as good an answer.
      const due = changed.length === 0 ? [false] : changed.every(isExample) ? [true, false] : [true];
      expect(due).toContain(isReported(outcome));
    },
  );
});

/** A description whose schemas have no examples: what it lets pass is made of what they ask alone. */
function strip({ components, ...rest }: OpenApiDocument): OpenApiDocument {
  const isGiven = (key: string): boolean => key === "examples" || key === "example";
  const text = JSON.stringify(components.schemas, (key, inner: unknown) =>
    isGiven(key) ? undefined : inner,
  );
  return { ...rest, components: { ...components, schemas: JSON.parse(text) as typeof components.schemas } };
}

/** Bodies of each kind of answer that a description lets pass. */
function listServed(described: OpenApiDocument): Map<string, unknown[]> {
  return new Map(
    listBodies(described, "response").map((body): [string, unknown[]] => {
      const places = listPlaces(described, body.schema).map((place) => ({
        ...place,
        hosts_property: true,
        hosts_value: true,
      }));
      const complete = completeBody(described, body, places, []);
      const variants = listVariations(described, body, places, complete)
        .flatMap((each) => each.variants)
        .filter(({ violates }) => violates === undefined);
      // What no format holds may be any text, or any integer.
      const free = places.flatMap(({ trail, shape: { types, asserted, values } }) => {
        if (asserted["format"] !== undefined || asserted["pattern"] !== undefined || values.length > 0)
          return [];
        if (types.has("string")) return [change(complete, trail, () => "any text")];
        return types.has("integer") ? [change(complete, trail, () => 2 ** 40)] : [];
      });
      const all = [complete, ...variants.map((each) => each.body), ...free];
      return [`${body.operation.operationId} ${body.declared}`, all];
    }),
  );
}

/** The texts of the first five bodies that have another text than these. */
function pickFresh(bodies: readonly unknown[], known: ReadonlySet<string>): string[] {
  const fresh = new Set<string>();
  for (const body of bodies) {
    const text = JSON.stringify(body);
    if (!known.has(text)) fresh.add(text);
    if (fresh.size === 5) break;
  }
  return [...fresh];
}

describe("another schema", () => {
  const known = new Map(
    [...listServed(strip(document))].map(
      ([answer, bodies]) => [answer, new Set(bodies.map((each) => JSON.stringify(each)))] as const,
    ),
  );
  /** These let something pass that did not before. The others let less pass, and nobody sees what is not there. */
  const shown = new Set([
    "any integer",
    "any text",
    "more optional property",
    "no longer required",
    "of another type",
    "removed",
    "renamed",
    "with one more known value",
  ]);

  it.for(mutateSchemas(document).map((mutant) => [mutant.name, mutant] as const))(
    "is reported where it shows: %s",
    async ([, { operator, document: other }]) => {
      const fresh = [...listServed(strip(other))].map(
        ([answer, bodies]) => [answer, pickFresh(bodies, known.get(answer)!)] as const,
      );
      const most = Math.max(...fresh.map(([, bodies]) => bodies.length));
      const outcomes = await Promise.all(
        Array.from({ length: most }, (_, index) =>
          ask(document, (server) => {
            server.change = (answer, { url = "" }) => {
              const operationId = `organizations.members.delete${url.includes("/passwords/") ? "Password" : ""}`;
              const bodies = fresh.find(([name]) => name === `${operationId} ${answer.status}`)![1];
              return {
                ...answer,
                text:
                  bodies[index]?.replace(/"status_code":1\b/, `"status_code":${answer.status}`) ??
                  answer.text,
              };
            };
          }),
        ),
      );
      const is_shown = shown.has(operator);
      expect(outcomes.length > 0 || !is_shown).toBe(true);
      expect(
        outcomes.filter((each) => (is_shown ? !isReported(each) : verdictOf(each) === "broken")),
      ).toEqual([]);
    },
  );
});
