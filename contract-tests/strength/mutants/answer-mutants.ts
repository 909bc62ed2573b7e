import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { AnswerCase, OperationCase } from "../../contract/cases.js";
import type { HostedPlace } from "../../contract/values/hosts.js";
import { listLinks } from "../../contract/operation/links.js";
import { change, isObject, valuesAt } from "../../contract/values/shape.js";
import { placesOf } from "../../contract/values/hosts.js";
import { answer, type Answered, type WireMutant } from "./wire-mutant.js";
import { where } from "./where.js";

/** What can happen to an answer: its status, its headers, and what its body has. */
export function listAnswerMutants(document: OpenApiDocument, operation: OperationCase): WireMutant[] {
  const { answers } = operation;
  const success = answers.find(({ status = 500, name }) => status < 300 && name !== undefined);
  const failure = answers.findLast(
    ({ status = 0, name }) => status >= 400 && status < 429 && name !== undefined,
  );
  return [
    ...statusMutants(operation),
    ...headerMutants(operation),
    ...flowMutants(operation),
    ...where(success, (each) => successMutants(document, operation, each)),
    ...where(failure, (each) => failureMutants(document, operation, each)),
    ...where(
      answers.find(({ status = 500, name }) => status < 300 && name === undefined),
      (each) => [
        answer("a body where none is described", (answered) => {
          if (answered.status === each.status) {
            answered.status = 200;
            answered.body = {};
          }
        }),
      ],
    ),
    ...where(
      answers.find(({ status = 0, name }) => status >= 400 && name === undefined),
      (each) => [
        answer("a body of a failure where none is described", (answered) => {
          if (answered.status === each.status) answered.body = { error_type: "another" };
        }),
      ],
    ),
  ];
}

/** Finds the first place in a body that fits, if there is one. */
function finder(document: OpenApiDocument, operation: OperationCase, { declared }: AnswerCase) {
  const places = placesOf(document, operation, "response", declared);
  return (test: (place: HostedPlace) => boolean): HostedPlace | undefined => places.find(test);
}

