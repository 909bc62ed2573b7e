import { authorization, memberPath, passwordPath, type Connect } from "./call.js";

export const connect: Connect = (base, fetch = globalThis.fetch) => {
  const call = async (path: string): Promise<unknown> => {
    const headers = { Accept: "application/json", Authorization: authorization };
    const response = await fetch(base + path, { method: "DELETE", headers });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  return { small: () => call(memberPath()), large: () => call(passwordPath()) };
};
