/** What a key may do, in the words of the page that makes one. Runs in the browser. */
export const SCOPES = {
  "subscribers:read": "Find subscribers and read their consent, tags and properties",
  "subscribers:write": "Add subscribers, opt them out, and change tags and properties",
  "events:write": "Send events that start flows",
  "texts:read": "Read what became of a text, and why",
  "texts:write": "Send a transactional text to one subscriber",
  "campaigns:read": "Read campaigns and their results",
  "campaigns:write": "Create, schedule and cancel campaigns",
  "segments:read": "Read segments and count the people in them",
  "keywords:read": "Read keywords",
  "keywords:write": "Create, change and end keywords",
  "conversations:read": "Read conversations with their texts and notes",
  "conversations:write": "Answer shoppers, add notes, and close, reopen and assign conversations",
  "exports:read": "Export subscribers and texts, with personal data",
} as const;

export type Scope = keyof typeof SCOPES;

export const scopes = Object.keys(SCOPES) as Scope[]; // an object literal's own keys

export function isScope(name: string): name is Scope {
  return Object.hasOwn(SCOPES, name);
}
