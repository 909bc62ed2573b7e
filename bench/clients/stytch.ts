import { B2BClient } from "stytch";
import { credentials, member, password, type Connect } from "./call.js";

export const connect: Connect = (base) => {
  // `custom_base_url` refuses http.
  const { members } = new B2BClient({ ...credentials, env: `${base}/` }).organizations;
  return { small: () => members.delete(member), large: () => members.deletePassword(password) };
};
