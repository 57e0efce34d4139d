// Who may import whom. The floors stand in ARCHITECTURE.md; each rule says in its comment how to mend a breach.
const packages = (...names) => `^packages/(${names.join('|')})/`;
const only = (name, ...may) => ({
  name: `${name}-imports-downhill`,
  severity: 'error',
  comment: `${name} may import ${may.length > 0 ? may.join(', ') : 'nothing of ours'}. Move the code down, or pass what you need in as a parameter.`,
  from: { path: packages(name) },
  to: { path: '^packages/', pathNot: packages(name, ...may) },
});

export default {
  forbidden: [
    only('tlog'),
    only('sip'),
    only('audio'),
    only('api'),
    only('documents'),
    only('rules'),
    only('vault', 'tlog'),
    only('telephony', 'sip', 'audio'),
    only('dossier', 'rules', 'vault', 'audio'),
    only('server', 'api', 'documents', 'dossier', 'rules', 'telephony', 'vault', 'audio'),
    only('web', 'api', 'recorder', 'rules', 'vault', 'audio'),
    only('cli', 'server', 'api', 'vault', 'audio', 'telephony', 'rules', 'web'),
    {
      name: 'packages-have-one-face',
      severity: 'error',
      comment: 'Enter a package through its exports (package.json), not by a path into its sources.',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: [
          '^packages/$1/',
          '^packages/[^/]+/src/(index|verify|caller|client|local|render|testing|worker)\\.ts$',
        ],
      },
    },
    {
      name: 'checker-knows-only-the-format',
      severity: 'error',
      comment:
        'vault/verify shares nothing with the writer but format.ts and tlog, so that a fault in the writer cannot hide in the checker.',
      from: { path: '^packages/vault/src/verify' },
      to: { path: '^packages/', pathNot: ['^packages/vault/src/(verify|format)', packages('tlog')] },
    },
    {
      name: 'sockets-at-the-rim',
      severity: 'error',
      comment:
        'UDP, TCP and TLS sockets are opened in sip and telephony only (HTTP: server). Pass the bytes in instead.',
      from: { path: '^packages/', pathNot: [packages('sip', 'telephony'), '^packages/server/', '^packages/cli/'] },
      to: { path: '^(node:)?(dgram|net|tls|http|https)$' },
    },
    {
      name: 'sql-in-the-dossier-only',
      severity: 'error',
      comment: 'Queries live in dossier, in the file that owns the table. Add a function there and call it.',
      from: { path: '^packages/', pathNot: '^packages/dossier/' },
      to: { path: '^(node:sqlite|node_modules/(kysely|pg)/)' },
    },
    {
      name: 'everywhere-means-browser-too',
      severity: 'error',
      comment: 'This package also runs in a browser: no Node modules. Take what you need as a parameter.',
      from: { path: ['^packages/(tlog|audio|api|rules|recorder|web)/src/', '^packages/vault/src/(verify|format)'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third. Merge them or pull the shared part out.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports this file: delete it, or wire it in.',
      from: { orphan: true, path: '^packages/[^/]+/src/', pathNot: '(index|main|worker|\\.d)\\.tsx?$' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The import does not resolve: add the dependency to this package’s own package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '\\.build/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
