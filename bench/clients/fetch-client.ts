import { createFetchClient } from "stytch-b2b-members/fetch";
import { credentials, member, password, type Connect } from "./call.js";

export const connect: Connect = (custom_base_url, fetch) => {
  const client = createFetchClient({ ...credentials, custom_base_url, fetch });
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
