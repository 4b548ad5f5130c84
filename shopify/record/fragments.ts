// What the record's documents ask of people, addresses and money. person.ts and money.ts read the answers.

export const ADDRESS = `#graphql
  fragment Address on MailingAddress {
    firstName
    lastName
    phone
    countryCodeV2
    provinceCode
  }`;

/** Needs ADDRESS beside it. */
export const CUSTOMER = `#graphql
  fragment Customer on Customer {
    legacyResourceId
    firstName
    lastName
    defaultEmailAddress {
      emailAddress
    }
    defaultPhoneNumber {
      phoneNumber
      smsMarketingConsent {
        state
        optInLevel
        updatedAt
      }
    }
    defaultAddress {
      ...Address
    }
  }`;

export const TOTAL = `#graphql
  fragment Total on MoneyBag {
    shopMoney {
      amount
      currencyCode
    }
    presentmentMoney {
      amount
      currencyCode
    }
  }`;

export const PAGE = `#graphql
  fragment Page on PageInfo {
    hasNextPage
    endCursor
  }`;
