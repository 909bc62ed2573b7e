import { readFileSync } from "node:fs";
import { locate } from "../../../scripts/description/locate.js";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases } from "../../contract/cases.js";
import { folder, goldens } from "../../contract/golden/goldens.js";
import { listPlaces } from "../../contract/shape.js";
import { listTypePlaces } from "./generated-types.js";
import type { Obligation } from "./obligation.js";

const facts = `${folder}/goldens.ts`;

/** Where a person types what, so that an obligation can be reached; undefined where traffic alone can reach it. */
export async function describeDemand(
  document: OpenApiDocument,
  { operationIds: [operationId], criterion, id }: Pick<Obligation, "operationIds" | "criterion" | "id">,
): Promise<string | undefined> {
  const golden = goldens.find((each) => each.operationId === operationId);
  const operation = listOperationCases(document).find((each) => each.operationId === operationId);
  if (criterion !== "generated type" || golden === undefined || operation === undefined) return undefined;
  const place = listTypePlaces(document, operation).find(({ detail }) => id.endsWith(`: ${detail}`));
  const [part, group, name, ...rest] = place?.keys.slice(3) ?? [];
  const own = `operationId: "${operationId}"`;
  if (part === "parameters")
    return group === "header"
      ? `type a session with ${name} into ${facts}:${lineOf("golden_sessions")}`
      : `type a value for ${name} into \`params\` in ${facts}:${lineOf(own, "params:")}`;
  if (part !== "responses" || group === undefined)
    return `type a golden of the operation into ${facts}:${lineOf(own)}`;
  if (name === undefined || !["200", ...Object.keys(golden.errors)].includes(group))
    return `type the known error types of ${group} into \`errors\` in ${facts}:${lineOf(own, "errors:")}`;
  if (name === "headers")
    return `type ${rest[0]} of ${group} into \`headers\` in ${facts}:${lineOf("const common =", "headers:")}`;

  const [type = "", ...keys] = rest;
  const path = keys.map((key) => `/${key}`).join("");
  const { file } = group === "200" ? golden.success : golden.failure;
  const pointer = keys.map((key) => (key === "[]" ? "0" : key));
  const { line } = await locate(`${folder}/${file}`, pointer);
  const places = listPlaces(document, operation.responses[group]!.content![type]!.schema);
  const required = places.find((each) => each.path === path)?.property?.required;
  const more = group === "200" ? lineOf(own, "optional:") : lineOf("const common =", "optional:");
  return [
    `type a value for ${path} into ${folder}/${file}:${line}`,
    ...(required ? [] : [`"${path}" into \`optional\` in ${facts}:${more}`]),
  ].join(", and ");
}

/** The line of the last of some texts, each looked for behind the one before. */
function lineOf(...texts: string[]): number {
  const text = readFileSync(facts, "utf8");
  const at = texts.reduce((from, next) => text.indexOf(next, from), 0);
  return text.slice(0, at).split("\n").length;
}
