/** What a call gives, by the place where it travels. */
export interface CallValues {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  /** The operation's own headers. */
  header: Record<string, unknown>;
  /** Undefined for a call without one. */
  body?: unknown;
}

/** What the client's method takes: one flat object. A body that does not fit into it goes under `body`. */
export function flatten(
  { isFlat }: { isFlat: boolean },
  { path, query, header, body }: CallValues,
): Record<string, unknown> {
  const parameters = { ...path, ...query, ...header };
  if (body === undefined) return parameters;
  return isFlat ? { ...parameters, ...(body as object) } : { ...parameters, body };
}

/** What `createFetchClient` takes: each value where it travels. */
export function toInit({ body, ...params }: CallValues): { params: object; body?: unknown } {
  const given = Object.entries(params).filter(([, values]) => Object.keys(values as object).length > 0);
  return { params: Object.fromEntries(given), ...(body !== undefined && { body }) };
}
