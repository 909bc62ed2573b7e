import type { Link } from "../../../scripts/description/document.js";
import { getByPointer, parsePointer } from "../../../scripts/description/json-pointer.js";
import type { OperationCase } from "../cases.js";
import type { Exchange } from "../exchange.js";

/** A link that says what the call is answered with. */
export type AnsweredLink = Link & Required<Pick<Link, "x-stytch-answer">>;

/** The links of an operation's answers that can be played, each with the status that it belongs to. */
export function listLinks({
  responses,
}: Pick<OperationCase, "responses">): { name: string; status: number; link: AnsweredLink }[] {
  return Object.entries(responses).flatMap(([status, { links = {} }]) =>
    Object.entries(links).flatMap(([name, link]) =>
      isAnswered(link) ? [{ name, status: Number(status), link }] : [],
    ),
  );
}

const isAnswered = (link: Link): link is AnsweredLink => link["x-stytch-answer"] !== undefined;

/** The title of the check that plays a link. */
export const titleOfFlow = (link: AnsweredLink): string =>
  `then ${link.operationId} ends with ${link["x-stytch-answer"]}`;

/** What the runtime expressions of a link stand for after an exchange. */
export function fillParameters(
  { parameters = {} }: Link,
  { ids, response_body: body }: Pick<Exchange, "ids" | "response_body">,
): Record<string, unknown> {
  const source = { request: { path: ids }, response: { body } };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, expression]) => {
      const [keys = "", fragment] = expression.slice(1).split("#");
      const value = getByPointer(source, keys.split("."));
      return [name, fragment === undefined ? value : getByPointer(value, parsePointer(fragment))];
    }),
  );
}
