/** What was seen or is to be seen, by the name of the check. */
export type Seen = Readonly<Record<string, string>>;

/** What `checks.js` sees where the client runs. */
export const works: Seen = {
  "is constructed without a flag": "object",
  "deletes a member": "member-test-1",
  "deletes a password": "member-of-password",
  "deletes by the fetch entry": "member-test-1",
  "is answered 404": "StytchError member_not_found",
  "refuses an id": "ClientError invalid_path_parameter",
  "times out": "RequestError timeout",
  "is aborted": "RequestError aborted",
  "is answered by the mock": "200, StytchError member_not_found, 2 requests",
};

/** In a browser, with the flag that allows it. */
export const worksInBrowser: Seen = {
  ...works,
  "is constructed without a flag": "ClientError browser_refused",
};

/** In Jest's jsdom, which lacks what the client needs: it says so, whatever is called. */
export const saysWhatIsMissing: Seen = {
  ...Object.fromEntries(Object.keys(works).map((name) => [name, "ClientError unsupported_runtime"])),
  "is constructed without a flag": "ClientError browser_refused",
};

/** A line for each check that saw something else, or was not made. */
export function compare(seen: Seen, expected: Seen): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(seen)])]
    .filter((name) => seen[name] !== expected[name])
    .map((name) => `${name}: ${seen[name] ?? "not made"} (expected: ${expected[name] ?? "nothing"})`);
}
