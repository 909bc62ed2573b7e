import { credentials } from "../spec.js";

/** The class of either client. */
export type B2BClient = new (config: never) => object;

type Node = { [name: string]: Node } & ((params: unknown, options?: unknown) => Promise<unknown>);

/** Calls the method that an operationId names, without its types. What a client throws at once is a rejection too. */
export async function call(
  Client: B2BClient,
  operationId: string,
  params: unknown,
  options?: unknown,
  config: object = {},
): Promise<unknown> {
  const names = operationId.split(".");
  const method = names.pop()!;
  const client = new Client({ ...credentials, ...config } as never);
  // Theirs are methods of an object that they look into.
  return names.reduce((node, name) => node[name]!, client as Node)[method]!(params, options);
}
