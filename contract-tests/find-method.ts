type Method = (params: unknown, options?: unknown) => Promise<unknown>;

/** The method of a client that an operationId names by its dots, without its types. */
export function findMethod(client: object, operationId: string): Method {
  const names = operationId.split(".");
  const name = names.pop()!;
  const owner = names.reduce<unknown>((node, key) => Reflect.get(Object(node), key), client);
  const method: unknown = Reflect.get(Object(owner), name);
  if (typeof method !== "function") throw new Error(`The client has no method ${operationId}`);
  // The official SDK's look into the object that they belong to.
  return (method as Method).bind(owner);
}
