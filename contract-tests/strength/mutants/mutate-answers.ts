import { deref, type OpenApiDocument, type Response } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { mutateLinks } from "./mutate-links.js";
import { hasGolden, mutatorOf, responseOf, type SpecMutant } from "./spec-mutant.js";
import { where } from "./where.js";

/** What can become of the answers that a description has. */
export function mutateAnswers(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  const { operationId, responses, answers } = operation;
  const mutant = mutatorOf(document, operation);
  const statuses = Object.keys(responses);
  const with_json = statuses.filter((status) => exampleNames(responses[status]!).length > 0);
  const success = with_json.find((status) => status.startsWith("2"));
  const isEmpty = (status: string): boolean => responses[status]!.content === undefined;
  const empty = statuses.find((status) => status.startsWith("2") && isEmpty(status));
  const empty_failure = statuses.find((status) => status.startsWith("4") && isEmpty(status));
  const failures = with_json.filter((status) => status.startsWith("4"));
  const failure = failures.findLast((status) => status !== "429");
  const fallback = answers.find(({ declared }) => declared === "default");
  const said = (Object(fallback?.body) as { status_code?: number }).status_code;
  const spare = ["202", "203"].find((status) => !statuses.includes(status))!;
  const other = ["410", "411"].find((status) => !statuses.includes(status))!;
  return [
    ...statuses.map((status) =>
      mutant(`${status} removed`, ({ operation: edited }) => {
        delete edited.responses[status];
      }),
    ),
    ...where(success ?? empty, (status) => [
      mutant(`${spare} for ${status}`, ({ operation: edited }) => {
        edited.responses = { [spare]: edited.responses[status]!, ...edited.responses };
        delete edited.responses[status];
      }),
    ]),
    ...where(failure ?? empty_failure, (status) => [
      mutant(`${other} for ${status}`, ({ operation: edited }) => {
        edited.responses[other] = edited.responses[status]!;
        delete edited.responses[status];
      }),
    ]),
    ...where(success, (status) => [
      mutant(`one more success`, ({ operation: edited }) => {
        edited.responses[spare] = JSON.parse(
          JSON.stringify(edited.responses[status]).replaceAll(
            `"status_code":${status}`,
            `"status_code":${spare}`,
          ),
        );
      }),
    ]),
    ...where(hasGolden(operationId) ? said : undefined, (code) => [
      mutant(
        "one more failure",
        ({ operation: edited }) => {
          edited.responses[other] = JSON.parse(
            JSON.stringify(edited.responses["default"]).replaceAll(String(code), other),
          );
        },
        true,
      ),
    ]),
    ...[success, failure].flatMap((each) =>
      where(each, (status) => [
        mutant(`text for ${status}`, ({ operation: edited }) => {
          const response = responseOf(edited, status);
          response.content = { "text/plain": response.content!["application/json"]! };
        }),
      ]),
    ),
    ...[success, failure].flatMap((each) =>
      where(each, (status) => [
        mutant(`no content for ${status}`, ({ operation: edited }) => {
          delete responseOf(edited, status).content;
        }),
      ]),
    ),
    ...[empty, empty_failure].flatMap((each) =>
      where(each, (status) => [
        mutant(`content for ${status}`, ({ operation: edited }) => {
          const schema = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
          responseOf(edited, status).content = {
            "application/json": { schema, examples: { added: { value: { id: "a" } } } },
          };
        }),
      ]),
    ),
    ...(hasGolden(operationId) ? failures : [])
      .filter((status) => exampleNames(responses[status]!).length > 1)
      .map((status) =>
        mutant(`an example of ${status} removed`, ({ operation: edited }) => {
          const { examples } = responseOf(edited, status).content!["application/json"]!;
          delete examples![Object.keys(examples!)[0]!];
        }),
      ),
    ...where(
      failures.find((status) => status === "401"),
      (status) => [
        ...where(hasGolden(operationId) ? status : undefined, () => [
          mutant(`an example of ${status} renamed`, ({ operation: edited }) => {
            const media = responseOf(edited, status).content!["application/json"]!;
            media.examples = { wrong_secret: Object.values(media.examples!)[0]! };
          }),
        ]),
        mutant(`an example of ${status} with another status_code`, ({ operation: edited }) => {
          const media = responseOf(edited, status).content!["application/json"]!;
          media.examples = JSON.parse(
            JSON.stringify(media.examples).replace('"status_code":401', '"status_code":403'),
          );
        }),
      ],
    ),
    ...where(success, (status) => [
      mutant(`an example of ${status} that breaks its schema`, ({ operation: edited, document: copy }) => {
        const media = responseOf(edited, status).content!["application/json"]!;
        const [name, example] = Object.entries(media.examples!)[0]!;
        const value = spoilFirst(deref(copy, example).value);
        media.examples = { ...media.examples, [name]: { value } };
      }),
    ]),
    ...mutateLinks(document, operation),
    ...statuses.flatMap((status) =>
      Object.keys(responses[status]!.headers ?? {}).flatMap((name) => [
        mutant(`${name} removed`, ({ operation: edited }) => delete responseOf(edited, status).headers),
        mutant(`${name} renamed`, ({ operation: edited }) => {
          const response = responseOf(edited, status);
          response.headers = { [`X-${name}`]: response.headers![name]! };
        }),
      ]),
    ),
  ];
}

const exampleNames = (response: Response): string[] =>
  Object.keys(response.content?.["application/json"]?.examples ?? {});

/** The first text or object in a body made a number, which no schema of either allows. */
function spoilFirst(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return 7;
  const [key] = Object.entries(value).find(([, each]) => typeof each === "string" || isObject(each)) ?? [];
  return key === undefined ? 7 : { ...value, [key]: 7 };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
