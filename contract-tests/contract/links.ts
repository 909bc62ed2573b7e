import type { Link } from "../../scripts/description/document.js";
import { getByPointer, parsePointer } from "../../scripts/description/json-pointer.js";
import type { OperationCase } from "./cases.js";
import type { Exchange } from "./exchange.js";

/** The links of an operation's answers, each with the status that it belongs to. */
export function listLinks({
  responses,
}: Pick<OperationCase, "responses">): { name: string; status: number; link: Link }[] {
  return Object.entries(responses).flatMap(([status, { links = {} }]) =>
    Object.entries(links).map(([name, link]) => ({ name, status: Number(status), link })),
  );
}

/** What the runtime expressions of a link stand for after an exchange. */
export function fillParameters({ parameters }: Link, { ids, body }: Exchange): Record<string, unknown> {
  const source = { request: { path: ids }, response: { body } };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, expression]) => {
      const [keys = "", fragment] = expression.slice(1).split("#");
      const value = getByPointer(source, keys.split("."));
      return [name, fragment === undefined ? value : getByPointer(value, parsePointer(fragment))];
    }),
  );
}
