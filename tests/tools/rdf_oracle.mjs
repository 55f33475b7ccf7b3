// SPDX-License-Identifier: Apache-2.0
// Another implementation's canonical form of JSON-LD documents, to compare with ours:
//     node rdf_oracle.mjs FOLDER < DOCUMENTS > FORMS
// FOLDER holds node_modules with jsonld, @digitalbazaar/credentials-context,
// @digitalbazaar/data-integrity-context and did-context (npm install ...). DOCUMENTS: one JSON text a
// line, {"document": ..., "contexts": {URL: ...}}. FORMS: one JSON text a line, the N-Quads or null
// where the document is refused in safe mode.
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
const jsonld = require('jsonld');
const published = new Map();
for (const name of ['@digitalbazaar/credentials-context', '@digitalbazaar/data-integrity-context', 'did-context']) {
  const found = require(name);
  for (const [url, context] of (found.contexts ?? found.default.contexts)) published.set(url, context);
}

for await (const line of readline.createInterface({input: process.stdin})) {
  const {document, contexts} = JSON.parse(line);
  const documentLoader = async url => {
    const context = published.get(url) ?? contexts[url];
    if (!context) throw new Error('no context ' + url);
    return {contextUrl: null, documentUrl: url, document: context};
  };
  let form = null;
  try {
    form = await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader,
      canonizeOptions: {maxWorkFactor: 3}, base: null, rdfDirection: null
    });
  } catch (error) {
    if (process.env.ORACLE_SAYS) console.error(JSON.stringify(document), error.name, error.message, JSON.stringify(error.details ?? {}));
  }
  console.log(JSON.stringify(form));
}
