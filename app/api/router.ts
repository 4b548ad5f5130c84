import { isId } from "#platform/ids";
import type { Operation } from "./operation.ts";

export type Found =
  | { kind: "found"; operation: Operation; params: Record<string, string> }
  | { kind: "no-such-path" }
  /** The path exists for other methods. */
  | { kind: "other-method"; allow: string[] };

interface Place {
  parts: string[];
  operations: Map<string, Operation>;
}

/** Finds operations by method and path. A part in braces stands for an id; anything else there is no such path. */
export function createRouter(operations: readonly Operation[]): (method: string, path: string) => Found {
  const places = new Map<string, Place>();
  for (const operation of operations) {
    const place = places.get(operation.path) ?? { parts: operation.path.split("/"), operations: new Map() };
    place.operations.set(operation.method, operation);
    places.set(operation.path, place);
  }
  return (method, path) => {
    const found = findPlace(places, path);
    if (!found) return { kind: "no-such-path" };
    const { place, params } = found;
    const operation = place.operations.get(method === "HEAD" ? "GET" : method);
    if (operation) return { kind: "found", operation, params };
    return { kind: "other-method", allow: [...place.operations.keys()] };
  };
}

function findPlace(places: Map<string, Place>, path: string) {
  const exact = places.get(path);
  if (exact) return { place: exact, params: {} };
  const given = path.split("/");
  for (const place of places.values()) {
    const params = paramsIn(place.parts, given);
    if (params) return { place, params };
  }
  return null;
}

function paramsIn(parts: string[], given: string[]): Record<string, string> | null {
  if (parts.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [place, part] of parts.entries()) {
    const value = given[place] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : !isId(value)) return null;
    if (name !== undefined) params[name] = value;
  }
  return params;
}
