import { expect } from "vitest";
import { B2BClient } from "../../../src/index.js";
import { golden_servers, goldens } from "../golden/goldens.js";
import { credentials, findMethod } from "../caller.js";
import type { Check, Claim, World } from "../world.js";
import { expectDescribed } from "./expect-valid.js";
import { callOf } from "./golden-calls.js";

/** Which server the documentation names for a project. */
export function serverChecks(): Check[] {
  return Object.entries(golden_servers).map(([origin, projects]) => ({
    title: `${projects.join(" and ")} are served by ${origin}, which the description names`,
    run: async (world: World) => {
      const origins: string[] = [];
      const fetch = world.wire(async (url) => {
        origins.push(new URL(url).origin);
        return Response.json({ request_id: "r", member_id: "m", status_code: 200 });
      });
      const [golden] = goldens;
      for (const project_id of projects) {
        const client = new B2BClient({ project_id, secret: credentials.secret, fetch });
        await findMethod(client, golden!.operationId)(callOf(world, golden!).params);
      }
      expect(origins).toEqual(projects.map(() => origin));
      const describe: Claim["describe"] = ({ servers }) =>
        expect(servers.map(({ url }) => url)).toContain(origin);
      expectDescribed(world, undefined, describe, "server");
    },
  }));
}
