import type { Link, OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { goldens } from "../../contract/golden/goldens.js";
import { listLinks } from "../../contract/operation/links.js";
import { mutatorOf, responseOf, type SpecMutant } from "./spec-mutant.js";
import { where } from "./where.js";

/** What can become of what a description says of the calls that follow. */
export function mutateLinks(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  const mutant = mutatorOf(document, operation);
  return listLinks(operation).flatMap(({ name, status, link }) => {
    const { operationId, parameters = {} } = link;
    const mutate = (what: string, edit: (links: Record<string, Link>) => void): SpecMutant =>
      mutant(`${what} ${operationId} after it`, ({ operation: edited }) =>
        edit(responseOf(edited, String(status)).links!),
      );
    const change = (what: string, part: Partial<Link>): SpecMutant =>
      mutate(what, (links) => (links[name] = { ...link, ...part }));
    const golden = goldens.find((each) => each.operationId === operation.operationId);
    const isTyped = golden?.followed_by.includes(operationId);
    return [
      // That a link is missing, only the list can tell.
      ...(isTyped === true ? [mutate("no link to", (links) => delete links[name])] : []),
      change("another answer of", { "x-stytch-answer": "organization_not_found" }),
      ...Object.keys(parameters).flatMap((parameter) => {
        const handOn = (expression: string): Partial<Link> => ({
          parameters: { ...parameters, [parameter]: expression },
        });
        const others = Object.entries(parameters).filter(([each]) => each !== parameter);
        return [
          ...where(
            Object.keys(operation.ids).find((id) => id !== parameter),
            (id) => [change(`the ${id} for the ${parameter} of`, handOn(`$request.path.${id}`))],
          ),
          change(`the request_id for the ${parameter} of`, handOn("$response.body#/request_id")),
          change(`no ${parameter} for`, { parameters: Object.fromEntries(others) }),
        ];
      }),
    ];
  });
}
