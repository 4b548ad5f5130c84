import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect } from "react";
import type { FormAnswer } from "#app/actions/answer";
import type { ListedFlow } from "#domain/flows/report/list";
import { Switch } from "../ui/form/switch.tsx";

const states = { draft: "Off", live: "Live", paused: "Paused" };

/** Switches a flow on or off before the server has said so, and offers to undo it. What is refused goes back, with why. */
export function LiveSwitch({ flow }: { flow: ListedFlow }) {
  const { id, name, state } = flow;
  const fetcher = useFetcher<FormAnswer>();
  const { submit, data, formData } = fetcher;
  const wanted = formData?.get("isLive");
  const isLive = wanted === undefined ? state === "live" : wanted === "true";

  const set = useCallback(
    (isOn: boolean) => void submit({ flowId: id, isLive: String(isOn) }, { method: "post", action: "/flows?index" }),
    [id, submit],
  );

  useEffect(() => {
    if (data && !data.ok) window.shopify?.toast.show(Object.values(data.errors)[0] ?? "", { isError: true });
  }, [data]);

  function change(isOn: boolean): void {
    set(isOn);
    window.shopify?.toast.show(isOn ? `${name} is live` : `${name} is paused. People in the flow keep their place`, {
      action: "Undo",
      onAction: () => set(!isOn),
    });
  }

  return (
    <Switch
      label={`${name} is live`}
      isOn={isLive}
      state={wanted === undefined ? states[state] : isLive ? "Live" : "Paused"}
      onChange={change}
    />
  );
}
