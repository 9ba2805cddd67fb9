import type { ReactNode } from 'react';
import { pageStatus } from '../app/page-status.ts';
import { useApp } from './app-context.ts';

/** `<main>`, with what scripts read off the page: the job's state, and what the result on screen cost. */
export function Main({ children }: { readonly children: ReactNode }) {
  const job = useApp(pageStatus);
  const result = useApp((state) => state.result);
  return (
    <main
      id="main"
      tabIndex={-1}
      data-job={job}
      data-result={result?.id}
      data-backend={result?.engine.backend}
      data-forwarded={result?.cost.forwarded}
      data-recalled={result?.cost.recalled}
      data-tensors={result?.cost.tensors}
    >
      {children}
    </main>
  );
}
