import { golden_headers } from "../../contract/golden/goldens.js";
import type { OperationCase } from "../../contract/cases.js";
import type { PlatformFetch } from "../../contract/cases.js";

/** What spoils one thing between the client and the mock. */
export interface WireMutant {
  name: string;
  /** The obligation that it breaks, without the operation's name; undefined where none is about it. */
  breaks: (operation: OperationCase) => string | undefined;
  /** A part of the titles of the checks that have to notice it. Without it, any check may. */
  noticed_by?: string;
  spoil: (fetch: PlatformFetch) => PlatformFetch;
}

type Sent = { url: URL; init: Omit<RequestInit, "headers"> & { headers: Record<string, string> } };

/** Changes a request on its way out. */
function request(
  name: string,
  breaks: WireMutant["breaks"],
  change: (sent: Sent) => void,
  noticed_by = "",
): WireMutant {
  return {
    name,
    breaks,
    noticed_by,
    spoil: (fetch) => async (url, init) => {
      const sent = {
        url: new URL(url),
        init: { ...init, headers: Object.fromEntries(new Headers(init.headers)) },
      };
      change(sent);
      return fetch(sent.url.href, sent.init);
    },
  };
}

type Answered = { status: number; headers: Headers; body: unknown };

/** Changes an answer on its way back. */
function answer(
  name: string,
  breaks: WireMutant["breaks"],
  change: (answered: Answered) => void,
  noticed_by = "",
): WireMutant {
  return {
    name,
    breaks,
    noticed_by,
    spoil: (fetch) => async (url, init) => {
      const response = await fetch(url, init);
      const answered = {
        status: response.status,
        headers: new Headers(response.headers),
        body: await response.json(),
      };
      answered.headers.delete("Content-Length");
      change(answered);
      const { status, headers, body } = answered;
      return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
    },
  };
}

const lastId = ({ ids }: OperationCase): string => Object.keys(ids).at(-1)!;
const firstId = ({ ids }: OperationCase): string => Object.keys(ids)[0]!;
const boundary =
  (kind: string): WireMutant["breaks"] =>
  (operation) =>
    `parameter boundary: ${lastId(operation)} ${kind}`;
const exactly =
  (detail: string): WireMutant["breaks"] =>
  () =>
    detail;
const none: WireMutant["breaks"] = () => undefined;
const present =
  (name: (operation: OperationCase) => string): WireMutant["breaks"] =>
  (operation) =>
    `parameter: ${name(operation)} present`;

const editId = (sent: Sent, index: number, edit: (id: string) => string): void => {
  const segments = sent.url.pathname.split("/");
  const at = segments.length + index;
  segments[at] = edit(segments[at]!);
  sent.url.pathname = segments.join("/");
};

/** Applies a change to every object in a body, the body included. */
function each(node: unknown, change: (object: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) change(node as Record<string, unknown>);
  for (const child of Object.values(node)) each(child, change);
}

/** Replaces every value in a body, from the leaves up. */
function mapValues(node: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(node)) return map(node.map((item) => mapValues(item, map)));
  if (typeof node !== "object" || node === null) return map(node);
  return map(Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapValues(value, map)])));
}

const session = "x-stytch-member-session";
const jwt = "x-stytch-member-sessionjwt";

