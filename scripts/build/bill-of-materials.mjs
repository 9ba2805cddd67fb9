import { readFileSync } from 'node:fs';

/**
 * What the site is made of, as CycloneDX 1.5 (cyclonedx.org/docs/1.5/json): every package of the lock file with its
 * sum; those whose code is shipped are `required`, tools and tests `excluded`. The same lock file gives the same text.
 *
 * @param {ReadonlySet<string>} shipped names of packages @param {{ name: string, licence: string }[]} others
 */
export function billOfMaterials(shipped, others) {
  const { name, version, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const libraries = Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, entry]) => {
      const called = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const purl = `pkg:npm/${called.replace('@', '%40')}@${entry.version}`;
      return {
        type: 'library',
        'bom-ref': `${purl}#${path}`,
        name: called,
        version: entry.version,
        scope: shipped.has(called) ? 'required' : 'excluded',
        purl,
        ...(entry.license && { licenses: licences(entry.license) }),
        ...(entry.integrity && { hashes: hashes(entry.integrity) }),
      };
    });
  const parts = others.map((other) => ({
    type: other.name.startsWith('The network') ? 'machine-learning-model' : 'library',
    'bom-ref': `part:${other.name}`,
    name: other.name,
    scope: 'required',
    licenses: licences(other.licence),
  }));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${name}@${version}`,
        name,
        version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: [...libraries, ...parts],
  };
  return `${JSON.stringify(bom, null, 1)}\n`;
}

const licences = (text) => (/^[\w.+-]+$/.test(text) ? [{ license: { id: text } }] : [{ expression: text }]);

const ALGORITHMS = { sha512: 'SHA-512', sha1: 'SHA-1', sha256: 'SHA-256' };

const hashes = (integrity) =>
  integrity.split(' ').map((each) => {
    const [algorithm, sum] = [each.slice(0, each.indexOf('-')), each.slice(each.indexOf('-') + 1)];
    return { alg: ALGORITHMS[algorithm], content: Buffer.from(sum, 'base64').toString('hex') };
  });
