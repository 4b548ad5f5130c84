/** What a machine is told while the database or a part of this process is away. */
export const TRY_AGAIN = { "Retry-After": "10" };
