import { useAction } from "#app/actions/use-action";
import { formatPeople } from "#app/ui/format-people";

/** Sends a change for the people chosen, says when it is done, and gives back what was wrong with it. */
export function useChange(ids: string[], onDone: () => void) {
  const { send, errors, isBusy } = useAction((answer) => {
    if (answer.ok) onDone();
  });

  function submitChange(intent: string, fields: Record<string, string>): void {
    const form = new FormData();
    form.set("intent", intent);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const id of ids) form.append("id", id);
    send(form, "/subscribers?index");
  }

  return { submit: submitChange, errors, isBusy, people: formatPeople(ids.length) };
}
