import { List, Text } from "@shopify/polaris";
import { placeText } from "#domain/places/place-text";
import { LocalTime } from "../../ui/local-time.tsx";
import { SideCard } from "../../ui/page/side-card.tsx";
import type { ProfileData } from "./read.ts";

type Place = ProfileData["profile"]["places"][number];

const kinds: Record<Place["kind"], string> = {
  shipping: "Shipping address",
  billing: "Billing address",
  "ip-region": "Location of a checkout or sign-up",
  "area-code": "The number’s area code",
};

/** Where the person is, and what says so: all of it decides at which hours they may be texted. */
export function PlaceCard({ profile: { country, region, timeZone, places } }: Pick<ProfileData, "profile">) {
  const place = placeText({ region, country });
  return (
    <SideCard title="Place">
      <Text as="p">
        {place || "Unknown. The strictest US hours apply."}
        {timeZone && ` · ${timeZone.replaceAll("_", " ")}`}
      </Text>
      {places.length > 0 && (
        <>
          <Text as="p" variant="bodySm" tone="subdued">
            Texts are only sent at hours allowed in all of these places:
          </Text>
          <List gap="extraTight">
            {places.map((evidence) => (
              <List.Item key={evidence.kind}>
                {kinds[evidence.kind]}: {placeText(evidence)} (seen <LocalTime at={evidence.seenAt} show="date" />)
              </List.Item>
            ))}
          </List>
        </>
      )}
    </SideCard>
  );
}
