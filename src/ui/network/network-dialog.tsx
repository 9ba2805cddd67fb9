import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useAppHandle } from '../app-context.ts';
import { DialogFrame } from '../chrome/dialog-frame.tsx';
import { megabytes } from '../feedback/megabytes.ts';
import { ProgressBar } from '../feedback/progress-bar.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { FoundFacts } from './found-facts.tsx';
import { KeptNetworks } from './kept-networks.tsx';
import { NetworkPicker } from './network-picker.tsx';
import { VerifySection } from './verify-section.tsx';
import './network.css';
import { Button } from '../parts/button.tsx';

/** From files to a network of the page: what was found, what can be chosen, and why a file is refused. */
export default function NetworkDialog({ onClose }: { readonly onClose: () => void }) {
  const { networks } = useAppHandle();
  const { stage, names, progress, finding, choices, problem, wanted, keep } = useStore(networks.state);
  useEffect(() => {
    void networks.refresh();
  }, [networks]);
  const cancel = () => {
    networks.close();
    onClose();
  };
  const busy = stage === 'reading' || stage === 'looking' || stage === 'preparing';
  return (
    <DialogFrame title="Your network" onClose={cancel}>
      <div className="network-dialog">
        {wanted && !finding && (
          <p>
            This link was made with a network of its maker’s own{wanted.file && <>, “{wanted.file}”</>}, whose
            sha-256 begins with <code>{wanted.digits}</code>. Networks do not travel with links: choose that
            file or drop it here.
          </p>
        )}
        {!finding && stage === 'idle' && (
          <>
            {!wanted && !problem && (
              <p>
                Choose or drop an ONNX file, together with its <code>.onnx.data</code> where there is one, or
                a tfjs graph model: its <code>model.json</code> with all shards. It is read on this device and
                never uploaded.
              </p>
            )}
            <NetworkPicker label="Choose network files" words="Choose files…" />
            <KeptNetworks />
          </>
        )}
        {stage === 'reading' && (
          <ProgressBar
            label={`Reading ${names.join(', ')}`}
            fraction={progress && progress.total > 0 ? progress.loaded / progress.total : null}
            words={progress ? megabytes(progress.loaded, progress.total) : ''}
          />
        )}
        {finding && choices && (
          <>
            <FoundFacts finding={finding} />
            <ChoiceFields finding={finding} choices={choices} busy={stage === 'preparing'} />
            <VerifySection finding={finding} choices={choices} />
            <label className="check">
              <input
                type="checkbox"
                checked={keep}
                onChange={(event) => networks.setKeep(event.target.checked)}
              />
              Keep on this device, to be there next time; otherwise for this tab only
            </label>
          </>
        )}
        {problem && (
          <div className="alert" role="alert">
            <p>{problem}</p>
          </div>
        )}
        <div className="button-row">
          <Button className="button primary" off={!finding || busy} onClick={() => void networks.use()}>
            Use this network
          </Button>
          <button type="button" className="button" onClick={cancel}>
            Cancel
          </button>
          {busy && (
            <span className="quiet" role="status">
              {stage === 'preparing' ? 'Preparing…' : stage === 'looking' ? 'Looking…' : 'Reading…'}
            </span>
          )}
        </div>
      </div>
    </DialogFrame>
  );
}
