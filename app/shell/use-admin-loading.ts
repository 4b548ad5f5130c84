import { useNavigation } from "@remix-run/react";
import { useEffect } from "react";

/** Runs the admin's own loading bar while a page is on its way. */
export function useAdminLoading(): void {
  const isLoading = useNavigation().state !== "idle";
  useEffect(() => {
    window.shopify?.loading(isLoading);
  }, [isLoading]);
}
