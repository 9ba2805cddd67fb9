import type { Head } from '../../app/classifier/head.ts';
import { headNpz } from '../../app/classifier/head-file.ts';
import { accuracySentence, fitSentence, headSentence } from '../../app/classifier/head-words.ts';
import { headsOf } from '../../app/classifier/heads.ts';
import { download, fileName } from '../../app/download.ts';
import { modelCard } from '../../core/models/index.ts';
import type { ModelId } from '../../core/models/model.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { RadioField } from '../../ui/controls/radio-field.tsx';
import { Button } from '../../ui/parts/button.tsx';
import { FileButton } from '../../ui/parts/file-button.tsx';
import { useHeads, useProbeLab } from './use-classifier.ts';

const CHOICES = [
  { id: 'own', label: 'The network’s own' },
  { id: 'fitted', label: 'Fitted here' },
] as const;

/** Which layer gives the network its classes, and how good it is; or that there is none. */
export function HeadSection({ model }: { readonly model: ModelId }) {
  const lab = useProbeLab();
  const { services } = useAppHandle();
  const { head, own, fitted } = useHeads(model);
  const { label, sha256 } = modelCard(model);
  return (
    <section className="classifier-head" aria-label="The classifier in use">
      {head ? (
        <InUse head={head} />
      ) : (
        <p className="classifier-none">
          This network has no classifier, so CAM, Grad-CAM and Relevance-CAM have no class to explain: they
          work through a fully connected layer that gives classes their scores, and metric learning has none.
          SFAM needs none. Fit one below, to see them side by side.
        </p>
      )}
      {own && fitted && (
        <RadioField
          label="Layer in use"
          value={head === fitted ? 'fitted' : 'own'}
          choices={CHOICES}
          onChoose={(choice) => lab.prefer(sha256, choice === 'own')}
        />
      )}
      <div className="button-row">
        <Button
          className="button small"
          off={!head}
          onClick={() => {
            if (!head) return;
            download(headNpz(head, modelCard(model)), fileName([label, 'classifier'], 'npz'));
            headsOf(services).setState(({ saved }) => ({ saved: new Set([...saved, head]) }));
          }}
        >
          Export weights (npz)
        </Button>
        <FileButton
          words="Read weights (npz)"
          label="Classifier weights"
          accept=".npz"
          onFiles={([file]) => void lab.read(file!)}
        />
        {own && (
          <FileButton
            words="Name its classes"
            label="Names of the network’s classes, a text file with one a line"
            accept=".txt,text/plain"
            onFiles={([file]) => void lab.readNames(file!, sha256, own.classifier.classes.length)}
          />
        )}
      </div>
    </section>
  );
}

function InUse({ head }: { readonly head: Head }) {
  const { facts } = head;
  return (
    <>
      <p>
        <strong>{headSentence(head)}</strong>
      </p>
      {facts && <p>{accuracySentence(facts)}</p>}
      {facts && <p className="hint">{fitSentence(facts)}</p>}
    </>
  );
}
