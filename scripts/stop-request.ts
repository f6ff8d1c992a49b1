/**
 * Aborts when somebody wants us to stop. On a SIGTERM `npm` ends without telling us: it tells the shell between us. So
 * under npm the loss of our parent counts as well.
 */
export function stopRequest(): AbortSignal {
  const request = new AbortController();
  const stop = () => request.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), 250).unref();
  }
  return request.signal;
}
