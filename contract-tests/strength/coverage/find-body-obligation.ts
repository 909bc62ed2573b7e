import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { listHosts, type HostedPlace } from "../../contract/values/hosts.js";
import type { Direction } from "../../contract/values/sample.js";
import { criteriaOf, idAt, witnessOf } from "./body-obligations.js";

/** What of a place something is about: whether it is there, what value it has, or a keyword of its schema. */
export interface Aspect {
  about: "property" | "value" | "keyword";
  detail: string;
  /** A value of the kind that it is about. */
  value?: unknown;
}

/** The obligation that a place in a body stands for. */
export interface FoundObligation {
  id: string;
  /** It is tried in this body; elsewhere this body only has a witness. */
  is_hosted: boolean;
}

/** The places of an operation's request, or of its answer with a declared status; none where it has no JSON. */
export function placesOf(
  document: OpenApiDocument,
  operation: OperationCase,
  direction: Direction,
  declared?: string,
): HostedPlace[] {
  const host = listHosts(document, direction).find(
    ([body]) => body.operation === operation && body.declared === declared,
  );
  return host?.[1] ?? [];
}

/** The obligation about a place in a body of an operation, or that about the component where another body hosts it. */
export function findBodyObligation(
  operation: OperationCase,
  direction: Direction,
  declared: string | undefined,
  place: HostedPlace,
  { about, detail, value }: Aspect,
): FoundObligation {
  const names = criteriaOf(direction);
  const criterion =
    about === "property" ? names.property : about === "keyword" ? names.keyword : names.value(value);
  const is_property = about === "property" || detail.startsWith("required ");
  const is_hosted = is_property ? place.hosts_property : place.hosts_value;
  const home = is_property ? place.holder : place.home;
  const id =
    is_hosted || home.owner === undefined
      ? idAt({ operation, declared }, home, criterion, detail)
      : witnessOf(operation.operationId, direction, home.owner);
  return { id, is_hosted };
}
