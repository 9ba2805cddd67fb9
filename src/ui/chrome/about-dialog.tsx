import { BUILT_IN } from '../../core/models/index.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import { DialogFrame } from './dialog-frame.tsx';
import list from './licences.json';
import { StoredSection } from './stored-section.tsx';
import { VERSION } from './version.ts';

/** What SFAM is, what it does not show, whom to cite, and what the page is made of. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <DialogFrame title="About semblance" onClose={onClose}>
      <section>
        <h3>What you see</h3>
        <p>
          A metric-learning network turns an image into a vector; two images are similar when their vectors
          are. A Similar Feature Activation Map (SFAM) shows where in an image those channels are active that
          the similarity rests on. Each channel of a layer gets one weight, its channel-wise contribution
          importance score (CIS), from the pair’s similarity; the map is the weighted sum of the layer’s
          feature maps:
        </p>
        <p className="formula">
          SFAM<sub>A</sub>[p] = Σ<sub>k</sub> CIS<sub>k</sub> · A[p, k]
        </p>
        <p>
          The paper’s exact expression for CIS was not available to us in full. semblance therefore offers
          three readings of it and names the one in use; they agree on what the abstract fixes.
        </p>
        <p>
          “{BUILT_IN.objects.label}” is no metric-learning network: it is the backbone of a detector, never
          trained to compare images, whose pooled features are compared here all the same.
        </p>
      </section>
      <section>
        <h3>What it does not show</h3>
        <ul className="plain-list">
          <li>
            It is not a segmentation: a cell of a deep layer sees a large part of the image, so edges are
            blurred.
          </li>
          <li>
            It says where features agree, not why the network learned to use them, nor whether it should.
          </li>
          <li>
            A map can mostly show where the network is active at all. That is why every result stands beside a
            control of activity, with the correlation of the two.
          </li>
          <li>A high similarity is a statement about this network’s features, not about the world.</li>
        </ul>
      </section>
      <section>
        <h3>Privacy</h3>
        <p>
          Images are decoded, resized and explained in this browser tab. There is no server to send them to.
          The page’s security policy forbids contact with any other site, for the page and for the workers
          that hold the pixels, whatever the host sends along, and whatever service worker answers for it.
        </p>
      </section>
      <StoredSection />
      <section>
        <h3>Cite</h3>
        <p>
          The method: <cite>Similar Feature Activation Map</cite> (SFAM),{' '}
          <a href="https://arxiv.org/abs/2506.01636" rel="noreferrer">
            arXiv 2506.01636
          </a>
          . Each alternative names its own paper beside its formula.
        </p>
      </section>
      <section>
        <h3>Networks</h3>
        <dl className="facts">
          {Object.values(BUILT_IN).map(({ id, label, source }) => (
            <div key={id}>
              <dt>{label}</dt>
              <dd>
                {source.architecture}, trained on {source.trainedOn}; from {source.package} {source.version} (
                {source.licence})
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3>Photographs</h3>
        <ul className="quiet plain-list">
          {SAMPLES.map(({ id, title, credit, licence }) => (
            <li key={id}>
              {title}. {credit} ({licence})
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>Made with</h3>
        <p className="quiet">{LICENCES.map(({ name, licence }) => `${name} (${licence})`).join(', ')}.</p>
        <p className="quiet">
          <a href="./licences.txt">All licence texts</a>
        </p>
        <p className="quiet">semblance {VERSION}, MIT licence.</p>
      </section>
    </DialogFrame>
  );
}

/** What the built page carries besides its own code; the build fails when this is not so (scripts/build/licences.mjs). */
const LICENCES: readonly { readonly name: string; readonly licence: string }[] = list;
