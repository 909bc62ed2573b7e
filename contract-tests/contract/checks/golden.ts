import { expect } from "vitest";
import { B2BClient } from "../../../src/index.js";
import { golden_headers, golden_servers, golden_sessions, type Golden } from "../golden/goldens.js";
import { credentials, listOperationCases } from "../cases.js";
import { violations } from "../exchange.js";
import { prefer, record, segmentsOf } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectValid } from "./expect-valid.js";

/** What the documentation says of an operation, whatever the API description says. */
export function goldenChecks(golden: Golden): Check[] {
  const { operationId, params } = golden;
  const target = (ids: Record<string, string>): string =>
    golden.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name]!);
  return [
    ...golden_sessions.map(({ name, options, headers }) => ({
      title: `sends exactly one documented request with ${name}`,
      run: async (world: World) => {
        const { fetch, requests, exchanges } = record(world);
        const body = await methodOf(world, operationId, { fetch })(params, options);
        expect(
          requests.map(({ url, ...rest }) => ({ target: url.href.slice(url.origin.length), ...rest })),
        ).toEqual([
          {
            target: target(params),
            method: golden.method,
            headers: { ...golden_headers, ...Object.fromEntries(new Headers(headers)) },
            body: undefined,
            rest: { redirect: "manual", keepalive: false, cache: "no-store" },
          },
        ]);
        expectValid(world, exchanges, operationId);
        expect(Object.keys(body)).toEqual(expect.arrayContaining(Object.keys(golden.success.body)));
      },
    })),
    ...Object.entries(golden.allowed).flatMap(([name, values]) =>
      values.map((value) => ({
        title: `sends the ${name} ${value.length > 40 ? `of ${value.length} letters` : value} intact`,
        run: async (world: World) => {
          const { fetch, requests, exchanges } = record(world);
          await methodOf(world, operationId, { fetch })({ ...params, [name]: value });
          expect(segmentsOf(requests)).toEqual([target({ ...params, [name]: value }).split("/")]);
          expectValid(world, exchanges, operationId);
        },
      })),
    ),
    ...Object.entries(golden.refused).flatMap(([name, refused]) =>
      refused.map(({ value, keyword }) => ({
        title: `is described without room for the ${name} ${value.length > 40 ? `of ${value.length} letters` : value}`,
        run: async (world: World) => {
          const { fetch, exchanges } = record(world);
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
      await client.organizations.members.delete({ organization_id: "o", member_id: "m" });
      expect(origins).toEqual([origin]);
      expect(world.document.servers.map(({ url }) => url)).toContain(origin);
    },
  }));
}
