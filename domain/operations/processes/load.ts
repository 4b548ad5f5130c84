/** How busy a process is, as it says with each beat. Absent parts: nothing of the kind runs in it. */
export interface ProcessLoad {
  /** Of one processor core, since the beat before. */
  cpuShare: number;
  memoryMb: number;
  /** The longest that the event loop was held up since the beat before. */
  eventLoopLagMs: number;
  /** By queue. */
  queues?: Record<string, QueueLoad>;
  /** By provider: the way to it from this process. */
  providers?: Record<string, ProviderLoad>;
}

export interface QueueLoad {
  /** Jobs under way. */
  running: number;
  /** Jobs that ended well in the last minute. */
  donePerMinute: number;
  failedPerMinute: number;
}

export interface ProviderLoad {
  /** Half of the last calls found no one there: it is left alone and tried now and then. */
  isBreakerOpen: boolean;
  callsInFlight: number;
  /** So many calls at a time does it bear, as far as is known. */
  callLimit: number;
}
