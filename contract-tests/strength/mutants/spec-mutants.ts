import type { OpenApiDocument } from "../../../scripts/description/document.js";
import type { OperationCase } from "../../contract/cases.js";
import { mutateAnswers } from "./mutate-answers.js";
import { mutateParameters } from "./mutate-parameters.js";
import { mutateRequestBody } from "./mutate-request-body.js";
import { mutatorOf, hasGolden, type SpecMutant } from "./spec-mutant.js";

/** Every operator for paths, methods, parameters, bodies, credentials and answers, applied to an operation. */
export function mutateOperation(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  return [
    ...mutateAddress(document, operation),
    ...mutateSecurity(document, operation),
    ...mutateParameters(document, operation),
    ...mutateRequestBody(document, operation),
    ...mutateAnswers(document, operation),
  ];
}

function mutateAddress(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  const { operationId, path, method } = operation;
  const mutant = mutatorOf(document, operation);
  const move = (copy: OpenApiDocument, to: string): void => {
    copy.paths = Object.fromEntries(
      Object.entries(copy.paths).map(([key, item]) => [key === path ? to : key, item]),
    );
  };
  const segments = path.split("/");
  const last = segments.findLastIndex((segment) => segment !== "" && !segment.startsWith("{"));
  const other = ["post", "put", "patch"].find(
    (name) => name !== method.toLowerCase() && document.paths[path]![name] === undefined,
  );
  return [
    mutant("another segment in the path", ({ document: copy }) =>
      move(copy, segments.with(last, "people").join("/")),
    ),
    mutant("another first segment in the path", ({ document: copy }) =>
      move(copy, path.replace(/^\/[^/]+/, "/v0")),
    ),
    mutant("one more segment in the path", ({ document: copy }) => move(copy, `${path}/now`)),
    mutant("the operation removed", ({ document: copy, item }) => {
      delete item[method.toLowerCase()];
      if (Object.keys(item).length === 0) delete copy.paths[path];
    }),
    ...(other === undefined
      ? []
      : [
          mutant("another method", ({ item }) => {
            item[other] = item[method.toLowerCase()];
            delete item[method.toLowerCase()];
          }),
        ]),
    mutant("another operationId", ({ operation: edited }) => (edited.operationId += "Now")),
    ...(hasGolden(operationId)
      ? [mutant("another permission", ({ operation: edited }) => (edited["x-stytch-rbac"] = []))]
      : []),
    mutant("no test server", ({ document: copy }) => copy.servers.shift()),
    mutant("no live server", ({ document: copy }) => copy.servers.pop()),
  ];
}

function mutateSecurity(document: OpenApiDocument, operation: OperationCase): SpecMutant[] {
  const mutant = mutatorOf(document, operation);
  const [first] = operation.securityHeaders;
  if (first === undefined) {
    return [
      mutant("credentials needed", ({ document: copy, operation: edited }) => {
        copy.components.securitySchemes!["other"] = { type: "http", scheme: "basic" };
        edited.security = [{ other: [] }];
      }),
    ];
  }
  const other = first.kind === "bearer" ? "basic" : "bearer";
  return [
    mutant("no credentials needed", ({ operation: edited }) => (edited.security = [])),
    mutant(`${other} for credentials`, ({ document: copy, operation: edited }) => {
      copy.components.securitySchemes!["other"] = { type: "http", scheme: other };
      edited.security = [{ other: [] }];
    }),
    mutant("an API key beside the credentials", ({ document: copy, operation: edited }) => {
      copy.components.securitySchemes!["key"] = { type: "apiKey", in: "header", name: "X-Key" };
      const [own = {}] = edited.security ?? document.security ?? [];
      edited.security = [{ ...own, key: [] }];
    }),
  ];
}
