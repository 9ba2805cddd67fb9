import { useApp, useCommands } from '../app-context.ts';
import { OfflineStatus } from '../feedback/offline-status.tsx';
import { VERSION } from './version.ts';

/** Quietly: privacy, the paper, which weights, licences and version. */
export function PageFooter() {
  const commands = useCommands();
  const sha = useApp((state) => state.result?.engine.modelSha256 ?? null);
  return (
    <footer className="page-footer">
      <p>Images never leave this device.</p>
      <OfflineStatus />
      <p>
        SFAM:{' '}
        <a href="https://arxiv.org/abs/2506.01636" rel="noreferrer">
          arXiv 2506.01636
        </a>
      </p>
      {sha !== null && (
        <p title={sha}>
          Weights <code>{sha.slice(0, 8)}</code>
        </p>
      )}
      <p>
        semblance {VERSION}, MIT.{' '}
        <button type="button" className="link" onClick={() => commands.openDialog('about')}>
          Limits, citation and licences
        </button>
      </p>
    </footer>
  );
}
