// SPDX-License-Identifier: Apache-2.0
// What the npm package jsonld makes of the names in the sample data's NGSI-LD payloads:
//
//     npm install jsonld; node expand_names.mjs FOLDER > tests/data/iot_expansions.tsv
//
// One line a payload whose contexts are all in FOLDER/ngsi-ld-contexts: the MD5 of its entities'
// types and property names, expanded, sorted, each once, joined by line breaks.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import jsonld from 'jsonld';

const root = process.argv[2];
const CONTEXTS = path.join(root, 'ngsi-ld-contexts');
const LD = 'https://uri.etsi.org/ngsi-ld/';
const NO_ATTRIBUTES = ['createdAt', 'modifiedAt', 'deletedAt', 'expiresAt', 'observedAt', 'scope'].map(n => LD + n);

// The core context has a context of W3C's for proofs, which no payload uses.
const documentLoader = async url => {
  if (url.startsWith('https://w3id.org/security/')) {
    return {document: {'@context': {}}, documentUrl: url, contextUrl: null};
  }
  const file = path.join(CONTEXTS, url.split('/').pop());
  if (!url.startsWith('http://localhost:8093/jsonld-contexts/') || !fs.existsSync(file)) throw new Error(url);
  return {document: JSON.parse(fs.readFileSync(file, 'utf8')), documentUrl: url, contextUrl: null};
};

function* payloads(folder) {
  for (const entry of fs.readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* payloads(full);
    else if (/\.json(ld)?$/.test(entry.name)) yield full;
  }
}

// In compact or in expanded form; what mixes them ("@type" and a name without a context) is neither.
const isEntity = one => one && typeof one === 'object' &&
  ((one.id && one.type) || (one['@id'] && Array.isArray(one['@type'])));

for (const file of payloads(path.join(root, 'stellio-ngsi-ld'))) {
  const names = new Set();
  try {
    const document = JSON.parse(fs.readFileSync(file, 'utf8'));
    const entities = Array.isArray(document) ? document : [document];
    if (!entities.every(isEntity)) continue;
    if (entities.some(one => one['@id'] === undefined && one['@context'] === undefined)) continue;
    for (const entity of entities) {
      if (/^(Subscription|ContextSourceRegistration|Notification)$/.test(entity.type)) throw new Error('no entity');
      for (const node of await jsonld.expand(entity, {documentLoader})) {
        names.add(node['@type'][0]);
        for (const name of Object.keys(node)) {
          if (!name.startsWith('@') && !NO_ATTRIBUTES.includes(name)) names.add(name);
        }
      }
    }
  } catch {
    continue;
  }
  const text = [...names].sort().join('\n');
  console.log(`${path.relative(root, file)}\t${crypto.createHash('md5').update(text).digest('hex')}\t${names.size}`);
}
