/** Credentials of a project that does not exist. */
export const credentials = {
  project_id: "project-test-00000000-0000-4000-8000-000000000000",
  secret: "not-a-secret",
};

/** The platform's `fetch`, as the client calls it. */
export type PlatformFetch = (url: string, init: RequestInit) => Promise<Response>;

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
