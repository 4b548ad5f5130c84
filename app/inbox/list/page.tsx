import { Outlet, useNavigate, useParams, useRevalidator } from "@remix-run/react";
import { useLiveInbox } from "#app/inbox/live/use-live-inbox";
import { useKeys } from "#app/inbox/use-keys";
import { IndexPage } from "../../ui/page/index-page.tsx";
import styles from "./inbox.module.css";
import { ListPane, SEARCH_ID } from "./list-pane.tsx";
import { searchOf } from "./query.ts";
import type { InboxData } from "./read.ts";

/** The list and beside it what is chosen; on a phone one of the two. What others do shows within a second. */
export function InboxPage({ data }: { data: InboxData }) {
  const { conversations, filter } = data;
  const { conversationId = null } = useParams();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  useLiveInbox(() => revalidate());
  const show = (id: string | undefined) => id && navigate(`/inbox/${id}${searchOf(filter)}`);
  const place = conversations.findIndex(({ id }) => id === conversationId);
  useKeys({
    j: () => show(conversations[place + 1]?.id),
    k: () => show(conversations[place - 1]?.id),
    "/": () => document.getElementById(SEARCH_ID)?.focus(),
    Escape: () => conversationId !== null && navigate(`/inbox${searchOf(filter)}`),
  });
  return (
    <IndexPage title="Inbox">
      <div className={styles.panes} data-chosen={conversationId !== null}>
        <div className={styles.list}>
          <ListPane data={data} chosen={conversationId} />
        </div>
        <div className={styles.chosen}>
          <Outlet />
        </div>
      </div>
    </IndexPage>
  );
}