function successMutants(
  document: OpenApiDocument,
  operation: OperationCase,
  success: AnswerCase,
): WireMutant[] {
  const { answers } = operation;
  const { declared } = success;
  const place = finder(document, operation, success);
  const status = Number(declared);
  const bodies = answers.filter((each) => each.declared === declared).map(({ body }) => body);
  const hasIn = (test: (value: unknown) => boolean, { trail }: HostedPlace): boolean =>
    bodies.some((body) => valuesAt(body, trail).some(({ value }) => test(value)));
  const isFact = (name: string): boolean => name === "status_code" || name === "request_id";
  const id = place(
    ({ property, shape }) =>
      property?.required === true && shape.types.has("string") && !isFact(property.name),
  );
  const list = place((each) => each.shape.types.has("array") && each.property !== undefined);
  const flag = place((each) => each.shape.types.has("boolean") && each.shape.values.length === 0);
  const time = place((each) => each.shape.asserted["format"] === "date-time" && hasIn(isTime, each));
  const code = place(({ trail }) => trail === "/status_code");
  const kind = place(({ tag }) => tag !== undefined);
  const name = id?.property?.name ?? "";
  return [
    answer("the body emptied", (answered) => {
      if (answered.status < 300) answered.body = undefined;
    }),
    answer("the body nulled", (answered) => {
      if (answered.body !== undefined) answered.body = null;
    }),
    answer("the body in a list", (answered) => {
      if (answered.body !== undefined) answered.body = [answered.body];
    }),
    ...where(id, (each) => [
      answer(`${name} dropped`, ({ body }) => eachObject(body, (object) => delete object[name])),
      answer(`${name} nulled`, ({ body }) =>
        eachObject(body, (object) => object[name] && (object[name] = null)),
      ),
      ...(each.hosts_property && each.trail === `/${name}`
        ? [
            answer(
              "a missing required property filled in",
              (answered) => {
                if (answered.status === status && isObject(answered.body))
                  answered.body = { [name]: "", ...answered.body };
              },
              `hands on every body that a ${declared} may not have`,
            ),
          ]
        : []),
      ...(each.hosts_value
        ? [
            answer(
              "a wrong type repaired",
              (answered) => {
                answered.body = mapValues(answered.body, (value) => (value === 7 ? "7" : value));
              },
              `hands on every body that a ${declared} may not have`,
            ),
          ]
        : []),
    ]),
    answer(
      "properties that nobody described dropped",
      ({ body }) => eachObject(body, (object) => delete object["something_new"]),
      `hands on every body that a ${declared} may have`,
    ),
    ...where(list, () =>
      (
        [
          ["lists emptied", (value) => (Array.isArray(value) ? [] : value)],
          ["lists cut to one item", (value) => (Array.isArray(value) ? value.slice(0, 1) : value)],
          ["empty lists made null", (value) => (Array.isArray(value) && value.length === 0 ? null : value)],
        ] as [string, (value: unknown) => unknown][]
      ).map(([what, map]) =>
        answer(what, (answered) => {
          answered.body = mapValues(answered.body, map);
        }),
      ),
    ),
    ...where(flag, () =>
      [true, false].map((kept) =>
        answer(`every boolean ${kept}`, (answered) => {
          answered.body = mapValues(answered.body, (value) => (value === !kept ? kept : value));
        }),
      ),
    ),
    ...where(time, () => [
      answer("times without their zone", (answered) => {
        answered.body = mapValues(answered.body, (value) =>
          typeof value === "string" ? value.replace(/^(\d{4}-.*)Z$/, "$1") : value,
        );
      }),
    ]),
    ...where(kind, ({ trail, tag }) => [
      answer(`another kind for ${tag!.value}`, (answered) => {
        const retag = (was: unknown) => ({ ...Object(was), [tag!.name]: "another" });
        answered.body = change(answered.body, trail, retag);
      }),
    ]),
    ...where(code, () => [
      answer("a success that says it failed", ({ status: came, body }) => {
        if (came === status) Object.assign(Object(body), { status_code: 500 });
      }),
    ]),
    answer("HTML by its media type", ({ headers }) => headers.set("Content-Type", "text/html")),
  ];
}

function failureMutants(
  document: OpenApiDocument,
  operation: OperationCase,
  failure: AnswerCase,
): WireMutant[] {
  const { declared, status } = failure;
  const place = finder(document, operation, failure);
  const gone = place(({ property, shape }) => property?.required === false && shape.types.has("null"));
  const lost = place(
    ({ property, shape }) =>
      property?.required === false && shape.types.has("object") && shape.types.has("null"),
  );
  const open = place(
    ({ shape, property }) => property !== undefined && shape.values.length > 0 && !shape.closed,
  );
  const { error_type } = Object(failure.body) as { error_type?: string };
  const known = open?.property?.name === "error_type" ? error_type : undefined;
  const others = Object(open?.shape.values) as string[];
  const replace = (answered: Answered, from: string, to: string): void => {
    answered.body = mapValues(answered.body, (value) => (value === from ? to : value));
  };
  return [
    ...where(gone, () => [
      answer(
        "null made a text",
        ({ status: came, body }) => {
          if (came !== status) return;
          eachObject(body, (object) => {
            for (const key in object) if (object[key] === null) object[key] = "null";
          });
        },
        `hands on every body that a ${declared} may have`,
      ),
    ]),
    ...where(lost, (each) => [
      answer("an absent property filled in", (answered) => {
        if (answered.status === status && isObject(answered.body))
          answered.body = { [each.property!.name]: { filled: true }, ...answered.body };
      }),
    ]),
    ...where(open, () => [
      answer(
        "unknown values replaced by known ones",
        (answered) => {
          if (answered.status === status) replace(answered, "something_new", String(others[0]));
        },
        `hands on every body that a ${declared} may have`,
      ),
      ...where(known, (value) => [
        answer("one known value replaced by another", (answered) =>
          replace(answered, value, String(others.find((other) => other !== value))),
        ),
        answer("another example of the same status", (answered) =>
          replace(answered, value, "another_example"),
        ),
      ]),
    ]),
  ];
}

