// What the stub of the flows remembers is keyed by id, and what the description has no answer for is said in a sentence.
import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { answerFromMemory } from "./answer-from-memory.js";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases } from "../cases.js";

const answerOf = (...names: string[]): object => ({
  description: "",
  content: {
    "application/json": {
      examples: Object.fromEntries(names.map((error_type) => [error_type, { value: { error_type } }])),
    },
  },
});
const describeDelete = (operationId: string, resource: string): object => ({
  operationId,
  parameters: ["organization", resource].map((name) => ({ name: `${name}_id`, in: "path", schema: {} })),
  responses: {
    200: answerOf("deleted"),
    404: answerOf("organization_not_found", `${resource}_not_found`),
  },
});
const members = "/v1/b2b/organizations/{organization_id}/members";
const operations = listOperationCases({
  paths: {
    [`${members}/{member_id}`]: { delete: describeDelete("members.delete", "member") },
    [`${members}/passwords/{member_password_id}`]: {
      delete: describeDelete("members.deletePassword", "member_password"),
    },
  },
  components: {},
} as unknown as OpenApiDocument);

const ids = { organization_id: "o|1", member_id: "m", member_password_id: "p" };
const paths = { member: "members/m", other: "members/n", password: "members/passwords/p" };

const start = (described = operations) => {
  const answer = answerFromMemory(described, ids);
  return (path: string, organization = "o%7C1"): unknown => {
    const url = `/v1/b2b/organizations/${organization}/${path}`;
    const { status, body } = answer({ method: "DELETE", url } as IncomingMessage);
    const { error_type, error_message } = Object(body) as { error_type?: string; error_message?: string };
    return status === 500 ? error_message : error_type;
  };
};

it("has each resource by its id, until it or its owner is deleted", () => {
  const send = start();
  expect(send(paths.member, "o")).toBe("organization_not_found");
  expect(send(paths.other)).toBe("member_not_found");
  expect(send(paths.member)).toBe("deleted");
  expect(send(paths.member)).toBe("member_not_found");
  expect(send(paths.password)).toBe("member_password_not_found");
});

it("leaves the owner where only a password is deleted", () => {
  const send = start();
  expect([paths.password, paths.password, paths.member].map((path) => send(path))).toEqual([
    "deleted",
    "member_password_not_found",
    "deleted",
  ]);
});

it("says which answer the description lacks", () => {
  const without = (name: string) =>
    operations.map((each) => ({ ...each, answers: each.answers.filter((answer) => answer.name !== name) }));
  expect(start(without("member_not_found"))(paths.other)).toBe(
    "members.delete lacks the example member_not_found in the description.",
  );
  expect(start(without("deleted"))(paths.member)).toBe(
    "members.delete lacks the example of a success in the description.",
  );
  expect(start()("things")).toMatch(/^The description has no DELETE .*things\.$/);
});
