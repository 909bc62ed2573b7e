/**
 * Which calls a description has to speak of after a success, typed by hand from what the API's documentation says that
 * the first one deletes. Of an operation that is not here, nothing is asked.
 */
export const golden_flows: Readonly<Record<string, readonly string[]>> = {
  "organizations.members.delete": ["organizations.members.delete", "organizations.members.deletePassword"],
  "organizations.members.deletePassword": [
    "organizations.members.deletePassword",
    "organizations.members.delete",
  ],
};