function statusMutants({ answers, responses }: OperationCase): WireMutant[] {
  const declared = answers.flatMap(({ status }) => status ?? []);
  const classes = new Set(Object.keys(responses).map((status) => status[0]));
  const successes = [...new Set(declared.filter((status) => status < 300))];
  const failures = [...new Set(declared.filter((status) => status >= 300))];
  const undeclared = [503, 502, 599].find((status) => !declared.includes(status))!;
  const other = [299, 298].find((status) => !declared.includes(status))!;
  const success = successes.find((status) => status !== 204) ?? 200;
  return [
    ...failures.map((status) =>
      answer(`a ${status} made another`, (answered) => {
        if (answered.status === status) answered.status += 5;
      }),
    ),
    ...where(
      failures.find((status) => status < 429),
      (status) => [
        answer(`a ${status} made a ${success}`, (answered) => {
          if (answered.status === status) answered.status = success;
        }),
      ],
    ),
    ...successes.map((status) =>
      answer(`a ${status} made a ${other}`, (answered) => {
        if (answered.status === status) answered.status = other;
      }),
    ),
    answer("every success made a failure", (answered) => {
      if (answered.status < 300) {
        answered.status = 400;
        answered.body ??= {};
      }
    }),
    ...(classes.has("4")
      ? [
          answer("every 4xx made a 5xx", (answered) => {
            if (answered.status >= 400 && answered.status < 500) answered.status += 100;
          }),
        ]
      : []),
    ...(classes.has("5")
      ? [
          answer("every 5xx made a 4xx", (answered) => {
            if (answered.status >= 500) answered.status -= 100;
          }),
        ]
      : []),
    ...("default" in responses
      ? [
          answer("an undeclared status made a declared one", (answered) => {
            if (answered.status === undeclared) answered.status = failures[0] ?? 400;
          }),
          answer("every undeclared status made a success", (answered) => {
            if (!declared.includes(answered.status)) answered.status = success;
          }),
        ]
      : []),
  ];
}

function headerMutants({ responses }: OperationCase): WireMutant[] {
  return Object.entries(responses).flatMap(([status, { headers = {} }]) =>
    Object.keys(headers).flatMap((name) => {
      const is_wait = name.toLowerCase() === "retry-after";
      return [
        answer(`${name} of a ${status} dropped`, (answered) => {
          if (String(answered.status) === status) answered.headers.delete(name);
        }),
        answer(`${name} of a ${status} invented`, (answered) => {
          if (String(answered.status) === status && !answered.headers.has(name))
            answered.headers.set(name, "9");
        }),
        ...(is_wait
          ? [
              answer(`a ${name} of words repaired`, (answered) => {
                if (answered.headers.get(name) === "soon") answered.headers.set(name, "1");
              }),
            ]
          : []),
      ];
    }),
  );
}

function flowMutants(operation: OperationCase): WireMutant[] {
  const again = listLinks(operation).find(({ link }) => link.operationId === operation.operationId);
  return where(again, () => [
    {
      name: "the first answer given again",
      noticed_by: "then ",
      spoil: (fetch): ReturnType<WireMutant["spoil"]> => {
        let first: Promise<Response> | undefined;
        return async (url, init) => {
          const is_again = first !== undefined;
          first ??= fetch(url, init);
          if (is_again) await fetch(url, init);
          return (await first).clone();
        };
      },
    },
  ]) as WireMutant[];
}

const isTime = (value: unknown): boolean => typeof value === "string" && /^\d{4}-.*Z$/.test(value);

/** Applies a change to every object in a body, the body included. */
function eachObject(node: unknown, edit: (object: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) edit(node as Record<string, unknown>);
  for (const child of Object.values(node)) eachObject(child, edit);
}

/** Replaces every value in a body, from the leaves up. */
function mapValues(node: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(node)) return map(node.map((item) => mapValues(item, map)));
  if (typeof node !== "object" || node === null) return map(node);
  return map(Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapValues(value, map)])));
}
