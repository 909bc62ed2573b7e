import { expect } from "vitest";
import { completeGolden } from "../golden/demands.js";
import {
  golden_headers,
  golden_sessions,
  spellId,
  type Golden,
  type GoldenParameter,
} from "../golden/goldens.js";
import { caseOf, schemaPointerOf } from "../cases.js";
import { prismViolations } from "../exchange.js";
import { listLinks } from "../operation/links.js";
import { prefer, record, segmentsOf } from "../recorder.js";
import { methodOf, type Check, type Claim, type World } from "../world.js";
import { claimFacts, expectDescribed, expectObjections, expectValid } from "./expect-valid.js";

/** What the documentation says of an operation, whatever the API description says. */
export function goldenCallChecks(golden: Golden): Check[] {
  const { operationId } = golden;
  return [
    {
      title: "sends exactly one documented request, with each session and without one",
      run: async (world) => {
        for (const { name, options, headers } of golden_sessions) {
          const { fetch, requests, exchanges } = record(world);
          const { params, path, query, header } = callOf(world, golden);
          const body = await methodOf(world, operationId, { fetch })(params, options);
          expect(
            requests.map(({ url, ...rest }) => ({
              path: url.pathname,
              query: url.search.slice(1).split("&").toSorted(),
              ...rest,
            })),
            `with ${name}`,
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
          claimFacts(world, exchanges, "header names");
          const [success] = Object.values(golden.bodies);
          expect(Object.keys(Object(body)), `with ${name}`).toEqual(
            expect.arrayContaining(Object.keys(success?.body ?? {})),
          );
        }
      },
    },
    ...Object.entries(golden.allowed).flatMap(([name, values]) =>
      values.map((value) => ({
        title: `sends the ${name} ${spellId(value)} intact`,
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
        title: `is described without room for the ${name} ${spellId(value)}`,
        run: async (world: World) => {
          const { fetch, exchanges } = record(world);
          const { params } = callOf(world, golden);
          const operation = caseOf(world.document, operationId);
          if (operation) world.listener?.hearPointer(schemaPointerOf(world.document, operation, name));
          await methodOf(world, operationId, { fetch })({ ...params, [name]: value }).catch(() => {});
          expect(exchanges.flatMap(prismViolations)).toMatchObject([
            { location: ["request", "path", name], code: keyword },
          ]);
          expectObjections(world, exchanges, (violations) =>
            expect(violations).toContainEqual({ in: "request", at: name, keyword }),
          );
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
          claimFacts(world, exchanges, "status", "example");
        },
      })),
    ),
    {
      title: "is told how long to wait by a 429",
      run: async (world) => {
        const { fetch, exchanges } = record(world, prefer(429));
        const { params } = callOf(world, golden);
        const error = await methodOf(world, operationId, { fetch })(params).catch(
          (reason: unknown) => reason,
        );
        const isTold = golden.headers["429"]?.["Retry-After"] !== undefined;
        const retry_after_ms: unknown = isTold ? expect.any(Number) : undefined;
        expect(error).toMatchObject({ status_code: 429, retry_after_ms });
        claimFacts(world, exchanges, "response header");
      },
    },
    {
      title: "names the permissions that the documentation names",
      run: async (world) => {
        const { pointer = [] } = caseOf(world.document, operationId) ?? {};
        world.listener?.hearPointer([...pointer, "x-stytch-rbac"]);
        const describe: Claim["describe"] = (document) =>
          expect(caseOf(document, operationId)?.item["x-stytch-rbac"]).toEqual([
            { resource_id: "stytch.member", action: golden.action },
            { resource_id: "stytch.self", action: golden.action },
          ]);
        expectDescribed(world, operationId, describe, "permission");
      },
    },
    ...golden.followed_by.map((next) => ({
      title: `says what ${next} answers after it`,
      run: async (world: World) => {
        const operation = caseOf(world.document, operationId);
        world.listener?.hearPointer([...(operation?.pointer ?? []), "responses", "200", "links"]);
        const describe: Claim["describe"] = (document) => {
          const links = listLinks(caseOf(document, operationId) ?? { responses: {} });
          expect(links.map(({ link }) => link.operationId)).toContain(next);
        };
        expectDescribed(world, operationId, describe, "documented link");
      },
    })),
  ];
}

/** A golden's call: what people typed of it, and what it needs besides. */
export function callOf({ document }: World, golden: Golden) {
  const { path, params, other_params } = completeGolden(document, golden);
  const { parameters = [] } = caseOf(document, golden.operationId) ?? {};
  const isGiven = (name: string): boolean =>
    Object.hasOwn(golden.other_params, name) ||
    parameters.some((each) => each.name === name && each.required === true);
  const others = Object.entries(other_params).filter(([name]) => isGiven(name));
  const sentIn = (place: GoldenParameter["in"]): [name: string, on_wire: string][] =>
    others.filter(([, each]) => each.in === place).map(([name, { on_wire }]) => [name, on_wire]);
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
