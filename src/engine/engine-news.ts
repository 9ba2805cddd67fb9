/** What a worker says by itself, beside the answers to calls: whether its engine listens now. */
export type EngineNews =
  | { readonly engine: 'ready' }
  | { readonly engine: 'not-loaded'; readonly detail: string };

/** null for any other message. */
export function engineNews(message: unknown): EngineNews | null {
  const { engine } = (message ?? {}) as Partial<EngineNews>;
  return engine === 'ready' || engine === 'not-loaded' ? (message as EngineNews) : null;
}
