/** How a program that uses the package is compiled. */
export interface Setting {
  /** Names it among all of its version's. */
  name: string;
  typescript: string;
  resolution: Resolution;
  options: Record<string, unknown>;
  /** Are the types of Node installed? */
  node: boolean;
  /** The program, by the names of its files. */
  files: Record<string, string>;
  /** Why the compiler itself refuses it, and by which error; undefined where it compiles. */
  refused: Refusal | undefined;
}

interface Refusal {
  typescript: readonly string[];
  resolution: Resolution;
  module?: Module;
  error: string;
  because: string;
}

export const resolutions = ["node10", "node16", "nodenext", "bundler"] as const;
type Resolution = (typeof resolutions)[number];
type Module = "esnext" | "commonjs" | "node16" | "nodenext" | "preserve";

/** What does not exist. A run fails when one of these begins to, and when another ceases to. */
export const refusals: readonly Refusal[] = [
  {
    typescript: ["7.0"],
    resolution: "node10",
    error: "TS5108",
    because: "TypeScript 7 removed it",
  },
  {
    typescript: ["5.0", "5.4", "5.9"],
    resolution: "bundler",
    module: "commonjs",
    error: "TS5095",
    because: "before TypeScript 6, bundler is not for CommonJS",
  },
  {
    typescript: ["5.0"],
    resolution: "bundler",
    module: "preserve",
    error: "TS6046",
    because: "before TypeScript 5.4, there is no module preserve",
  },
];

/** A file that imports, one that requires, or, as a bundler allows, both in one program. */
const kinds: readonly { resolution: Resolution; module: Module; imports?: string; requires?: string }[] = [
  { resolution: "node10", module: "esnext", imports: "ts" },
  { resolution: "node10", module: "commonjs", imports: "ts", requires: "ts" },
  { resolution: "node16", module: "node16", imports: "mts" },
  { resolution: "node16", module: "node16", imports: "cts", requires: "cts" },
  { resolution: "nodenext", module: "nodenext", imports: "mts" },
  { resolution: "nodenext", module: "nodenext", imports: "cts", requires: "cts" },
  { resolution: "bundler", module: "esnext", imports: "ts" },
  { resolution: "bundler", module: "commonjs", imports: "ts", requires: "ts" },
  { resolution: "bundler", module: "preserve", imports: "ts", requires: "ts" },
];

/** Every setting of a version, whether it compiles or is refused. */
export function listSettings(typescript: string): Setting[] {
  return kinds.flatMap(({ resolution, module, imports, requires }) =>
    [true, false].flatMap((dom) =>
      [true, false].map((node) => {
        const program = renderProgram(dom || node, node);
        // Only there is the attribute asked for, and the oldest versions cannot read it.
        const attribute = module === "nodenext" && imports === "mts" && Number(typescript) >= 5.7;
        return {
          name: [resolution, module, imports, dom ? "dom" : "no-dom", node ? "node" : "no-node"].join("-"),
          typescript,
          resolution,
          node,
          refused: refusals.find(
            (refusal) =>
              refusal.typescript.includes(typescript) &&
              refusal.resolution === resolution &&
              (refusal.module ?? module) === module,
          ),
          options: {
            module,
            moduleResolution: resolution,
            target: "es2020",
            lib: dom ? ["es2020", "dom"] : ["es2020"],
            types: node ? ["node"] : [],
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
            skipLibCheck: false,
            resolveJsonModule: true,
            esModuleInterop: true,
            noEmit: true,
            ...(typescript === "6.0" && resolution === "node10" && { ignoreDeprecations: "6.0" }),
          },
          files: {
            ...(imports && { [`imports.${imports}`]: renderImports(attribute) + program }),
            ...(requires && { [`requires.${requires}`]: requiring + program }),
          },
        };
      }),
    ),
  );
}

const renderImports = (attribute: boolean): string => `
import { B2BClient, ClientError, envs, RequestError, StytchError } from "stytch-b2b-members";
import type { CallOptions, ClientConfig, Fetch, Member } from "stytch-b2b-members";
import { createFetchClient, type FetchClient } from "stytch-b2b-members/fetch";
import { nodeFetch, type NodeFetchOptions } from "stytch-b2b-members/node";
import { createMock, type Mock } from "stytch-b2b-members/testing";
import type { components, operations, paths } from "stytch-b2b-members/types";
import description from "stytch-b2b-members/openapi.json"${attribute ? ' with { type: "json" }' : ""};
`;

