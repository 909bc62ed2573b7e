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
    const response = await fetch(url, { ...init, redirect: "manual" });
    // An answer that is cut short is none.
    await response.clone().arrayBuffer();
    return response;
  };
}
