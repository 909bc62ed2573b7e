import type { RefusedCall } from "../../contract/exchange.js";
import { refused_ids } from "../../contract/operation/path-template.js";
import { idOf } from "./obligation.js";

/** The obligations that a call exercises which the client refused, so that nothing passed the wire. */
export function observeRefusal({ operationId, params, parameter }: RefusedCall): string[] {
  if (parameter === undefined) return [];
  if (parameter === "something_new") return [idOf(operationId, "unknown parameter", "refused")];
  if (parameter === "authorization") return [idOf(operationId, "unknown session", "refused")];
  return [...refused_ids]
    .filter(([, id]) => id === params[parameter])
    .map(([what]) => idOf(operationId, "parameter boundary", `${parameter} ${what}`));
}
