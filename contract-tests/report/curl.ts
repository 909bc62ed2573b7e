import { isCredential } from "../contract/hide-credentials.js";
import type { LastExchange } from "../strength/evidence.js";

/** Where `npm run mock` listens. */
export const mock_url = "http://127.0.0.1:4010";

/** A `curl` that repeats a request to `npm run mock`, with credentials that come from the environment. */
export function renderCurl({ method, url, headers, text }: LastExchange): string {
  const options = Object.entries(headers).map(([name, value]) => {
    if (!isCredential(name)) return `--header ${quote(`${name}: ${value}`)}`;
    if (name === "authorization" && value.startsWith("Basic "))
      return '--user "$STYTCH_PROJECT_ID:$STYTCH_SECRET"';
    const variable = name.toUpperCase().replace(/^X-/, "").replaceAll(/\W/g, "_");
    return `--header ${quote(`${name}: `)}"$${variable}"`;
  });
  const target = url.replace(/^http:\/\/127\.0\.0\.1:\d+(?=\/)/, mock_url);
  // Without the two switches curl would fold `..` and expand `[` itself.
  const data = text === undefined ? [] : [`--data-raw ${quote(text)}`];
  // After a HEAD that it is told of by its name, curl waits for a body.
  const request = method === "HEAD" ? "--head" : `--request ${quote(method)}`;
  const start = `curl --include --path-as-is --globoff ${request}`;
  return [start, ...options, ...data, quote(target)].join(" ");
}

/** A word as a POSIX shell reads it. */
export function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
