import { BlockStack, Box, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import type { KeywordData } from "./read.ts";

type Invitation = NonNullable<KeywordData["invitation"]>;

/** How to advertise a keyword: QR code, click-to-text link, sign-up page, and the words that must stand beside each. */
export function InvitationCard({ invitation: { word, qr, link, page, disclosure } }: { invitation: Invitation }) {
  const image = `data:image/svg+xml;utf8,${encodeURIComponent(qr)}`;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Advertise it
        </Text>
        <Box background="bg-surface" padding="200" borderWidth="025" borderColor="border" borderRadius="200">
          <img src={image} alt={`QR code that opens a text with ${word}`} width="100%" style={{ display: "block" }} />
        </Box>
        <InlineStack>
          <Button url={image} download={`${word}.svg`} external={false}>
            Download QR code
          </Button>
        </InlineStack>
        <ReadOnly
          label="Click-to-text link"
          value={link}
          helpText="Opens the phone’s messages with the keyword ready to send."
        />
        {page !== null && (
          <ReadOnly
            label="Sign-up page"
            value={page}
            helpText="A public page with a sign-up form, for computers and phones."
          />
        )}
        {disclosure !== null && (
          <ReadOnly
            label="Disclosure"
            value={disclosure}
            helpText="Required next to the keyword, the QR code and the link wherever you show them. The sign-up page has it."
            isLong
          />
        )}
      </BlockStack>
    </Card>
  );
}

interface ReadOnlyProps {
  label: string;
  value: string;
  helpText: string;
  isLong?: boolean;
}

/** To select and copy. */
function ReadOnly({ label, value, helpText, isLong = false }: ReadOnlyProps) {
  return (
    <TextField
      label={label}
      value={value}
      helpText={helpText}
      autoComplete="off"
      readOnly
      selectTextOnFocus
      {...(isLong ? { multiline: 8 } : {})}
    />
  );
}
