import { useEffect } from "react";

/** Shows what an action said, once for each answer, as a toast of the admin. What says nothing shows none. */
export function useToast(answer: { said: string } | undefined): void {
  useEffect(() => {
    if (answer?.said) window.shopify?.toast.show(answer.said);
  }, [answer]);
}