const requiring = `
import main = require("stytch-b2b-members");
import fetchEntry = require("stytch-b2b-members/fetch");
import nodeEntry = require("stytch-b2b-members/node");
import testing = require("stytch-b2b-members/testing");
import types = require("stytch-b2b-members/types");
import description = require("stytch-b2b-members/openapi.json");
const { B2BClient, ClientError, envs, RequestError, StytchError } = main;
type CallOptions = main.CallOptions;
type ClientConfig = main.ClientConfig;
type Fetch = main.Fetch;
type Member = main.Member;
const { createFetchClient } = fetchEntry;
type FetchClient = fetchEntry.FetchClient;
const { nodeFetch } = nodeEntry;
type NodeFetchOptions = nodeEntry.NodeFetchOptions;
const { createMock } = testing;
type Mock = testing.Mock;
type components = types.components;
type operations = types.operations;
type paths = types.paths;
`;

/** What a user of every entry writes; a platform has \`fetch\` and \`AbortController\`, Node a \`process\` too. */
const renderProgram = (platform: boolean, node: boolean): string => `
const mock: Mock = createMock();
mock.respondWith("organizations.members.delete", "member_not_found", { status: 500 }, new Error("lost"));
// @ts-expect-error The mock knows no such operation.
mock.respondWith("organizations.members.remove", { status: 500 });
// @ts-expect-error The operation has no such example.
mock.respondWith("organizations.members.delete", "removed");

const config: ClientConfig = {
  project_id: "project-test-1",
  secret: "not-a-secret",
  custom_base_url: envs.test,
  fetch: mock.fetch,
  max_retries: undefined,
};
// @ts-expect-error The option is misspelt.
new B2BClient({ ...config, max_retry: 1 });
const { members } = new B2BClient(config).organizations;
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
const options: CallOptions = { authorization: { session_token: "not-a-secret" }, timeout: 1000 };
// @ts-expect-error An id is missing.
void members.delete({ organization_id: "organization-test-1" });

export async function call(): Promise<string | undefined> {
  try {
    const { member_id }: { member_id: string } = await members.delete(ids, options);
    const member: Member = (
      await members.deletePassword({ organization_id: ids.organization_id, member_password_id: "p" })
    ).member;
    // @ts-expect-error Under noUncheckedIndexedAccess, there may be no role.
    const first: string = member.roles[0].role_id;
    return member_id + first;
  } catch (error) {
    if (error instanceof StytchError) return error.error_type === "member_not_found" ? undefined : error.error_type;
    if (error instanceof RequestError) return error.may_have_been_applied ? error.code : undefined;
    if (error instanceof ClientError) return error.parameter;
    throw error;
  }
}

const path = "/v1/b2b/organizations/{organization_id}/members/{member_id}" satisfies keyof paths;
export async function fetchOneLevelDown(): Promise<components["schemas"]["ErrorBody"] | undefined> {
  const client: FetchClient = createFetchClient(config);
  // @ts-expect-error There is no such path.
  void client.DELETE("/v1/b2b/organizations", { params: { path: ids } });
  const { data, error, response } = await client.DELETE(path, { params: { path: ids } });
  if (data) return void (data.member_id satisfies string);
  return response.status === 404 ? error : undefined;
}

export type Known = operations["organizations.members.delete"]["parameters"]["path"];
export const described: string = description.paths[path].delete.operationId;
// @ts-expect-error The description is no list.
description.paths.length;
export const own: Fetch = async (url, { method, headers }) => ({
  status: url === method ? 200 : 404,
  headers: { get: (name) => headers[name] ?? null, has: (name) => name in headers, forEach: () => {} },
  text: async () => "",
});
export const overNode = new B2BClient({ ...config, fetch: nodeFetch() });
// @ts-expect-error It takes an agent, not its options.
export const agentless: NodeFetchOptions = { agent: { keepAlive: true } };
${
  platform
    ? `
export const platforms = new B2BClient({ ...config, fetch });
void members.delete(ids, { signal: new AbortController().signal });`
    : ""
}
${
  node
    ? `
export const environment = new B2BClient({ project_id: process.env.STYTCH_PROJECT_ID, secret: process.env["STYTCH_SECRET"] });
import { Agent as PlainAgent } from "http";
import { Agent } from "https";
export const agents: NodeFetchOptions[] = [{ agent: new Agent({ keepAlive: true }) }, { agent: new PlainAgent() }];`
    : ""
}
`;
