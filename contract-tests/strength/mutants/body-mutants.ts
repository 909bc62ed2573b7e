import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { boundariesOf } from "../../contract/values/boundaries.js";
import type { OperationCase } from "../../contract/cases.js";
import { change, isBelowTag } from "../../contract/values/shape.js";
import { placesOf, type HostedPlace } from "../../contract/values/hosts.js";
import { request, type Sent, type WireMutant } from "./wire-mutant.js";
import { where } from "./where.js";

/** What can happen to the JSON of a request. */
export function listBodyMutants(document: OpenApiDocument, operation: OperationCase): WireMutant[] {
  if (operation.body === undefined) return [];
  const places = placesOf(document, operation, "request");
  const isOnTop = (path: string): boolean => path.split("/").slice(1, -1).every(isBelowTag);
  const top = places.filter(({ trail, property }) => property !== undefined && isOnTop(trail));
  const kind = places.find(({ tag }) => tag !== undefined);
  const edit = (sent: Sent, to: (fields: Record<string, unknown>) => void): void => {
    const value: unknown = typeof sent.init.body === "string" ? JSON.parse(sent.init.body) : undefined;
    if (typeof value !== "object" || value === null) return;
    to(value as Record<string, unknown>);
    sent.init.body = JSON.stringify(value);
  };
  const nameOf = ({ property }: HostedPlace): string => property!.name;
  return [
    request("no Content-Type", ({ init }) => {
      delete init.headers["content-type"];
    }),
    request("another Content-Type", ({ init }) => {
      if (init.body !== undefined) init.headers["content-type"] = "text/plain";
    }),
    request("the body dropped", ({ init }) => {
      delete init.body;
      delete init.headers["content-type"];
    }),
    request("the body in a list", ({ init }) => {
      if (typeof init.body === "string") init.body = `[${init.body}]`;
    }),
    request("the body nulled", ({ init }) => {
      if (typeof init.body === "string") init.body = "null";
    }),
    ...where(
      places.flatMap((place) => {
        const edge = boundariesOf(document, place.shape, "request").find(
          ({ violates }) => violates === undefined,
        );
        return edge === undefined ? [] : [{ place, edge }];
      })[0],
      ({ place, edge: { what, shows } }) => [
        request(`${place.trail || "the body"} at its edge moved: ${what}`, ({ init }) => {
          if (typeof init.body !== "string") return;
          const moved = change(JSON.parse(init.body), place.trail, (was) => (shows(was) ? "moved" : was));
          init.body = JSON.stringify(moved);
        }),
      ],
    ),
    ...where(top[0], (place) => [
      request(`${nameOf(place)} dropped from the body`, (sent) =>
        edit(sent, (fields) => delete fields[nameOf(place)]),
      ),
      request(`${nameOf(place)} renamed in the body`, (sent) =>
        edit(sent, (fields) => {
          if (nameOf(place) in fields) fields["renamed"] = fields[nameOf(place)];
          delete fields[nameOf(place)];
        }),
      ),
      request(`a field beside ${nameOf(place)} that nobody gave`, (sent) =>
        edit(sent, (fields) => (fields["nobody_gave"] = true)),
      ),
    ]),
    ...where(kind, ({ trail, tag }) => [
      request(`another kind for ${tag!.value}`, ({ init }) => {
        if (typeof init.body !== "string") return;
        const retag = (was: unknown) => ({ ...Object(was), [tag!.name]: "another" });
        init.body = JSON.stringify(change(JSON.parse(init.body), trail, retag));
      }),
    ]),
    ...where(
      top.find(({ property }) => !property!.required),
      (place) => [
        request(`${nameOf(place)} filled in where it was absent`, (sent) =>
          edit(sent, (fields) => (fields[nameOf(place)] ??= null)),
        ),
      ],
    ),
    ...where(
      top.find(({ shape }) => shape.types.has("null")),
      (place) => [
        request(`${nameOf(place)} dropped where it is null`, (sent) =>
          edit(sent, (fields) => {
            if (fields[nameOf(place)] === null) delete fields[nameOf(place)];
          }),
        ),
      ],
    ),
    ...where(
      top.find(({ shape }) => shape.types.has("integer") || shape.types.has("number")),
      (place) => [
        request(`${nameOf(place)} a text in the body`, (sent) =>
          edit(sent, (fields) => (fields[nameOf(place)] = String(fields[nameOf(place)]))),
        ),
      ],
    ),
  ];
}
