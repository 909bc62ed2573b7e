/** One client to measure. Its file is `clients/NAME.ts`. */
export interface Client {
  name: string;
  title: string;
  /** The package whose version the results name. */
  package?: string;
  /** Ours: judged by the targets. */
  ours?: true;
  /** It takes another `fetch`, so its own code can be measured alone. */
  takesFetch?: true;
}

/** What every figure but those of a cold start is divided by. */
export const base = "fetch";

/** In the order of the tables. */
export const clients: readonly Client[] = [
  { name: base, title: "native `fetch`", takesFetch: true },
  { name: "b2b-client", title: "`B2BClient`", ours: true, takesFetch: true },
  { name: "fetch-client", title: "`createFetchClient`", ours: true, takesFetch: true },
  { name: "node-fetch", title: "`B2BClient` with `nodeFetch`", ours: true },
  { name: "openapi-fetch", title: "openapi-fetch, bare", package: "openapi-fetch", takesFetch: true },
  { name: "hey-api", title: "hey-api, generated", package: "@hey-api/openapi-ts", takesFetch: true },
  { name: "stytch", title: "the official SDK", package: "stytch" },
  { name: "undici", title: "undici `request`", package: "undici" },
  { name: "ky", title: "ky", package: "ky", takesFetch: true },
  { name: "ofetch", title: "ofetch", package: "ofetch", takesFetch: true },
  { name: "axios", title: "axios", package: "axios" },
];

/** What starting Node costs: a client that is none. */
export const bareNode: Client = { name: "bare-node", title: "bare Node" };
