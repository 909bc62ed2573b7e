import { expect } from "vitest";
import { examplesOf, type OperationCase } from "../cases.js";
import { violations } from "../exchange.js";
import { oracleOf } from "../oracle.js";
import { prefer, record, segmentsOf } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectValid } from "./expect-valid.js";

/** What the description says of a request: its parameters, and its credentials. */
export function requestChecks(operation: OperationCase): Check[] {
  return [...parameterChecks(operation), ...sessionChecks(operation), ...credentialChecks(operation)];
}

function parameterChecks({ operationId, parameters, ids, path }: OperationCase): Check[] {
  const in_path = parameters.filter((parameter) => parameter.in === "path");
  const send = async (world: World, params: Record<string, unknown>) => {
    const { fetch, requests, exchanges } = record(world);
    const outcome = await methodOf(world, operationId, { fetch })(params).catch((error: unknown) => error);
    return { requests, exchanges, outcome };
  };
  const spelled = (name: string, value: string): string[] =>
    path
      .split("/")
      .map((part) =>
        part === `{${name}}` ? value : part.replace(/^\{(\w+)\}$/, (_, other: string) => ids[other]!),
      );
  return in_path.flatMap((parameter) => {
    const { name } = parameter;
    const { maxLength } = parameter.schema as { maxLength?: number };
    const longest = maxLength === undefined ? [] : ["a".repeat(maxLength)];
    return [
      ...[...examplesOf(parameter).map(({ value }) => value), "a", ...longest].map((value) => ({
        title: `sends ${name} ${value.length > 60 ? `of ${value.length} letters` : value} intact`,
        run: async (world: World) => {
          const { requests, exchanges } = await send(world, { ...ids, [name]: value });
          expect(segmentsOf(requests)).toEqual([spelled(name, value)]);
          expectValid(world, exchanges, operationId);
        },
      })),
      ...[
        { what: "a reserved character", value: "a|b$&+,:=@!'()*", keyword: "pattern" },
        { what: "a letter outside ASCII", value: "é😀", keyword: "pattern" },
        ...longest.map((value) => ({ what: "a letter too many", value: `${value}a`, keyword: "maxLength" })),
      ].map(({ what, value, keyword }) => ({
        title: `sends ${what} in ${name} percent-encoded, and the mock says that it is not documented`,
        run: async (world: World) => {
          const { requests, exchanges } = await send(world, { ...ids, [name]: value });
          expect(segmentsOf(requests)).toEqual([spelled(name, value)]);
          expect(exchanges.flatMap(violations)).toMatchObject([
            { location: ["request", "path", name], code: keyword },
          ]);
        },
      })),
      ...["", ".", "..", undefined, null].map((value) => ({
        title: `refuses the ${name} ${JSON.stringify(value)} and sends nothing`,
        run: async (world: World) => {
          const { requests, outcome } = await send(world, { ...ids, [name]: value });
          expect(outcome).toMatchObject({
            name: "ClientError",
            code: "invalid_path_parameter",
            parameter: name,
          });
          expect(requests).toEqual([]);
        },
      })),
    ];
  });
}

/** A session header that something on the way spoils: the client itself refuses to send it so. */
function sessionChecks({ operationId, parameters, ids }: OperationCase): Check[] {
  const in_header = parameters.filter((parameter) => parameter.in === "header");
  return in_header.flatMap(({ name }) =>
    [
      { what: "white space", value: "a b", keyword: "pattern" },
      // Prism takes an empty header for a missing one.
      { what: "nothing", value: "", keyword: "minLength" },
    ].map(({ what, value, keyword }) => ({
      title: `is not valid with ${what} in ${name}`,
      run: async (world: World) => {
        const { fetch, exchanges } = record(world, (headers) => (headers[name.toLowerCase()] = value));
        await methodOf(world, operationId, { fetch })(ids).catch(() => {});
        expect(exchanges.flatMap(oracleOf(world.document))).toContainEqual({
          in: "request",
          place: name,
          keyword,
        });
      },
    })),
  );
}

/** What may happen to the credentials between the client and the server. */
const spoiled: [name: string, spoil: (headers: Record<string, string>) => void][] = [
  ["missing", (headers) => delete headers["authorization"]],
  ["of another scheme", (headers) => (headers["authorization"] = "Bearer abc")],
  ["not base64", (headers) => (headers["authorization"] = "Basic !!")],
  ["not a pair", (headers) => (headers["authorization"] = `Basic ${btoa("abc")}`)],
  ["empty", (headers) => (headers["authorization"] = "Basic ")],
];

function credentialChecks({ operationId, ids, answers }: OperationCase): Check[] {
  const known = answers.filter(({ name }) =>
    /^(unauthorized_credentials|invalid_project_id_authentication)$/.test(name),
  );
  return [
    ...spoiled.map(([what, spoil]) => ({
      title: `is refused with 401 by the mock when the credentials are ${what}`,
      run: async (world: World) => {
        const { fetch, exchanges } = record(world, spoil);
        const outcome = await methodOf(world, operationId, { fetch })(ids).catch((error: unknown) => error);
        expect(exchanges.flatMap(violations)).toMatchObject([
          { location: ["request"], code: 401, message: "Invalid security scheme used" },
        ]);
        expect(outcome).toMatchObject({
          name: "StytchError",
          status_code: 401,
          error_type: "unauthorized_credentials",
        });
      },
    })),
    // Prism compares no secret, so the API's own answer to a wrong one is asked for by name.
    ...known.map(({ status, name, body }) => ({
      title: `rejects with ${name} when the API does not know the credentials`,
      run: async (world: World) => {
        const { fetch, requests, exchanges } = record(world, prefer(status!, name));
        const config = { fetch, project_id: "project-test-unknown", secret: "wrong" };
        const outcome = await methodOf(world, operationId, config)(ids).catch((error: unknown) => error);
        expect(requests.map(({ headers }) => headers["authorization"])).toEqual([
          `Basic ${btoa("project-test-unknown:wrong")}`,
        ]);
        expect(exchanges.flatMap(violations)).toEqual([]);
        expect(outcome).toMatchObject({
          status_code: status,
          error_type: name,
          request_id: body["request_id"],
        });
      },
    })),
  ];
}
