import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { tryTo } from "../../src/try-to.js";
import { toExchange } from "../contract/exchange.js";
import { oracleOf } from "../contract/oracle.js";
import type { Finding } from "./finding.js";
import { judge } from "./judge.js";
import type { Asked, Outcome } from "./run.js";

/** What is read of an entry: a browser leaves out much of what HAR promises. */
interface Entry {
  request: { method: string; url: string; headers?: Pair[]; postData?: { text?: string } };
  response: {
    status: number;
    headers?: Pair[];
    bodySize?: number;
    content?: { size?: number; mimeType?: string; text?: string; encoding?: string };
  };
}

interface Pair {
  name: string;
  value: string;
}

/** Judges the recorded answers of the description's operations, those of a server where one is named. */
export function judgeRecording(document: OpenApiDocument, text: string, target?: URL): Outcome {
  const entries = readEntries(text);
  const asked = entries.flatMap((entry, index) => judgeEntry(document, entry, index + 1, target) ?? []);
  const others = entries.length - asked.length;
  const left_out =
    others === 0 ? [] : [`${others} of ${entries.length} entries: not for an operation of the description`];
  return { asked, left_out };
}

/** Throws where the text is no HAR. */
function readEntries(text: string): Entry[] {
  // Of JSON's own objection, a part is what stands there.
  const read: unknown = tryTo(() => JSON.parse(text.replace(/^\uFEFF/, "")));
  const { log } = Object(read) as { log?: { entries?: unknown } };
  const entries = log?.entries;
  const isEntry = (each: Partial<Entry>): boolean =>
    typeof each?.request?.method === "string" &&
    URL.canParse(each.request.url) &&
    typeof each.response?.status === "number";
  if (!Array.isArray(entries) || !entries.every(isEntry)) throw new Error("it has no log of entries");
  return entries as Entry[];
}

function judgeEntry(
  document: OpenApiDocument,
  { request, response }: Entry,
  number: number,
  target: URL | undefined,
): Asked | undefined {
  const url = new URL(request.url);
  const base = target?.pathname.replace(/\/$/, "") ?? "";
  if (target !== undefined && (url.origin !== target.origin || !url.pathname.startsWith(`${base}/`)))
    return undefined;
  url.pathname = url.pathname.slice(base.length);
  const { content = {}, status } = response;
  const headers = readHeaders(response.headers);
  if (content.mimeType && !/^x-unknown$/.test(content.mimeType)) headers["content-type"] ??= content.mimeType;
  const body = readBody(content, headers["content-encoding"]);
  const exchange = toExchange(
    document,
    {
      method: request.method.toUpperCase(),
      url: url.href,
      headers: readHeaders(request.headers),
      text: request.postData?.text,
      spoiled: [],
    },
    { status, headers, text: body ?? "" },
  );
  const { operationId } = exchange;
  if (operationId === undefined) return undefined;
  const what = `entry ${number}`;
  if (status === 0)
    return { operationId, what, exchange: undefined, findings: [], unclear: "no answer was recorded" };
  if (body === undefined)
    return {
      operationId,
      what,
      exchange: undefined,
      findings: [],
      unclear: "the answer was recorded without its body",
    };
  const { findings, unclear } = judge(document, exchange);
  const of_request = oracleOf(document)(exchange).filter((each) => each.in === "request");
  const places = new Set(of_request.map(({ at }) => at));
  // What a caller did wrong is no fault of the server.
  const news = [...places].map((at): Finding => ({
    kind: "news",
    at,
    says: "was sent otherwise than described",
    pointer: [],
  }));
  return { operationId, what, exchange, findings: [...findings, ...news], unclear };
}

/** Those of HTTP/2 that stand for its first line are no headers. */
function readHeaders(pairs: readonly Pair[] = []): Record<string, string> {
  const headers = new Headers();
  for (const { name, value } of pairs)
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) headers.append(name, value.replaceAll(/[\r\n\0]/g, " "));
  return Object.fromEntries(headers);
}

/** The text of a body; undefined where there was one that the recording lacks. */
function readBody(
  { text, encoding, size = 0 }: NonNullable<Entry["response"]["content"]>,
  coding: string | undefined,
): string | undefined {
  if (text === undefined) return size > 0 ? undefined : "";
  if (encoding !== "base64") return text;
  const bytes = Buffer.from(text, "base64");
  const decode = { gzip: gunzipSync, "x-gzip": gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[
    coding?.trim().toLowerCase() ?? ""
  ];
  try {
    // Some proxies record what came, others what it was before.
    return String(decode?.(bytes) ?? bytes);
  } catch {
    return String(bytes);
  }
}
