import type { OrganizationsMembersDeleteResponse } from "../../../src/index.js";

/** The body that the API's documentation prints, typed from it by hand. No script writes this file. */
export const deleted_member: OrganizationsMembersDeleteResponse = {
  request_id: "<string>",
  member_id: "<string>",
  status_code: 123,
};
