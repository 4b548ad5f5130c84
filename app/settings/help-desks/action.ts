import { done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { connectDesk } from "#domain/help-desks/connection/connect";
import { changeHandOver, disconnectDesk, reconnectDesk, testConnection } from "#domain/help-desks/connection/manage";

/** Connects the help desk, tests it, says what it gets, and disconnects it. */
export const act = intents<Merchant>({
  connect: async ({ ctx, shopId }, form) => {
    const [kind, subdomain] = [textIn(form, "kind"), textIn(form, "subdomain")];
    await connectDesk(ctx, shopId, {
      kind,
      subdomain,
      userName: textIn(form, "userName"),
      token: textIn(form, "token"),
    });
    return done("Help desk connected");
  },
  test: async ({ ctx, shopId }) => {
    await testConnection(ctx, shopId);
    return done("The connection works");
  },
  "hand-over": async ({ ctx, shopId }, form) => {
    const topics = form.getAll("topics").map(String);
    await changeHandOver(ctx, shopId, { handsOver: textIn(form, "handsOver"), topics });
    return done("Settings saved");
  },
  disconnect: async ({ ctx, shopId }) => {
    await disconnectDesk(ctx, shopId);
    return done("Help desk disconnected");
  },
  reconnect: async ({ ctx, shopId }) => {
    await reconnectDesk(ctx, shopId);
    return done("Help desk connected again");
  },
});
