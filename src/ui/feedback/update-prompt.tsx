import { useState } from 'react';
import { useStore } from 'zustand';
import { offlineStore } from '../../app/offline/offline-store.ts';
import './update-prompt.css';

/** A newer version is there: nothing reloads before the user says so. */
export function UpdatePrompt() {
  const update = useStore(offlineStore, (state) => state.update);
  const [later, setLater] = useState(false);
  return (
    <div role="status">
      {update !== null && !later && (
        <div className="update-prompt">
          <p>A newer semblance is ready. Reloading keeps the settings; open images of your own again.</p>
          <button type="button" className="button small" onClick={update}>
            Reload
          </button>
          <button type="button" className="button small" onClick={() => setLater(true)}>
            Later
          </button>
        </div>
      )}
    </div>
  );
}
