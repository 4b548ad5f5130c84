import { BlockStack, Card, Icon, InlineStack, Link, Page, Text } from "@shopify/polaris";
import {
  AlertBubbleIcon,
  ChatIcon,
  ChatReferralIcon,
  CheckCircleIcon,
  ChevronRightIcon,
  ClockIcon,
  CodeIcon,
  ConnectIcon,
  ExitIcon,
  KeyIcon,
  ListBulletedIcon,
  LockIcon,
  NotificationIcon,
  PersonIcon,
  PhoneIcon,
  RefreshIcon,
  ShieldCheckMarkIcon,
  StopCircleIcon,
  TargetIcon,
  TextIcon,
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
    about: "The number you send texts from and its sending speed",
  },
  {
    url: "/settings/sending",
    icon: StopCircleIcon,
    title: "Spending limits and pause",
    about: "Limit daily spending, or stop all sending",
  },
  {
    url: "/settings/hours",
    icon: ClockIcon,
    title: "Quiet hours and frequency",
    about: "When marketing texts can be sent and how many each person gets",
  },
  {
    url: "/settings/rules",
    icon: ShieldCheckMarkIcon,
    title: "Compliance rules",
    about: "Legal rules for each state and country, their sources and your stricter settings",
  },
  {
    url: "/settings/replies",
    icon: ExitIcon,
    title: "Opt-out and help",
    about: "Opt-out keywords and your HELP reply",
  },
  {
    url: "/settings/keywords",
    icon: KeyIcon,
    title: "Keywords",
    about: "Words that shoppers text: automatic answers, tags, lists and subscriptions",
  },
  {
    url: "/settings/snippets",
    icon: TextIcon,
    title: "Snippets",
    about: "Pieces of text that your flows share",
  },
  {
    url: "/settings/saved-replies",
    icon: ChatIcon,
    title: "Saved replies",
    about: "Answers that your team uses often in the inbox",
  },
  {
    url: "/settings/consent",
    icon: CheckCircleIcon,
    title: "Consent",
    about: "Double opt-in and consent sync with Shopify",
  },
  {
    url: "/settings/staff",
    icon: NotificationIcon,
    title: "Staff numbers",
    about: "Phones of your team that flows and alerts can text",
  },
  {
    url: "/settings/alerts",
    icon: AlertBubbleIcon,
    title: "Alerts",
    about: "What your team is texted about: new questions, and texts that can’t be sent",
  },
  {
    url: "/settings/webhooks",
    icon: ConnectIcon,
    title: "Webhooks",
    about: "Send events to your own server or other programs",
  },
  {
    url: "/settings/help-desks",
    icon: ChatReferralIcon,
    title: "Help desk",
    about: "Answer texts in Gorgias or Zendesk",
  },
  {
    url: "/settings/attribution",
    icon: TargetIcon,
    title: "Attribution",
    about: "How long after a click an order is credited to a text",
  },
  {
    url: "/settings/missed-events",
    icon: RefreshIcon,
    title: "Data sync",
    about: "Events missed by Shopify notifications and how we restored them",
  },
  {
    url: "/settings/api",
    icon: CodeIcon,
    title: "API",
    about: "Keys for other programs, and the API reference",
  },
  { url: "/settings/team", icon: PersonIcon, title: "Team", about: "What each person in your store can do here" },
  {
    url: "/settings/activity",
    icon: ListBulletedIcon,
    title: "Activity",
    about: "Who sent, changed or looked at what",
  },
  { url: "/settings/privacy", icon: LockIcon, title: "Privacy", about: "Customer data requests" },
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
