import { z } from "zod";
import type { Manifest } from "./manifests.ts";

/** Where the schemas of an API group are, for groups that aren't Kubernetes' own. */
const PACKAGES: Record<string, string> = {
  "keda.sh": "@kubernetes-models/keda/keda.sh",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator/monitoring.coreos.com",
};

interface Checked {
  /** Throws a sentence for each mistake. */
  validate(): void;
}

const model = z.custom<{ new (body: object): Checked; prototype: Checked }>((value) => typeof value === "function");

/**
 * What is wrong with a manifest by its published schema, as kubeconform says it with -strict: wrong types and values, missing
 * fields, and fields that the schema doesn't have.
 */
export async function problemsOf({ apiVersion, kind, body }: Manifest): Promise<string[]> {
  const [group = "", version] = apiVersion.split("/");
  const path = PACKAGES[group] ? `${PACKAGES[group]}/${version}` : `kubernetes-models/${apiVersion}`;
  const Model = model.parse((await import(path))[kind]);
  const watched = watch(new Model(body));
  try {
    // The model checks itself: here it is read through the watch.
    Model.prototype.validate.call(watched.value);
  } catch (error) {
    return [String(error)];
  }
  return watched.unread().map((field) => `${field} is no field of ${kind}`);
}

/** The validators are compiled code that reads each field that the schema has, and passes over others. */
function watch(body: object): { value: Checked; unread(): string[] } {
  const read = new Set<string>();
  function wrap(value: unknown, at: string): unknown {
    if (typeof value !== "object" || value === null) return value;
    return new Proxy(value, {
      get(target, key, receiver) {
        const place = `${at}/${String(key)}`;
        read.add(place);
        return wrap(Reflect.get(target, key, receiver), place);
      },
    });
  }
  function unread(value: unknown, at: string): string[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => {
      const place = `${at}/${key}`;
      return read.has(place) ? unread(inner, place) : [place];
    });
  }
  return { value: wrap(body, "") as Checked, unread: () => unread(body, "") }; // the same object, read through a proxy
}
