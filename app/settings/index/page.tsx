import { BlockStack, Card, Icon, InlineStack, Link, Page, Text } from "@shopify/polaris";
import {
  CheckCircleIcon,
  ChevronRightIcon,
  ClockIcon,
  ExitIcon,
  LockIcon,
  PhoneIcon,
  RefreshIcon,
  ShieldCheckMarkIcon,
  StopCircleIcon,
  TargetIcon,
} from "@shopify/polaris-icons";
import type { FunctionComponent, SVGProps } from "react";
import styles from "./page.module.css";

interface Group {
  url: string;
  icon: FunctionComponent<SVGProps<SVGSVGElement>>;
  title: string;
  about: string;
}

const groups: Group[] = [
  {
    url: "/settings/sender",
    icon: PhoneIcon,
    title: "Sender",
    about: "The number your texts come from, and its speed",
  },
  {
    url: "/settings/sending",
    icon: StopCircleIcon,
    title: "Spending and stop",
    about: "The most that texts may cost in a day, and the switch that stops them all",
  },
  {
    url: "/settings/hours",
    icon: ClockIcon,
    title: "Texting hours and frequency",
    about: "When marketing texts may arrive, and how many one person gets",
  },
  {
    url: "/settings/rules",
    icon: ShieldCheckMarkIcon,
    title: "Compliance rules",
    about: "What the law of each state and country asks, who says so, and where you are stricter",
  },
  {
    url: "/settings/replies",
    icon: ExitIcon,
    title: "Opt-out and help",
    about: "Words that mean STOP, and your help text",
  },
  {
    url: "/settings/consent",
    icon: CheckCircleIcon,
    title: "Consent",
    about: "Where sign-ups are confirmed by text, and how your store’s record and ours agree",
  },
  {
    url: "/settings/attribution",
    icon: TargetIcon,
    title: "Attribution",
    about: "How long after a click an order counts as earned by a text",
  },
  {
    url: "/settings/missed-events",
    icon: RefreshIcon,
    title: "Missed events",
    about: "What your store did not tell us, and how we made up for it",
  },
  { url: "/settings/privacy", icon: LockIcon, title: "Privacy", about: "Requests of shoppers for their data" },
];

/** The groups of settings. */
export function SettingsIndexPage() {
  return (
    <Page title="Settings">
      <Card padding="0">
        <ul className={styles.groups}>
          {groups.map(({ url, icon, title, about }) => (
            <li key={url}>
              <Link url={url} removeUnderline monochrome>
                <span className={styles.group}>
                  <InlineStack gap="300" wrap={false} blockAlign="center">
                    <Icon source={icon} tone="subdued" />
                    <BlockStack>
                      <Text as="span" fontWeight="semibold">
                        {title}
                      </Text>
                      <Text as="span" tone="subdued">
                        {about}
                      </Text>
                    </BlockStack>
                  </InlineStack>
                  <Icon source={ChevronRightIcon} tone="subdued" />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
