// Runs the browser tests: starts the given binary as a demo on a free port and a new folder, runs every
// *.test.mjs beside this file (or those named on the command line) and stops the server again. A file that moves the
// demo's clock far while others still need their days has a demo of its own.
//
//   node tests/browser/run.mjs [BINARY [TEST-FILE...]]
//
// BROWSER_URL=http://127.0.0.1:8080/ uses a demo that runs already; BROWSER_ACCOUNTS then names its accounts.json.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

/** Creating the demo's database with an unoptimised build on a busy machine. */
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;
const FILE_LIMIT_MS = 20 * 60_000;

/** The meeting is opened on its day, two weeks after its invitation. */
const OWN_DEMO = ['meeting.test.mjs'];

const binary = path.resolve(process.argv[2] ?? path.join(target, 'debug/backoffice'));
const files = process.argv.slice(3).map((file) => path.resolve(file));
if (files.length === 0) {
  const names = (await readdir(here)).filter((name) => name.endsWith('.test.mjs')).sort();
  files.push(...names.map((name) => path.join(here, name)));
}

process.env.BROWSER_SCREENSHOTS ??= path.join(target, 'screenshots');
await mkdir(process.env.BROWSER_SCREENSHOTS, { recursive: true });

const given = process.env.BROWSER_URL;
const alone = (file) => OWN_DEMO.includes(path.basename(file));
const groups = given ? [files] : [files.filter((file) => !alone(file)), ...files.filter(alone).map((file) => [file])];
const counts = { pass: 0, fail: 0, cancelled: 0 };
let complaints = 0;
for (const group of groups.filter((each) => each.length > 0)) {
  const server = given ? null : await startDemo(binary);
  let complaint = null;
  try {
    const done = await runTests(group);
    for (const figure of Object.keys(counts)) counts[figure] += done[figure];
  } finally {
    complaint = await server?.stop();
  }
  if (complaint) console.error(complaint);
  complaints += complaint ? 1 : 0;
}
const failed = counts.fail + counts.cancelled + complaints;
console.log(`browser: ${counts.pass} passed, ${failed} failed`);
process.exit(failed > 0 || counts.pass === 0 ? 1 : 0);

/** Runs the files one after the other; answers the figures that node's own runner closes with. */
async function runTests(files) {
  const counts = { pass: 0, fail: 0, cancelled: 0 };
  const events = run({ files, concurrency: 1, timeout: FILE_LIMIT_MS });
  events.on('test:diagnostic', ({ nesting, message }) => {
    const figure = /^(pass|fail|cancelled) (\d+)$/.exec(message);
    if (nesting === 0 && figure) counts[figure[1]] = Number(figure[2]);
  });
  for await (const text of events.compose(new spec())) process.stdout.write(text);
  return counts;
}

/** Starts `BINARY demo --port N --data DIR` and waits for the line that tells its address. */
async function startDemo(binary) {
  const data = await mkdtemp(path.join(tmpdir(), 'backoffice-browser-'));
  const port = await freePort();
  const logFile = path.join(target, 'test', 'browser-server.log');
  await mkdir(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);

  const child = spawn(binary, ['demo', '--port', String(port), '--data', data], {
    cwd: data,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // a run that is interrupted leaves no server behind
  process.on('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  // whoever read this output has gone
  process.stdout.on('error', () => process.exit(141));

  let output = '';
  const collect = (chunk) => {
    output += chunk;
    log.write(chunk);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });

  const tail = () => output.split('\n').slice(-30).join('\n');
  const address = await Promise.race([
    new Promise((resolve) => {
      child.stdout.on('data', () => {
        const line = /^Adresse: (http:\/\/\S+)/m.exec(output);
        if (line) resolve(line[1]);
      });
    }),
    ended.then((how) => {
      throw new Error(`${binary} ${how} before it was ready:\n${tail()}`);
    }),
    timeout(START_LIMIT_MS).then(() => {
      throw new Error(`${binary} was not ready after ${START_LIMIT_MS / 1000} s:\n${tail()}`);
    }),
  ]);
  process.env.BROWSER_URL = address;
  process.env.BROWSER_ACCOUNTS = path.join(data, 'accounts.json');
  await readFile(process.env.BROWSER_ACCOUNTS); // fails here rather than in every test
  console.log(`demo server at ${address}, log in ${logFile}`);

  /** Stops the server; answers what was wrong with it, or null. */
  async function stop() {
    if (child.exitCode !== null || child.signalCode !== null) return `server ${await ended} during the tests:\n${tail()}`;
    child.kill('SIGTERM');
    const how = await Promise.race([ended, timeout(STOP_LIMIT_MS)]);
    if (how === undefined) return `server did not stop within ${STOP_LIMIT_MS / 1000} s of SIGTERM`;
    await rm(data, { recursive: true, force: true });
    const panic = output.split('\n').find((line) => line.includes('panicked at'));
    return panic ? `server panicked during the tests: ${panic}` : null;
  }
  return { stop };
}

function timeout(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
