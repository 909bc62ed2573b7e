import type { OpenApiDocument, Ref } from "../../../scripts/description/document.js";
import { listHosts, type DescribedBody, type HostedPlace } from "../../contract/values/hosts.js";
import { isObject } from "../../contract/values/shape.js";
import { witnessOf } from "../coverage/body-obligations.js";
import { mutatorOf, type SpecMutant } from "./spec-mutant.js";

/** What can become of each object that is one of several kinds: it is none of them any more, or has another tag. */
export function mutateKinds(document: OpenApiDocument): SpecMutant[] {
  const known = new Set<string>();
  return (["response", "request"] as const)
    .flatMap((direction) => listHosts(document, direction))
    .flatMap(([body, places]) =>
      places.flatMap((place) => {
        const { operation, declared = "the request" } = body;
        const { owner = `${operation.operationId} ${declared}`, trail } = place.holder;
        const name = `${owner} ${trail || "/"}`;
        if (place.tag === undefined || known.has(`${name} ${place.tag.value}`)) return [];
        known.add(`${name} ${place.tag.value}`);
        return mutateKind(document, body, place, place.tag.value, name);
      }),
    );
}

function mutateKind(
  document: OpenApiDocument,
  { operation, direction }: DescribedBody,
  { holder, schema }: HostedPlace,
  tag: string,
  name: string,
): SpecMutant[] {
  const { $ref } = schema as Ref;
  const mutant = (what: string, edit: (union: Union) => void): SpecMutant => ({
    ...mutatorOf(document, operation)(what, undefined, ({ document: copy, operation: edited }) => {
      const root = holder.owner === undefined ? edited : copy.components.schemas[holder.owner];
      for (const union of listUnions(root, $ref)) {
        delete union.discriminator.mapping?.[tag];
        edit(union);
      }
    }),
    name: `${name}: ${what}`,
    breaks: witnessOf(operation.operationId, direction, $ref.split("/").at(-1)!),
  });
  return [
    mutant(`no ${tag}`, (union) => {
      for (const keyword of ["oneOf", "anyOf"] as const)
        if (union[keyword]) union[keyword] = union[keyword].filter((part) => part.$ref !== $ref);
    }),
    mutant(`another tag for ${tag}`, ({ discriminator }) => {
      discriminator.mapping = { ...discriminator.mapping, renamed: $ref };
    }),
  ];
}

interface Union {
  oneOf?: Partial<Ref>[];
  anyOf?: Partial<Ref>[];
  discriminator: { mapping?: Record<string, string> };
}

/** Everything in a part of a document that may be what a reference leads to, or something else. */
function listUnions(node: unknown, $ref: string): Union[] {
  if (typeof node !== "object" || node === null) return [];
  const inside = Object.values(node).flatMap((child) => listUnions(child, $ref));
  return isUnion(node) && [...(node.oneOf ?? []), ...(node.anyOf ?? [])].some((part) => part.$ref === $ref)
    ? [node, ...inside]
    : inside;
}

const isUnion = (node: object): node is Union => isObject((node as Partial<Union>).discriminator);
