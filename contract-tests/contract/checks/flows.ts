import { expect } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { answerFromMemory } from "./answer-from-memory.js";
import { flatten } from "../operation/call-values.js";
import { caseOf, listOperationCases, type OperationCase } from "../cases.js";
import { fillParameters, listLinks, titleOfFlow } from "../operation/links.js";
import { record, type Recorder } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimFacts } from "./expect-valid.js";

/** Each call that the description links to a success, against a server that remembers what was deleted. */
export function flowChecks(document: OpenApiDocument, first: OperationCase): Check[] {
  const operations = listOperationCases(document);
  return listLinks(first).map(({ name, status, link }) => ({
    title: titleOfFlow(link),
    run: async (world: World) => {
      const lookAt = (...keys: string[]): void =>
        world.listener?.hearPointer([...first.pointer, "responses", `${status}`, "links", name, ...keys]);
      lookAt("operationId");
      expect(operations.map(({ operationId }) => operationId)).toContain(link.operationId);
      const next = caseOf(document, link.operationId)!;
      lookAt("x-stytch-answer");
      expect(next.answers.map((each) => each.name)).toContain(link["x-stytch-answer"]);
      const answer = next.answers.find((each) => each.name === link["x-stytch-answer"])!;
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
        }).catch((error: unknown) => error);

      const before = start();
      expect(await call(first, before, {})).toEqual(success.body);
      // What the first exchange names is the link's to hand on: left out, it is another's.
      const others = Object.keys(next.ids).filter((each) => each in named);
      const handed_on = {
        ...Object.fromEntries(others.map((each) => [each, "another"])),
        ...fillParameters(link, before.exchanges[0]!),
      };

      // Alone, it finds what it asks for: it is the first call that makes the difference.
      const [lost] = Object.entries(handed_on).find(([each, value]) => value !== ids[each]) ?? [];
      lookAt("parameters", ...(lost === undefined ? [] : [lost]));
      expect(await call(next, start(), handed_on)).toEqual(successOf(next).body);

      lookAt("x-stytch-answer");
      const both = start();
      await call(first, both, {});
      const outcome = await call(next, both, handed_on);
      expect(both.exchanges.map(({ operationId }) => operationId)).toEqual([
        first.operationId,
        next.operationId,
      ]);
      expect(both.exchanges[1]!.response_body).toEqual(answer.body);
      const { error_type } = Object(answer.body) as { error_type?: unknown };
      const status_code = answer.status!;
      const error = { name: "StytchError", status_code, error_type, may_have_been_applied: false };
      expect(outcome).toEqual(status_code < 400 ? answer.body : expect.objectContaining(error));
      claimFacts(world, both.exchanges, "operation flow");
    },
  }));
}

const successOf = ({ answers }: OperationCase): OperationCase["answers"][number] =>
  answers.find(({ status = 500 }) => status < 300)!;
