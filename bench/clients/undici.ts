import { request } from "undici";
import { authorization, memberPath, passwordPath, type Connect } from "./call.js";

export const connect: Connect = (base) => {
  const call = async (path: string): Promise<unknown> => {
    const headers = { Accept: "application/json", Authorization: authorization };
    const { statusCode, body } = await request(base + path, { method: "DELETE", headers });
    if (statusCode >= 300) throw new Error(String(statusCode));
    return body.json();
  };
  return { small: () => call(memberPath()), large: () => call(passwordPath()) };
};