const requestMutants: WireMutant[] = [
  request("the two ids swapped", present(lastId), (sent) => {
    const segments = sent.url.pathname.split("/");
    const organization = segments.indexOf("organizations") + 1;
    [segments[organization], segments[segments.length - 1]] = [segments.at(-1)!, segments[organization]!];
    sent.url.pathname = segments.join("/");
  }),
  request("the last id hard-coded", present(lastId), (sent) => editId(sent, -1, () => "member-test-2")),
  request("the organization hard-coded", present(firstId), (sent) => {
    sent.url.pathname = sent.url.pathname.replace(
      /organizations\/[^/]+/,
      "organizations/organization-test-2",
    );
  }),
  request("reserved characters of the last id encoded twice", boundary("reserved characters"), (sent) =>
    editId(sent, -1, (id) => id.replace(/%(?=[2-7])/g, "%25")),
  ),
  request("unicode in the last id encoded twice", boundary("unicode"), (sent) =>
    editId(sent, -1, (id) => id.replace(/%(?=[89A-F])/g, "%25")),
  ),
  request("the last letter of the last id in upper case", present(lastId), (sent) =>
    editId(sent, -1, (id) => id.replace(/(.)$/, (letter) => letter.toUpperCase())),
  ),
  request("the last id cut to 64 letters", boundary("longest"), (sent) =>
    editId(sent, -1, (id) => id.slice(0, 64)),
  ),
  request("an id of one letter lengthened", boundary("length 1"), (sent) =>
    editId(sent, -1, (id) => (id.length === 1 ? id + id : id)),
  ),
  request(
    "a call to the other operation",
    (operation) => `operation: ${operation.operationId}`,
    (sent) => {
      const { pathname } = sent.url;
      sent.url.pathname = pathname.includes("/passwords/")
        ? pathname.replace("/passwords/", "/")
        : pathname.replace(/\/members\//, "/members/passwords/");
    },
  ),
  request(
    "another version of the path",
    ({ path }) => `path: ${path}`,
    (sent) => {
      sent.url.pathname = sent.url.pathname.replace("/v1/", "/v2/");
    },
  ),
  request(
    "a slash at the end of the path",
    ({ path }) => `path: ${path}`,
    (sent) => {
      sent.url.pathname += "/";
    },
  ),
  request(
    "another method",
    (operation) => `operation: ${operation.operationId}`,
    ({ init }) => {
      init.method = "POST";
    },
  ),
  request("no credentials", exactly("security: none"), ({ init }) => {
    delete init.headers["authorization"];
  }),
  request("user and password swapped", exactly("security: valid"), ({ init }) => {
    const [user, password] = atob(init.headers["authorization"]!.slice(6)).split(":");
    init.headers["authorization"] = `Basic ${btoa(`${password}:${user}`)}`;
  }),
  request(
    "the credentials hard-coded",
    exactly("security: valid"),
    ({ init }) => {
      init.headers["authorization"] = golden_headers.authorization;
    },
    "when the API does not know the credentials",
  ),
  request("empty credentials", exactly("security: empty"), ({ init }) => {
    init.headers["authorization"] = "Basic Og==";
  }),
  request("credentials of another scheme", exactly("security: wrong scheme"), ({ init }) => {
    init.headers["authorization"] = init.headers["authorization"]!.replace("Basic", "Bearer");
  }),
  request("credentials cut short", exactly("security: malformed"), ({ init }) => {
    init.headers["authorization"] = init.headers["authorization"]!.slice(0, 20);
  }),
  request("the session token dropped", exactly("parameter: X-Stytch-Member-Session alone"), ({ init }) => {
    delete init.headers[session];
  }),
  request("the session JWT dropped", exactly("parameter: X-Stytch-Member-SessionJWT alone"), ({ init }) => {
    delete init.headers[jwt];
  }),
  request("the session header misspelt", exactly("parameter: X-Stytch-Member-Session alone"), ({ init }) => {
    if (init.headers[session]) init.headers["x-stytch-session"] = init.headers[session];
    delete init.headers[session];
  }),
  request(
    "the session headers swapped",
    exactly("parameter: X-Stytch-Member-SessionJWT alone"),
    ({ init }) => {
      const { [session]: token, [jwt]: other, ...rest } = init.headers;
      init.headers = { ...rest, ...(token && { [jwt]: token }), ...(other && { [session]: other }) };
    },
  ),
  request("one of two session headers dropped", exactly("parameter: all optional together"), ({ init }) => {
    if (init.headers[session] && init.headers[jwt]) delete init.headers[jwt];
  }),
  request(
    "a session header that nobody gave",
    exactly("parameter: X-Stytch-Member-Session absent"),
    ({ init }) => {
      init.headers[session] ??= "token-2";
    },
  ),
  request("a JWT that nobody gave", exactly("parameter: X-Stytch-Member-SessionJWT absent"), ({ init }) => {
    init.headers[jwt] ??= "jwt-2";
  }),
  request(
    "a query",
    ({ path }) => `path: ${path}`,
    ({ url }) => url.searchParams.set("force", "true"),
  ),
  request("a header that nobody declared", none, ({ init }) => {
    init.headers["x-http-method-override"] = "GET";
  }),
  request("no Accept", none, ({ init }) => {
    delete init.headers["accept"];
  }),
  request("no User-Agent", none, ({ init }) => {
    delete init.headers["user-agent"];
  }),
  request("a body", none, ({ init }) => {
    init.body = "{}";
  }),
  request("redirects followed", none, ({ init }) => {
    init.redirect = "follow";
  }),
  request("a cache allowed to answer", none, ({ init }) => {
    init.cache = "default";
  }),
  {
    name: "sent twice",
    breaks: (operation) => `operation: ${operation.operationId}`,
    spoil: (fetch) => async (url, init) => {
      await fetch(url, init);
      return fetch(url, init);
    },
  },
  {
    name: "the first answer given again",
    breaks: (operation) => `operation flow: then ${operation.operationId}`,
    noticed_by: "then ",
    spoil: (fetch) => {
      let first: Promise<Response> | undefined;
      return async (url, init) => {
        const again = first !== undefined;
        first ??= fetch(url, init);
        if (again) await fetch(url, init);
        return (await first).clone();
      };
    },
  },
  {
    name: "not sent, and answered from a cache",
    breaks: (operation) => `operation: ${operation.operationId}`,
    spoil: () => async () => Response.json({ status_code: 200, request_id: "r", member_id: "m" }),
  },
];

const answerMutants: WireMutant[] = [
  answer("the body emptied", exactly("status: 200"), (answered) => (answered.body = undefined)),
  answer(
    "the body nulled",
    exactly("schema keyword: 200 / type satisfied"),
    (answered) => (answered.body = null),
  ),
  answer(
    "the body in a list",
    exactly("schema keyword: 200 / type violated"),
    (answered) => (answered.body = [answered.body]),
  ),
  answer("member_id dropped", exactly("property: 200 /member_id present"), ({ body }) =>
    each(body, (object) => delete object["member_id"]),
  ),
  answer("member_id nulled", exactly("schema keyword: 200 /member_id type satisfied"), ({ body }) => {
    each(body, (object) => object["member_id"] && (object["member_id"] = null));
  }),
  answer(
    "a missing required property filled in",
    exactly("schema keyword: 200 /member_id required violated"),
    ({ status, body }) => {
      if (status === 200 && typeof body === "object") Object.assign(body!, { member_id: "", ...body });
    },
    "hands on a 200 with every keyword violated",
  ),
  answer(
    "a wrong type repaired",
    exactly("schema keyword: 200 /member_id type violated"),
    (answered) => {
      answered.body = mapValues(answered.body, (value) => (value === 7 ? "7" : value));
    },
    "hands on a 200 with every keyword violated",
  ),
  answer(
    "null made a text",
    exactly("property: 404 /request_id null"),
    ({ status, body }) => {
      if (status !== 404) return;
      each(body, (object) => {
        for (const key in object) if (object[key] === null) object[key] = "null";
      });
    },
    "hands on a 404 with every property present",
  ),
  answer(
    "an absent property filled in",
    exactly("property: 404 /error_details absent"),
    ({ status, body }) => {
      if (status === 404) Object.assign(Object(body), { error_details: { filled: true }, ...Object(body) });
    },
  ),
  answer(
    "properties that nobody described dropped",
    exactly("schema keyword: 200 / type satisfied"),
    ({ body }) => each(body, (object) => delete object["something_new"]),
    "hands on a 200 with every property that nobody described",
  ),
  answer("lists emptied", exactly("array: 200 /member/roles 1"), (answered) => {
    answered.body = mapValues(answered.body, (value) => (Array.isArray(value) ? [] : value));
  }),
  answer("lists cut to one item", exactly("array: 200 /member/roles 2"), (answered) => {
    answered.body = mapValues(answered.body, (value) => (Array.isArray(value) ? value.slice(0, 1) : value));
  }),
  answer("empty lists made null", exactly("array: 200 /member/roles 0"), (answered) => {
    answered.body = mapValues(answered.body, (value) =>
      Array.isArray(value) && value.length === 0 ? null : value,
    );
  }),
  answer("every boolean true", exactly("boolean: 200 /member/is_admin false"), (answered) => {
    answered.body = mapValues(answered.body, (value) => (value === false ? true : value));
  }),
  answer("every boolean false", exactly("boolean: 200 /member/is_admin true"), (answered) => {
    answered.body = mapValues(answered.body, (value) => (value === true ? false : value));
  }),
  answer(
    "unknown values replaced by known ones",
    exactly("value: 404 /error_type (unknown)"),
    (answered) => {
      if (answered.status !== 404) return;
      answered.body = mapValues(answered.body, (value) =>
        value === "something_new" ? "member_not_found" : value,
      );
    },
    "hands on a 404 with every known value",
  ),
  answer(
    "one known value replaced by another",
    exactly("value: 404 /error_type session_not_found"),
    (answered) => {
      answered.body = mapValues(answered.body, (value) =>
        value === "session_not_found" ? "member_not_found" : value,
      );
    },
  ),
  answer(
    "times without their zone",
    exactly("schema keyword: 200 /member/created_at format satisfied"),
    (answered) => {
      answered.body = mapValues(answered.body, (value) =>
        typeof value === "string" ? value.replace(/^(\d{4}-.*)Z$/, "$1") : value,
      );
    },
  ),
  answer(
    "another example of the same status",
    exactly("example: 403 session_authorization_error"),
    (answered) => {
      answered.body = mapValues(answered.body, (value) =>
        value === "session_authorization_error" ? "session_authorization_tenancy_error" : value,
      );
    },
  ),
  answer("a success that says it failed", exactly("status: 200"), ({ status, body }) => {
    if (status === 200) Object.assign(Object(body), { status_code: 500 });
  }),
  answer("a 404 made a 200", exactly("status: 404"), (answered) => {
    if (answered.status === 404) answered.status = 200;
  }),
  answer("a 200 made a 202", exactly("status: 200"), (answered) => {
    if (answered.status === 200) answered.status = 202;
  }),
  answer("an undeclared status made a declared one", exactly("status: default"), (answered) => {
    if (answered.status === 503) answered.status = 500;
  }),
  ...[400, 401, 403, 429, 500].map((status) =>
    answer(`a ${status} made another`, exactly(`status: ${status}`), (answered) => {
      if (answered.status === status) answered.status += 5;
    }),
  ),
  answer("every success made a failure", exactly("status class: 2xx"), (answered) => {
    if (answered.status < 300) answered.status = 400;
  }),
  answer("every 4xx made a 5xx", exactly("status class: 4xx"), (answered) => {
    if (answered.status >= 400 && answered.status < 500) answered.status += 100;
  }),
  answer("every 5xx made a 4xx", exactly("status class: 5xx"), (answered) => {
    if (answered.status >= 500) answered.status -= 100;
  }),
  answer("every undeclared status made a success", exactly("status class: default"), (answered) => {
    if (![200, 400, 401, 403, 404, 429, 500].includes(answered.status)) answered.status = 200;
  }),
  answer("HTML by its media type", exactly("media type: 200 application/json"), ({ headers }) =>
    headers.set("Content-Type", "text/html"),
  ),
  answer("Retry-After dropped", exactly("response header: 429 Retry-After present"), ({ headers }) =>
    headers.delete("Retry-After"),
  ),
  answer("Retry-After invented", exactly("response header: 429 Retry-After missing"), ({ headers }) => {
    if (!headers.has("Retry-After")) headers.set("Retry-After", "9");
  }),
  answer(
    "a Retry-After of words repaired",
    exactly("response header: 429 Retry-After wrong"),
    ({ headers }) => {
      if (headers.get("Retry-After") === "soon") headers.set("Retry-After", "1");
    },
  ),
];

export const wireMutants: WireMutant[] = [...requestMutants, ...answerMutants];
