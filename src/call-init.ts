import type { Route } from "../generated/client.js";
import { checkSession } from "./authorization.js";
import type { CallLimits } from "./caller.js";
import { limitChecks } from "./config.js";
import { refuseMisplaced } from "./misplaced.js";
import { abortSignal, anything, checkOptions } from "./options.js";
import { bare } from "./own.js";
import { checkHeader, checkKeys, pick, type Given } from "./params.js";

/** What a call may have instead of the client's, checked. */
export const callChecks = { signal: abortSignal, ...limitChecks };

interface Params {
  path?: unknown;
  query?: unknown;
  header?: unknown;
}

/** Refuses what the operation does not declare: what openapi-fetch would drop, misspell or send elsewhere. */
export function checkInit(route: Route, init: unknown): { given: Given; limits: CallLimits } {
  // Where nothing is required, nothing has to be given.
  const given = init === undefined && Object.keys(route.path).length === 0 ? {} : init;
  const {
    params = {},
    body,
    ...limits
  } = checkOptions<CallLimits & { params?: unknown; body?: unknown }>("call's options", given, {
    params: anything,
    ...(route.body && { body: anything }),
    ...callChecks,
  });
  const checked = checkOptions<Params>("call's params", params, {
    path: anything,
    ...(route.query && { query: anything }),
    ...((route.header ?? route.sessions) && { header: anything }),
  });
  refuseMisplaced(checked.path, Object.keys(route.path));
  const path = pick(checked.path, route.path);
  const query = checkKeys("call's query", checked.query ?? {}, Object.keys(route.query ?? {}));
  const { header, session } =
    "header" in checked ? splitHeader(route, checked.header) : { header: {}, session: {} };
  if (route.body?.fields !== undefined && body !== undefined)
    checkKeys("call's body", body, route.body.fields);
  return { given: { path, query, header, session, body }, limits: bare(limits) };
}

/** Without headers of its own, an operation's are a session's: then at least one is expected. */
function splitHeader({ header, sessions = [] }: Route, given: unknown): Pick<Given, "header" | "session"> {
  if (header === undefined)
    return { header: {}, session: checkSession("header", given, sessions) as Record<string, string> };
  const own = checkKeys("call's header", given, [...Object.keys(header), ...sessions]);
  const named = sessions.filter((name) => Object.hasOwn(own, name));
  // A session that is undefined would take the permission check with it.
  const session =
    named.length === 0
      ? {}
      : checkSession("header", bare(Object.fromEntries(named.map((name) => [name, own[name]]))), sessions);
  return { header: checkHeader(pick(own, header), header), session: session as Record<string, string> };
}
