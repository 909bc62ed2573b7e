import createClient from "openapi-fetch";
import type { paths } from "stytch-b2b-members/types";
import { authorization, member, password, type Connect } from "./call.js";

export const connect: Connect = (baseUrl, fetch) => {
  const headers = { Authorization: authorization };
  const client = createClient<paths>({ baseUrl, headers, ...(fetch && { fetch }) });
  return {
    small: async () =>
      (
        await client.DELETE("/v1/b2b/organizations/{organization_id}/members/{member_id}", {
          params: { path: member },
        })
      ).data,
    large: async () =>
      (
        await client.DELETE(
          "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}",
          {
            params: { path: password },
          },
        )
      ).data,
  };
};
