import { nodeFetch } from "../../src/node-fetch.js";
import type { PlatformFetch } from "../contract/caller.js";
import { hide } from "../contract/hide-credentials.js";

/**
 * Carries requests to a server: says each before it leaves, sends none twice, follows no redirect, and refuses what is
 * not permitted, whoever asks for it.
 */
export function createCarrier(
  target: URL,
  isPermitted: (method: string, pathname: string) => boolean,
  say: (line: string) => void,
): PlatformFetch {
  const known = new Set<string>();
  // The platform's own sends a request again by itself, after a 421.
  const send = nodeFetch();
  return async (url, init) => {
    const { method = "GET", headers: given, body } = init;
    const headers = Object.fromEntries(new Headers(given));
    const { pathname } = new URL(url);
    if (new URL(url).origin !== target.origin) throw new Error("Refusing to ask another server.");
    if (!isPermitted(method, pathname))
      throw new Error(`Refusing to send ${method} ${pathname}: it could change something.`);
    const key = JSON.stringify([method, url, headers, body ?? null]);
    if (known.has(key)) throw new Error(`Refusing to send ${method} ${pathname} twice.`);
    known.add(key);
    const shown = Object.entries(headers).map(([name, value]) => `${name}: ${hide(name, value)}`);
    say(`  ${method} ${url}`);
    say(`  ${shown.join("; ")}${typeof body === "string" ? `; a body of ${body.length} characters` : ""}`);
    const answer = await send(url, {
      method,
      headers,
      ...(typeof body === "string" && { body }),
      redirect: "manual",
      keepalive: false,
      signal: init.signal ?? new AbortController().signal,
    });
    // An answer that is cut short is none, and neither is one without an end.
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > longest) throw new Error(`The answer is longer than ${longest} bytes.`);
      chunks.push(chunk);
    }
    const hasNone = answer.status === 204 || answer.status === 205 || answer.status === 304;
    const pairs: [string, string][] = [];
    answer.headers.forEach((value, name) => pairs.push([name, value]));
    return new Response(hasNone ? null : Buffer.concat(chunks), { status: answer.status, headers: pairs });
  };
}

const longest = 10_000_000;
