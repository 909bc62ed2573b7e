import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  type Parameter,
  type Response,
} from "../../../scripts/description/document.js";
import { caseOf, type OperationCase } from "../../contract/cases.js";
import { goldens, type Golden } from "../../contract/golden/goldens.js";
import { listLinks } from "../../contract/operation/links.js";
import { editOperation, type Copy } from "../proof/edit-operation.js";
import { idOf, type Obligation } from "./obligation.js";

/** What the documentation says of an operation or of the whole, and a check asserts of the description itself. */
export function listDocumented(document: OpenApiDocument): Obligation[] {
  return [
    ...goldens.flatMap((golden) => {
      const operation = caseOf(document, golden.operationId);
      return operation === undefined ? [] : listOfGolden(document, operation, golden);
    }),
    ...document.servers.map(({ url }): Obligation => ({
      id: idOf("servers", "server", url),
      criterion: "server",
      operationIds: goldens.map(({ operationId }) => operationId),
      deny: () => ({
        document: { ...document, servers: document.servers.filter((each) => each.url !== url) },
      }),
    })),
  ];
}

function listOfGolden(
  document: OpenApiDocument,
  operation: OperationCase,
  { followed_by }: Golden,
): Obligation[] {
  const { operationId, responses } = operation;
  const ask = (criterion: string, detail: string, edit: (copy: Copy) => void): Obligation => ({
    id: idOf(operationId, criterion, detail),
    criterion,
    operationIds: [operationId],
    deny: () => ({ document: editOperation(document, operation, edit) }),
  });
  const responsesOf = ({ operation: edited }: Copy) => edited.responses as Record<string, Response>;
  const withJson = Object.keys(responses).find((status) => responses[status]!.content?.["application/json"]);
  return [
    ask("permission", "as documented", ({ operation: edited }) => (edited["x-stytch-rbac"] = [])),
    ...followed_by
      .filter((next) => listLinks(operation).some(({ link }) => link.operationId === next))
      .map((next) =>
        ask("documented link", next, (copy) => {
          for (const response of Object.values(responsesOf(copy)))
            response.links = Object.fromEntries(
              Object.entries(response.links ?? {}).filter(([, link]) => link.operationId !== next),
            );
        }),
      ),
    ask("demand", "path", ({ document: copy, item }) => {
      delete copy.paths[operation.path];
      copy.paths[`${operation.path}/now`] = item;
    }),
    ask("demand", "parameter", ({ operation: edited }) => {
      const added: Parameter = { name: "zz_added", in: "query", schema: { type: "string" } };
      edited.parameters!.push(added);
    }),
    ask("demand", "status", (copy) => (responsesOf(copy)["499"] = { description: "" })),
    ask("demand", "header", (copy) => {
      const [response] = Object.values(responsesOf(copy));
      response!.headers = { ...response!.headers, "ZZ-Added": { schema: { type: "string" } } };
    }),
    ...(withJson === undefined
      ? []
      : [
          ask("demand", "property", (copy) => {
            const media = responsesOf(copy)[withJson]!.content!["application/json"]!;
            const schema = deref<JsonSchema>(copy.document, media.schema);
            media.schema = { ...schema, properties: { ...Object(schema["properties"]), zz_added: {} } };
          }),
        ]),
  ];
}
