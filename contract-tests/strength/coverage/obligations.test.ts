// What there is to cover grows with the document, and not with how often its schemas are used.
import { expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { document } from "../../contract/cases.js";
import { listHosts } from "../../contract/values/hosts.js";
import { listObligations } from "./obligations.js";

const path = "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}";

/** The document with so many more operations that answer a Member and an Organization. */
function grow(count: number): OpenApiDocument {
  const copy = structuredClone(document);
  for (let index = 0; index < count; index += 1) {
    const operation = { ...(copy.paths[path]!["delete"] as object), operationId: `more.operation${index}` };
    copy.paths[path.replace("passwords", `more${index}`)] = { delete: operation };
  }
  return copy;
}

const ofSchemas = new Set(["property", "array", "boolean", "value", "schema keyword"]);

it("asks once for what a component's schema says, and for a witness of each operation that uses it", () => {
  const [few, many] = [document, grow(100)].map((each) => listObligations(each));
  const count = (list: typeof few, test: (criterion: string) => boolean): number =>
    list!.filter(({ criterion }) => test(criterion)).length;
  expect(count(many, (criterion) => ofSchemas.has(criterion))).toBe(
    count(few, (criterion) => ofSchemas.has(criterion)),
  );
  const components = few!.filter(
    ({ criterion, operationIds: [id] }) =>
      criterion === "schema" && id === "organizations.members.deletePassword",
  );
  expect(count(many, (criterion) => criterion === "schema")).toBe(
    count(few, (criterion) => criterion === "schema") + 100 * components.length,
  );
  expect(new Set(many!.map(({ id }) => id)).size).toBe(many!.length);
});

it("tries each place of a component in one body", () => {
  const tried = (bundle: OpenApiDocument): number =>
    listHosts(bundle, "response").flatMap(([, places]) =>
      places.filter((each) => each.hosts_property || each.hosts_value),
    ).length;
  expect(tried(grow(100))).toBe(tried(document));
});
