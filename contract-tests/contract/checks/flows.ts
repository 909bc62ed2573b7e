import { expect } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { answerFromMemory } from "./answer-from-memory.js";
import { flatten } from "../operation/call-values.js";
import { listOperationCases, type OperationCase } from "../cases.js";
import { fillParameters, listLinks, titleOfFlow } from "../operation/links.js";
import { record, type Recorder } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";

/** Each call that the description links to a success, against a server that remembers what was deleted. */
export function flowChecks(document: OpenApiDocument, first: OperationCase): Check[] {
  const operations = listOperationCases(document);
  return listLinks(first).map(({ link }) => ({
    title: titleOfFlow(link),
    run: async (world: World) => {
      const next = operations.find(({ operationId }) => operationId === link.operationId)!;
      expect(next?.answers.map(({ name }) => name)).toContain(link["x-stytch-answer"]);
      const answer = next.answers.find(({ name }) => name === link["x-stytch-answer"])!;
      const success = successOf(first);

      const named: Record<string, unknown> = { ...Object(success.body), ...first.ids };
      const ids = { ...Object.assign({}, ...operations.map((each) => each.ids)), ...named };
      const start = (): Recorder => {
        world.stub.answer = answerFromMemory(operations, ids);
        return record(world);
      };
      const call = (operation: OperationCase, { fetch }: Recorder, known: object): Promise<unknown> =>
        methodOf(world, operation.operationId, { fetch, custom_base_url: world.stub.url })({
          ...flatten(operation, operation.least),
          ...known,
        });

      const both = start();
      expect(await call(first, both, {})).toEqual(success.body);
      // What the first exchange names is the link's to hand on: left out, it is another's.
      const others = Object.keys(next.ids).filter((name) => name in named);
      const handed_on = {
        ...Object.fromEntries(others.map((name) => [name, "another"])),
        ...fillParameters(link, both.exchanges[0]!),
      };
      const outcome = await call(next, both, handed_on).catch((error: unknown) => error);
      expect(both.exchanges.map(({ operationId }) => operationId)).toEqual([
        first.operationId,
        next.operationId,
      ]);
      expect(both.exchanges[1]!.body).toEqual(answer.body);
      const { error_type } = Object(answer.body) as { error_type?: unknown };
      const status_code = answer.status!;
      const error = { name: "StytchError", status_code, error_type, may_have_been_applied: false };
      expect(outcome).toEqual(status_code < 400 ? answer.body : expect.objectContaining(error));

      // Alone, it finds what it asks for: it is the first call that makes the difference.
      expect(await call(next, start(), handed_on)).toEqual(successOf(next).body);
    },
  }));
}

const successOf = ({ answers }: OperationCase): OperationCase["answers"][number] =>
  answers.find(({ status = 500 }) => status < 300)!;

/** The description says what each of these calls is answered with after a call of an operation. */
export function goldenFlowChecks(first: string, following: readonly string[]): Check[] {
  return following.map((next) => ({
    title: `says what ${next} answers after it`,
    run: async ({ document }) => {
      const operation = listOperationCases(document).find(({ operationId }) => operationId === first);
      const linked = operation && listLinks(operation).map(({ link }) => link.operationId);
      expect(linked).toContain(next);
    },
  }));
}
