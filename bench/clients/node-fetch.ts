import { B2BClient } from "stytch-b2b-members";
import { nodeFetch } from "stytch-b2b-members/node";
import { credentials, member, password, type Connect } from "./call.js";

export const connect: Connect = (custom_base_url) => {
  const { members } = new B2BClient({ ...credentials, custom_base_url, fetch: nodeFetch() }).organizations;
  return { small: () => members.delete(member), large: () => members.deletePassword(password) };
};
