import type { Exchange } from "./exchange.js";
import { hide } from "./hide-credentials.js";

/** The part of an HTTP Archive (HAR 1.2) that is written here. */
export interface Har {
  log: { version: "1.2"; creator: { name: string; version: string }; entries: HarEntry[] };
}

interface NameAndValue {
  name: string;
  value: string;
}

export interface HarEntry {
  startedDateTime: string;
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: [];
    headers: NameAndValue[];
    queryString: NameAndValue[];
    postData?: { mimeType: string; text: string };
    headersSize: -1;
    bodySize: number;
  };
  response: {
    status: number;
    statusText: string;
    httpVersion: string;
    cookies: [];
    headers: NameAndValue[];
    content: { size: number; mimeType: string; text: string };
    redirectURL: string;
    headersSize: -1;
    bodySize: -1;
  };
  cache: object;
  timings: { send: number; wait: number; receive: number };
}

export const createHar = (entries: HarEntry[]): Har => ({
  log: { version: "1.2", creator: { name: "stytch-b2b-members", version: "1" }, entries },
});

/** An exchange as a HAR has it, without what shows who called. */
export function toEntry(exchange: Exchange, began: Date, ms: number): HarEntry {
  const { method, url, headers, text, status, response_headers, response_text } = exchange;
  const httpVersion = "HTTP/1.1";
  return {
    startedDateTime: began.toISOString(),
    time: ms,
    request: {
      method,
      url,
      httpVersion,
      cookies: [],
      headers: listPairs(headers),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      ...(text !== undefined && { postData: { mimeType: headers["content-type"] ?? "", text } }),
      headersSize: -1,
      bodySize: Buffer.byteLength(text ?? ""),
    },
    response: {
      status,
      statusText: "",
      httpVersion,
      cookies: [],
      headers: listPairs(response_headers),
      content: {
        size: Buffer.byteLength(response_text),
        mimeType: response_headers["content-type"] ?? "",
        text: response_text,
      },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
  };
}

const listPairs = (headers: Readonly<Record<string, string>>): NameAndValue[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value: hide(name, value) }));
