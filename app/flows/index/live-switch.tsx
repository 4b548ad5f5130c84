import type { FormAnswer } from "#app/actions/answer";
import { useAction } from "#app/actions/use-action";
import type { ListedFlow } from "#domain/flows/report/list";
import { Switch } from "../../ui/form/switch.tsx";

const states = { draft: "Off", live: "Live", paused: "Paused" };

/** Switches a flow on or off before the server has said so, and offers to undo it. What is refused goes back, with why. */
export function LiveSwitch({ flow }: { flow: ListedFlow }) {
  const { id, name, state } = flow;
  const { send, posted } = useAction(sayRefusal, { isQuiet: true });
  const wanted = posted?.get("isLive");
  const isLive = wanted === undefined ? state === "live" : wanted === "true";

  const set = (isOn: boolean) => send({ flowId: id, isLive: String(isOn) }, "/flows?index");

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

function sayRefusal(answer: FormAnswer): void {
  if (!answer.ok) window.shopify?.toast.show(Object.values(answer.errors)[0] ?? "", { isError: true });
}
