// @ts-check
import { fileURLToPath } from 'node:url';

/** Tests run on the sources; `npm test` starts the services and passes them on (config/dev/test.mjs). */
export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/{shared,bff,miniapp}/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 30_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/config/jest-sequencer.mjs',
  // Each file leaves something of its modules behind: a worker that has grown is slow, and is replaced.
  workerIdleMemoryLimit: '1500MB',
  // What the mini-program's build fills in.
  globals: { BUILD_TARGET: 'weapp', API_BASE: '', PAY_PAGE: '', GALLERY: false },
  moduleNameMapper: {
    '^#config/(.*)$': '<rootDir>/config/dev/$1.ts',
    '^@/(.*)$': '<rootDir>/miniapp/src/$1',
    '^@merchant-coin/shared$': '<rootDir>/shared/src/index.ts',
    '^@merchant-coin/shared/(.*)$': '<rootDir>/shared/src/$1',
    '^@merchant-coin/bff$': '<rootDir>/bff/src/app.ts',
    '^@merchant-coin/bff/(.*)$': '<rootDir>/bff/src/$1',
  },
  // It is published as an ES module alone.
  transformIgnorePatterns: ['/node_modules/(?!pixelmatch/)'],
  transform: {
    '\\.tsx?$|/pixelmatch/.*\\.js$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  coverageProvider: 'v8',
  coverageDirectory: '<rootDir>/coverage',
  coverageReporters: ['text-summary', 'lcov'],
  collectCoverageFrom: ['{shared,bff}/src/**/*.ts', '!**/*.test.ts'],
};
