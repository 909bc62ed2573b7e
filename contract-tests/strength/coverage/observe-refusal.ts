import type { RefusedCall } from "../../contract/exchange.js";
import { idOf } from "./obligation.js";

/** The obligations that a call exercises which the client refused, so that nothing passed the wire. */
export function observeRefusal({ operationId, params, parameter }: RefusedCall): string[] {
  if (parameter === undefined) return [];
  if (parameter === "something_new") return [idOf(operationId, "unknown parameter", "refused")];
  if (parameter === "authorization") return [idOf(operationId, "unknown session", "refused")];
  const id = params[parameter];
  const boundary =
    id === ""
      ? "empty"
      : id === undefined || id === null
        ? "nullish"
        : /^\.{1,2}$/.test(String(id))
          ? "dot segments"
          : undefined;
  return boundary === undefined ? [] : [idOf(operationId, "parameter boundary", `${parameter} ${boundary}`)];
}
