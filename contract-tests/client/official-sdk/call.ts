import { credentials, findMethod } from "../../contract/caller.js";

/** The class of either client. */
export type B2BClient = new (config: never) => object;

/** Calls the method that an operationId names, without its types. What a client throws at once is a rejection too. */
export async function call(
  Client: B2BClient,
  operationId: string,
  params: unknown,
  options?: unknown,
  config: object = {},
): Promise<unknown> {
  const client = new Client({ ...credentials, ...config } as never);
  return findMethod(client, operationId)(params, options);
}
