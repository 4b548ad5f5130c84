import { Banner } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";

/** Says that a flow was deleted, with the way back. */
export function DeletedNotice({ flowId }: { flowId: string }) {
  const { refusal, isBusy, send } = useAction();
  return (
    <Banner
      tone={refusal ? "critical" : "info"}
      action={{
        content: "Undo",
        loading: isBusy,
        onAction: () => send({ intent: "restore", flowId }, "/flows?index"),
      }}
    >
      {refusal ?? "The flow was deleted. You can restore it for 30 days."}
    </Banner>
  );
}
