import { useEffect, useState } from "react";
import { useAction } from "#app/actions/use-action";
import { useKept } from "#app/ui/kept/use-kept";

/** The flow's name while it is typed. It is kept in the browser until the server has it. */
export function useFlowName(name: string) {
  const { fields, forget } = useKept("flow-name", { version: name });
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(fields.startOf("name", name)), [fields, name]);
  const { refusal, send } = useAction(({ ok }) => ok && forget());
  return {
    typed,
    type(words: string) {
      setTyped(words);
      fields.put("name", words, name);
    },
    save() {
      if (typed.trim() !== name) send({ intent: "rename", name: typed });
    },
    refusal,
  };
}
