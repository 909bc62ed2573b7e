import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { OpenApiDocument } from "../../scripts/description/document.js";
import { findOperation, listOperationCases, type AnswerCase, type OperationCase } from "../contract/cases.js";
import { declaredStatus, statusOf } from "../contract/operation/declared-status.js";
import { decodePercent, matchPath } from "../contract/operation/path-template.js";
import { listen } from "../contract/servers/stub.js";
import { requiredHeaders } from "../contract/values/header-states.js";

/** What a project has: all else is refused, or not found. */
export const project = {
  project_id: "project-test-1",
  secret: "the-secret-of-project-test-1",
  ids: {
    organization_id: "organization-test-1",
    member_id: "member-test-1",
    member_password_id: "member-password-test-1",
  },
} as const;

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  /** Undefined for an answer without one. */
  text: string | undefined;
}

export interface DocumentedServer {
  url: string;
  requests: { method: string; url: string; headers: IncomingHttpHeaders }[];
  /** The paths of what was deleted. */
  deleted: string[];
  /** Changes what it answers; null hangs up. */
  change: (answer: WireAnswer, request: IncomingMessage) => WireAnswer | null;
  close: () => void;
}

/** A server on loopback that behaves as the API is documented to, and answers with the examples of a description. */
export async function startDocumentedServer(document: OpenApiDocument): Promise<DocumentedServer> {
  const operations = listOperationCases(document);
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    self.requests.push({ method, url, headers });
    const operation = findOperation(operations, method, url.split("?")[0]!);
    const chosen = operation === undefined ? undefined : choose(operation, request);
    const answer = self.change(write(document, operation, chosen), request);
    if (answer === null) return request.socket.destroy();
    if (answer.status < 300 && method === "DELETE") self.deleted.push(url);
    return response.writeHead(answer.status, answer.headers).end(answer.text);
  });
  const self: DocumentedServer = {
    url: await listen(server),
    requests: [],
    deleted: [],
    change: (answer) => answer,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return self;
}

/** The example that a request is answered with; undefined where the description has none for it. */
function choose(operation: OperationCase, { url = "", headers }: IncomingMessage): AnswerCase | undefined {
  const { answers, securityHeaders, sessions, path } = operation;
  const find = (status: number, name: string): AnswerCase | undefined =>
    answers.find((each) => each.name === name) ??
    answers.find((each) => each.declared === declaredStatus(operation.responses, status));
  for (const { kind, header } of securityHeaders) {
    const shown = String(headers[header] ?? "");
    const [id, secret] = Buffer.from(shown.replace(/^Basic /, ""), "base64")
      .toString()
      .split(/:(.*)/s);
    const isKnown = kind === "basic" ? secret === project.secret : shown.endsWith(project.secret);
    if (kind === "basic" && id !== "" && secret !== undefined && id !== project.project_id)
      return find(400, "invalid_project_id_authentication");
    if (!isKnown) return find(401, "unauthorized_credentials");
  }
  if (sessions.some(({ name }) => headers[name.toLowerCase()] === "malformed"))
    return find(400, "invalid_session_token");
  const asked = Object.entries(matchPath(path, url.split("?")[0]!)!);
  const [missing] =
    asked.find(([name, id]) => (project.ids as Record<string, string>)[name] !== decodePercent(id)) ?? [];
  if (missing !== undefined) return find(404, `${missing.replace(/_id$/, "")}_not_found`);
  return answers.find(({ declared }) => declared.startsWith("2"));
}

function write(
  document: OpenApiDocument,
  operation: OperationCase | undefined,
  answer: AnswerCase | undefined,
): WireAnswer {
  if (operation === undefined || answer === undefined) {
    const body = {
      status_code: 404,
      error_type: "route_not_found",
      error_message: "No such route.",
      error_url: "",
    };
    return { status: 404, headers: { "Content-Type": "application/json" }, text: JSON.stringify(body) };
  }
  const { headers, content = {} } = operation.responses[answer.declared]!;
  const [type] = Object.keys(content);
  return {
    status: statusOf(answer),
    headers: {
      ...(type !== undefined && { "Content-Type": `${type}; charset=utf-8` }),
      ...requiredHeaders(document, headers),
    },
    text: answer.body === undefined ? undefined : JSON.stringify(answer.body),
  };
}
