/**
 * What a queue's keys begin with. The braces are its hash tag: in a cluster BullMQ's scripts need a queue's keys on one
 * node, and different queues may live on different ones.
 */
export function queuePrefix(prefix: string, queue: string): string {
  return `{${prefix}:${queue}}`;
}
