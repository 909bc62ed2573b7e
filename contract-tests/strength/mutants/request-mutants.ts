import type { OpenApiDocument, Parameter } from "../../../scripts/description/document.js";
import type { Boundary } from "../../contract/values/boundaries.js";
import { listOperationCases, type OperationCase } from "../../contract/cases.js";
import { listParameterEdges } from "../../contract/values/parameter-edges.js";
import { isSession } from "../../contract/operation/sessions.js";
import { readParameter, writeParameter } from "../../contract/values/wire-value.js";
import { request, type Sent, type WireMutant } from "./wire-mutant.js";
import { where } from "./where.js";

/** What can happen to a path, a query, a header or a whole request. */
export function listRequestMutants(document: OpenApiDocument, operation: OperationCase): WireMutant[] {
  return [
    ...pathMutants(operation),
    ...addressMutants(document, operation),
    ...sessionMutants(operation),
    ...queryMutants(operation),
    ...headerMutants(operation),
    ...edgeMutants(document, operation),
    ...frameMutants(operation),
  ];
}

function pathMutants({ path, parameters }: OperationCase): WireMutant[] {
  const template = path.split("/");
  const names = template.flatMap((part) => /^\{(.+)\}$/.exec(part)?.[1] ?? []);
  const schemaOf = (name: string) => parameters.find((each) => each.name === name)!.schema;
  const [first] = names;
  const last = names.at(-1);
  const text = last !== undefined && schemaOf(last)["type"] === "string" ? last : undefined;
  return [
    ...where(names.length > 1 ? last : undefined, (name) => [
      request("the first and the last id swapped", (sent) => {
        let one = "";
        let other = "";
        editId(path, sent, first!, (id) => (one = id));
        editId(path, sent, name, (id) => (other = id));
        editId(path, sent, first!, () => other);
        editId(path, sent, name, () => one);
      }),
    ]),
    ...where(last, (name) => [
      request("the last id hard-coded", (sent) => editId(path, sent, name, () => "12345")),
    ]),
    ...where(first, (name) => [
      request("the first id hard-coded", (sent) => editId(path, sent, name, () => "54321")),
    ]),
    ...where(text, (name) => [
      request("reserved characters of the last id encoded twice", (sent) =>
        editId(path, sent, name, (id) => id.replace(/%(?=[2-7])/g, "%25")),
      ),
      request("unicode in the last id encoded twice", (sent) =>
        editId(path, sent, name, (id) => id.replace(/%(?=[89A-F])/g, "%25")),
      ),
      request("the last letter of the last id in upper case", (sent) =>
        editId(path, sent, name, (id) => id.replace(/(.)$/, (letter) => letter.toUpperCase())),
      ),
      ...(Number(schemaOf(name)["maxLength"]) > 64
        ? [
            request("the last id cut to 64 letters", (sent) =>
              editId(path, sent, name, (id) => id.slice(0, 64)),
            ),
            request("an id of one letter lengthened", (sent) =>
              editId(path, sent, name, (id) => (id.length === 1 ? id + id : id)),
            ),
          ]
        : []),
    ]),
  ];
}

/** Changes what stands in one place of a path. */
function editId(path: string, sent: Sent, name: string, edit: (id: string) => string): void {
  const template = path.split("/");
  const segments = sent.url.pathname.split("/");
  const index = segments.length - template.length + template.indexOf(`{${name}}`);
  segments[index] = edit(segments[index]!);
  sent.url.pathname = segments.join("/");
}

function addressMutants(document: OpenApiDocument, { method, path }: OperationCase): WireMutant[] {
  const others = listOperationCases(document).filter((each) => each.path !== path);
  const other = others.find((each) => each.method === method) ?? others[0];
  return [
    ...where(other, ({ path: template, method: called, ids }) => [
      request("a call to another operation", (sent) => {
        const own = path.split("/").flatMap((part, index, { length }) => {
          const segments = sent.url.pathname.split("/");
          return part.startsWith("{") ? [segments[segments.length - length + index]!] : [];
        });
        sent.url.pathname = template.replaceAll(
          /\{([^{}]+)\}/g,
          (_, name: string) => own.shift() ?? ids[name]!,
        );
        sent.init.method = called;
      }),
    ]),
    request("another first segment of the path", (sent) => {
      sent.url.pathname = sent.url.pathname.replace(/^\/[^/]+/, "/v0");
    }),
    request("a slash at the end of the path", (sent) => {
      sent.url.pathname += "/";
    }),
    request("another method", ({ init }) => {
      init.method = method === "POST" ? "PUT" : "POST";
    }),
  ];
}

function sessionMutants({ parameters }: OperationCase): WireMutant[] {
  const sessions = parameters.filter(isSession).map(({ name }) => name);
  const [one, other] = sessions;
  const key = (name: string): string => name.toLowerCase();
  return [
    ...sessions.flatMap((name) => [
      request(`${name} dropped`, ({ init }) => {
        delete init.headers[key(name)];
      }),
      request(`${name} that nobody gave`, ({ init }) => {
        init.headers[key(name)] ??= "token-2";
      }),
    ]),
    ...where(one, (name) => [
      request(`${name} misspelt`, ({ init }) => {
        if (init.headers[key(name)]) init.headers["x-session"] = init.headers[key(name)]!;
        delete init.headers[key(name)];
      }),
    ]),
    ...where(other, (name) => [
      request("the session headers swapped", ({ init }) => {
        const { [key(one!)]: token, [key(name)]: jwt, ...rest } = init.headers;
        init.headers = { ...rest, ...(token && { [key(name)]: token }), ...(jwt && { [key(one!)]: jwt }) };
      }),
      request("one of two session headers dropped", ({ init }) => {
        if (init.headers[key(one!)] && init.headers[key(name)]) delete init.headers[key(name)];
      }),
    ]),
  ];
}

