// What nobody can know but a person is asked for with file, line and what to type.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { OpenApiDocument, Response } from "../../../scripts/description/document.js";
import { document } from "../../contract/cases.js";
import { describeDemand } from "./demands.js";
import { listObligations } from "./obligations.js";

const operationId = "organizations.members.deletePassword";
const path = "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}";
type Operation = { parameters: object[]; responses: Record<string, Response> };

it.for<[what: string, edit: (copy: OpenApiDocument) => void, sentence: string]>([
  [
    "an optional property",
    ({ components }) => Object.assign(components.schemas["Member"]!["properties"]!, { favourite_color: {} }),
    'type a value for /member/favourite_color into NAME.json:<"member">, and "/member/favourite_color" into `optional` in goldens.ts:<optional>',
  ],
  [
    "a required property, deep in a list",
    ({ components }) => {
      const { properties, required } = components.schemas["SSORegistration"] as Record<string, object>;
      Object.assign(properties!, { since: {} });
      (required as string[]).push("since");
    },
    "type a value for /member/sso_registrations/[]/since into NAME.json:<{>",
  ],
  [
    "a property of a failure",
    ({ components }) => Object.assign(components.schemas["ErrorBody"]!["properties"]!, { hint: {} }),
    'type a value for /hint into failure.json:<{>, and "/hint" into `optional` in goldens.ts:<failure>',
  ],
  [
    "a status",
    ({ paths }) => {
      const { responses } = paths[path]!["delete"] as Operation;
      responses["409"] = responses["default"]!;
    },
    "type the known error types of 409 into `errors` in goldens.ts:<errors>",
  ],
  [
    "a header of an answer",
    ({ components }) => {
      components.responses!["TooManyRequests"]!.headers!["X-Limit"] = { schema: {} };
    },
    "type X-Limit of 429 into `headers` in goldens.ts:<headers>",
  ],
  [
    "a parameter in the path",
    ({ paths }) => {
      (paths[path]!["delete"] as Operation).parameters.push({
        name: "reason",
        in: "path",
        schema: {},
        examples: { a: { value: "a" } },
      });
    },
    "type a value for reason into `params` in goldens.ts:<params>",
  ],
  [
    "a header parameter",
    ({ paths }) => {
      (paths[path]!["delete"] as Operation).parameters.push({ name: "X-Reason", in: "header", schema: {} });
    },
    "type a session with X-Reason into goldens.ts:<export>",
  ],
])("such as %s", async ([, edit, sentence]) => {
  const copy = structuredClone(document);
  edit(copy);
  const known = new Set(listObligations(document).map(({ id }) => id));
  const added = listObligations(copy).find(
    (each) =>
      each.criterion === "generated type" && each.operationIds.includes(operationId) && !known.has(each.id),
  );
  const demand = await describeDemand(copy, added!);
  // The line number becomes the first word of the line that it leads to.
  const shown = demand!.replaceAll(
    /contract-tests\/contract\/golden\/([\w.]+):(\d+)/g,
    (_, file: string, line: string) => {
      const text = readFileSync(`contract-tests/contract/golden/${file}`, "utf8").split("\n")[
        Number(line) - 1
      ]!;
      return `${file.replace(operationId, "NAME")}:<${text.trim().split(/[ :]/)[0]}>`;
    },
  );
  expect(shown).toBe(sentence);
});

it("asks for nothing that traffic reaches", async () => {
  const reached = listObligations(document).find(({ criterion }) => criterion === "status")!;
  expect(await describeDemand(document, reached)).toBeUndefined();
});
