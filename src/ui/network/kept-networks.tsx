import { useStore } from 'zustand';
import { useAppHandle } from '../app-context.ts';

/** Networks that were kept on this device, each with its size, to be opened or removed. */
export function KeptNetworks() {
  const { networks } = useAppHandle();
  const kept = useStore(networks.state, (state) => state.kept);
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="kept-networks">
      <h3 id="kept-networks">Kept on this device</h3>
      <ul className="plain-list">
        {kept.map((network) => (
          <li key={network.sha256} className="button-row">
            <span>
              {network.file}, {(network.bytes / 1e6).toFixed(1)} MB
            </span>
            <button type="button" className="button small" onClick={() => void networks.openKept(network)}>
              Open
              <span className="sr-only"> {network.file}</span>
            </button>
            <button type="button" className="button small" onClick={() => void networks.remove(network)}>
              Remove
              <span className="sr-only"> {network.file}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
