import { expect } from "vitest";
import { B2BClient } from "../../../src/index.js";
import { completeGolden, listDemands } from "../golden/demands.js";
import {
  golden_headers,
  golden_servers,
  golden_sessions,
  goldens,
  type Golden,
  type GoldenParameter,
} from "../golden/goldens.js";
import { credentials, findMethod, listOperationCases } from "../cases.js";
import { violations } from "../exchange.js";
import { prefer, record, segmentsOf } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectValid } from "./expect-valid.js";

/** What the documentation says of an operation, whatever the API description says. */
export function goldenChecks(golden: Golden): Check[] {
  const { operationId } = golden;
  return [
    ...golden_sessions.map(({ name, options, headers }) => ({
      title: `sends exactly one documented request with ${name}`,
      run: async (world: World) => {
        const { fetch, requests, exchanges } = record(world);
        const { params, path, query, header } = callOf(world, golden);
        const body = await methodOf(world, operationId, { fetch })(params, options);
        expect(
          requests.map(({ url, ...rest }) => ({
            path: url.pathname,
            query: url.search.slice(1).split("&").toSorted(),
            ...rest,
          })),
        ).toEqual([
          {
            path: fillPath(path, params),
            query: query.split("&").toSorted(),
            method: golden.method,
            headers: { ...golden_headers, ...Object.fromEntries(new Headers({ ...headers, ...header })) },
            body: undefined,
            rest: { redirect: "manual", keepalive: false, cache: "no-store" },
          },
        ]);
        expectValid(world, exchanges, operationId);
        const [success] = Object.values(golden.bodies);
        expect(Object.keys(body)).toEqual(expect.arrayContaining(Object.keys(success?.body ?? {})));
      },
    })),
    ...Object.entries(golden.allowed).flatMap(([name, values]) =>
      values.map((value) => ({
        title: `sends the ${name} ${value.length > 40 ? `of ${value.length} letters` : value} intact`,
        run: async (world: World) => {
          const { fetch, requests, exchanges } = record(world);
          const call = callOf(world, golden);
          const params = { ...call.params, [name]: value };
          await methodOf(world, operationId, { fetch })(params);
          expect(segmentsOf(requests)).toEqual([fillPath(call.path, params).split("/")]);
          expectValid(world, exchanges, operationId);
        },
      })),
    ),
    ...Object.entries(golden.refused).flatMap(([name, refused]) =>
      refused.map(({ value, keyword }) => ({
        title: `is described without room for the ${name} ${value.length > 40 ? `of ${value.length} letters` : value}`,
        run: async (world: World) => {
          const { fetch, exchanges } = record(world);
          const { params } = callOf(world, golden);
          await methodOf(world, operationId, { fetch })({ ...params, [name]: value }).catch(() => {});
          expect(exchanges.flatMap(violations)).toMatchObject([
            { location: ["request", "path", name], code: keyword },
          ]);
        },
      })),
    ),
    ...Object.entries(golden.errors).flatMap(([status, types]) =>
      types.map((error_type) => ({
        title: `rejects with ${status} ${error_type}`,
        run: async (world: World) => {
          const { fetch, exchanges } = record(world, prefer(Number(status), error_type));
          const { params } = callOf(world, golden);
          const error = await methodOf(world, operationId, { fetch })(params).catch(
            (reason: unknown) => reason,
          );
          expect(error).toMatchObject({ name: "StytchError", status_code: Number(status), error_type });
          expectValid(world, exchanges, operationId);
        },
      })),
    ),
    {
      title: "is told how long to wait by a 429",
      run: async (world) => {
        const { fetch } = record(world, prefer(429));
        const { params } = callOf(world, golden);
        const error = await methodOf(world, operationId, { fetch })(params).catch(
          (reason: unknown) => reason,
        );
        expect(error).toMatchObject({ status_code: 429, retry_after_ms: expect.any(Number) });
      },
    },
    {
      title: "names the permissions that the documentation names",
      run: async (world) => {
        const operation = listOperationCases(world.document).find((each) => each.operationId === operationId);
        expect(operation?.item["x-stytch-rbac"]).toEqual([
          { resource_id: "stytch.member", action: golden.action },
          { resource_id: "stytch.self", action: golden.action },
        ]);
      },
    },
  ];
}

/** A golden's call: what people typed of it, and what it needs besides. */
function callOf({ document }: World, golden: Golden) {
  const { path, params, other_params } = completeGolden(document, golden);
  const { parameters = [] } =
    listOperationCases(document).find((each) => each.operationId === golden.operationId) ?? {};
  const isGiven = (name: string): boolean =>
    Object.hasOwn(golden.other_params, name) ||
    parameters.some((each) => each.name === name && each.required === true);
  const others = Object.entries(other_params).filter(([name]) => isGiven(name));
  const sentIn = (place: GoldenParameter["in"]): [name: string, sent: string][] =>
    others.filter(([, each]) => each.in === place).map(([name, { sent }]) => [name, sent]);
  return {
    path,
    params: { ...params, ...Object.fromEntries(others.map(([name, { value }]) => [name, value])) },
    query: sentIn("query")
      .map(([, sent]) => sent)
      .join("&"),
    header: Object.fromEntries(sentIn("header")),
  };
}

const fillPath = (path: string, params: Record<string, unknown>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));

/** The one place that tells what people have not typed. Where a description has more than a golden, nothing else fails. */
export function demandChecks(typed: readonly Golden[]): Check[] {
  return [
    {
      title: "have everything that is described",
      run: async ({ document }) => {
        const demands = typed.flatMap((golden) => listDemands(document, golden));
        const sentences = new Set(await Promise.all(demands.map(({ describe }) => describe())));
        expect([...sentences].join("\n"), "what only a person can know, from the API's documentation").toBe(
          "",
        );
      },
    },
  ];
}

/** Which server the documentation names for a project. */
export function serverChecks(): Check[] {
  return golden_servers.map(([project_id, origin]) => ({
    title: `the project ${project_id} is served by ${origin}, which the description names`,
    run: async (world: World) => {
      const origins: string[] = [];
      const fetch = world.wire(async (url) => {
        origins.push(new URL(url).origin);
        return Response.json({ request_id: "r", member_id: "m", status_code: 200 });
      });
      const client = new B2BClient({ project_id, secret: credentials.secret, fetch });
      const [golden] = goldens;
      await findMethod(client, golden!.operationId)(callOf(world, golden!).params);
      expect(origins).toEqual([origin]);
      expect(world.document.servers.map(({ url }) => url)).toContain(origin);
    },
  }));
}