function queryMutants(operation: OperationCase): WireMutant[] {
  const { parameters } = operation;
  const query = parameters.filter((each) => each.in === "query");
  const pick = [
    query.find(({ required }) => required === true),
    query.find(({ required }) => required !== true),
  ];
  return [
    request("a query that nobody declared", ({ url }) => {
      url.search += `${url.search === "" ? "?" : "&"}nobody_declared=true`;
    }),
    ...pick.flatMap((parameter) =>
      where(parameter, (each) => [
        request(`the query dropped with ${each.name}`, ({ url }) => {
          if (url.search.includes(encodeURIComponent(each.name))) url.search = "";
        }),
        request(`${each.name} renamed in the query`, ({ url }) => {
          url.search = url.search.replaceAll(encodeURIComponent(each.name), "renamed");
        }),
        request(`another value for ${each.name} in the query`, ({ url }) => {
          const pairs = url.search.split("&").map((pair) => pair.split("="));
          const own = encodeURIComponent(each.name);
          url.search = pairs
            .map(([key = "", ...value]) => [key, ...(key.includes(own) ? ["0"] : value)].join("="))
            .join("&");
        }),
      ]),
    ),
    ...where(pick[1], (each) => [
      request(`${each.name} that nobody gave in the query`, ({ url }) => {
        if (url.search.includes(encodeURIComponent(each.name))) return;
        url.search += `${url.search === "" ? "?" : "&"}${encodeURIComponent(each.name)}=1`;
      }),
    ]),
  ];
}

function headerMutants(operation: OperationCase): WireMutant[] {
  const { parameters } = operation;
  const own = parameters.filter((each) => each.in === "header" && !isSession(each));
  return own.flatMap(({ name }) => {
    return [
      request(`the header ${name} dropped`, ({ init }) => {
        delete init.headers[name.toLowerCase()];
      }),
      request(`the header ${name} with another value`, ({ init }) => {
        if (init.headers[name.toLowerCase()] !== undefined) init.headers[name.toLowerCase()] = "0";
      }),
    ];
  });
}

/** A value at an edge moved, and one that the schema does not allow, in the first parameter that has such. */
function edgeMutants(document: OpenApiDocument, operation: OperationCase): WireMutant[] {
  const { path, parameters } = operation;
  const own = parameters.filter((each) => !isSession(each));
  // The shortest id has a name of its own.
  const edges = own.map((each) => ({
    parameter: each,
    edges: listParameterEdges(document, each).filter(({ what }) => each.in !== "path" || what !== "shortest"),
  }));
  const find = (test: (edge: Boundary) => boolean) =>
    edges.flatMap(({ parameter, edges: all }) => {
      const edge = all.find(test);
      return edge === undefined ? [] : [{ parameter, edge }];
    })[0];
  const write = (sent: Sent, parameter: Parameter, value: unknown): void => {
    if (parameter.in === "path") {
      editId(path, sent, parameter.name, () => encodeURIComponent(String(value)));
      return;
    }
    const carrier = { url: sent.url.href, headers: sent.init.headers };
    writeParameter(document, parameter, carrier, value);
    sent.url = new URL(carrier.url);
  };
  const read = ({ url, init: { headers } }: Sent, parameter: Parameter): unknown =>
    readParameter(document, path, parameter, { url: url.href, headers });
  return [
    ...where(
      find(({ violates, value }) => violates === undefined && !Array.isArray(value)),
      ({ parameter, edge }) => [
        request(`${parameter.name} at its edge moved: ${edge.what}`, (sent) => {
          if (edge.shows(read(sent, parameter))) write(sent, parameter, "moved");
        }),
      ],
    ),
    ...where(
      find(({ violates, value }) => violates !== undefined && value !== ""),
      ({ parameter, edge }) => [
        request(`${parameter.name} beyond its edge: ${edge.what}`, (sent) => {
          if (read(sent, parameter) !== undefined) write(sent, parameter, edge.value);
        }),
      ],
    ),
  ];
}

function frameMutants({ item }: OperationCase): WireMutant[] {
  return [
    request("a header that nobody declared", ({ init }) => {
      init.headers["x-http-method-override"] = "GET";
    }),
    request("no Accept", ({ init }) => {
      delete init.headers["accept"];
    }),
    request("no User-Agent", ({ init }) => {
      delete init.headers["user-agent"];
    }),
    ...(item.requestBody === undefined
      ? [
          request("a body", ({ init }) => {
            if (!["GET", "HEAD"].includes(init.method!)) init.body = "{}";
            else init.headers["content-type"] = "application/json";
          }),
        ]
      : []),
    request("redirects followed", ({ init }) => {
      init.redirect = "follow";
    }),
    request("a cache allowed to answer", ({ init }) => {
      init.cache = "default";
    }),
    {
      name: "sent twice",
      spoil: (fetch) => async (url, init) => {
        await fetch(url, init);
        return fetch(url, init);
      },
    },
    {
      name: "not sent, and answered from a cache",
      spoil: () => async () => Response.json({ status_code: 200, request_id: "r", member_id: "m" }),
    },
  ];
}
