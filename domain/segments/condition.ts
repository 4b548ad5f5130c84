/**
 * A question about one subscriber, as SQL. "person" is a condition over the subscriber s; "facts" is one over the row f
 * that adds up what a person has done, of which there is none for someone who has done nothing: `atZero` is the answer
 * for them. Conditions may be null, which means no. Facts that stand together are asked in one look (see `lift`).
 */
export type Condition =
  | { over: "person"; sql: string; isExists: boolean }
  | { over: "facts"; sql: string; atZero: boolean };

/** A condition over s; null means no. */
export function personCondition(sql: string): Condition {
  return { over: "person", sql: `(${sql})`, isExists: false };
}

/** There is such a row; `rest` follows EXISTS (SELECT FROM. Never null. */
export function existsCondition(rest: string): Condition {
  return { over: "person", sql: `EXISTS (SELECT FROM ${rest})`, isExists: true };
}

/** A condition over f, and what holds for those who have none. */
export function factsCondition(sql: string, atZero: boolean): Condition {
  return { over: "facts", sql: `(${sql})`, atZero };
}

/** All of them hold; no one asks anything: everyone. */
export function allOf(conditions: Condition[]): Condition {
  return joinConditions(conditions, "AND");
}

/** At least one of them holds. */
export function anyOf(conditions: Condition[]): Condition {
  return joinConditions(conditions, "OR");
}

/** It does not hold, or nothing is known. */
export function negateCondition(condition: Condition): Condition {
  if (condition.over === "facts")
    return { over: "facts", sql: `(${condition.sql} IS NOT TRUE)`, atZero: !condition.atZero };
  // Spelt so, PostgreSQL joins with those who have none instead of asking person by person.
  if (condition.isExists) return { over: "person", sql: `NOT ${condition.sql}`, isExists: false };
  return { over: "person", sql: `(${condition.sql} IS NOT TRUE)`, isExists: false };
}

/** As a condition over s alone, of the shop $1. */
export function liftCondition(condition: Condition): string {
  if (condition.over === "person") return condition.sql;
  const theirs = "subscriber_facts f WHERE f.shop_id = $1 AND f.subscriber_id = s.id";
  return condition.atZero
    ? `NOT EXISTS (SELECT FROM ${theirs} AND ${condition.sql} IS NOT TRUE)`
    : `EXISTS (SELECT FROM ${theirs} AND ${condition.sql})`;
}

function joinConditions(conditions: Condition[], by: "AND" | "OR"): Condition {
  const [only] = conditions;
  if (only === undefined) return personCondition(by === "AND" ? "true" : "false");
  if (conditions.length === 1) return only;
  const asked = conditions.filter((it) => it.over === "facts");
  if (asked.length === conditions.length) {
    const holds = by === "AND" ? asked.every((it) => it.atZero) : asked.some((it) => it.atZero);
    return factsCondition(asked.map((it) => it.sql).join(` ${by} `), holds);
  }
  const others = conditions.filter((it) => it.over === "person").map((it) => it.sql);
  const together = asked.length > 0 ? [liftCondition(joinConditions(asked, by))] : [];
  return personCondition([...others, ...together].join(` ${by} `));
}
