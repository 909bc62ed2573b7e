// Generated from generated/openapi.json before each run.
import { createClient } from "hey-api-client/client";
import { organizationsMembersDelete, organizationsMembersDeletePassword } from "hey-api-client";
import { credentials, member, password, type Connect } from "./call.js";

export const connect: Connect = (baseUrl, fetch) => {
  const auth = `${credentials.project_id}:${credentials.secret}`;
  const client = createClient({ baseUrl, auth, ...(fetch && { fetch }) });
  return {
    small: async () => (await organizationsMembersDelete({ client, path: member })).data,
    large: async () => (await organizationsMembersDeletePassword({ client, path: password })).data,
  };
};
