import { telegramText } from "../words.ts";
import { type AlertPath, post, toEach } from "./path.ts";

export interface TelegramAccount {
  apiUrl: string;
  token: string;
  chats: string[];
}

/** Messages of a bot (core.telegram.org/bots/api#sendmessage). */
export function telegramPath({ apiUrl, token, chats }: TelegramAccount, runbookUrl: string): AlertPath {
  return {
    name: "telegram",
    send: (notification) =>
      toEach(chats, (chat) => {
        const text = telegramText(notification, runbookUrl);
        const message = { chat_id: chat, text, parse_mode: "HTML", link_preview_options: { is_disabled: true } };
        const headers = { "Content-Type": "application/json" };
        return post("Telegram", `${apiUrl}/bot${token}/sendMessage`, headers, JSON.stringify(message));
      }),
  };
}
